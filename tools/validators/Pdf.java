// Which rules of PDF/UA-1 and PDF/A-2a a PDF breaks: java -cp JARS Pdf.java FILE… One line each; exit status 1 if any.
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

class Pdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean fine = true;
        for (String file : files) {
            for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A}) {
                fine &= passes(file, flavour);
            }
        }
        System.exit(fine ? 0 : 1);
    }

    static boolean passes(String file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, Integer> broken = new TreeMap<>();
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    broken.merge(one.getRuleId().getClause() + " " + one.getMessage(), 1, Integer::sum);
                }
            }
            System.out.println(new File(file).getName() + ", " + flavour + ": " + result.getTotalAssertions() + " checks, "
                    + (result.isCompliant() ? "compliant" : "NOT COMPLIANT"));
            broken.forEach((rule, times) -> System.out.println("  " + times + " times: " + rule));
            return result.isCompliant();
        }
    }
}
