"""What a Word file must not hold to be a template, each refusal with what to do about it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from documents import word_template
from documents.word_template import Refused
from tests.documents.word_templates import BODY, TYPES, changed, field, in_body, related, template, typed

GOOD = template()
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml.document.main+xml"
UNENDED = '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDE cmd </w:instrText>'
DOTX = WORD.replace("document.main", "template.main")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def drawing(inside):
    return typed(GOOD, "word/media/crest.svg", "image/svg+xml", SVG.format(inside).encode())


def bomb(*, parts=1, size=1):
    with ZipFile(written := BytesIO(), "w", ZIP_DEFLATED) as target:
        for number in range(parts):
            target.writestr(f"word/media/{number}.png", b"0" * size)
    return written.getvalue()


def encrypted(content):
    """With the flag of a password on its first member, in the directory of the package."""
    place = content.rindex(b"PK\x01\x02", 0, content.index(b"PK\x01\x02") + 4)
    return content[: place + 8] + b"\x01" + content[place + 9 :]


def test_a_template_with_a_letterhead_is_taken():
    word_template.check(GOOD)


@pytest.mark.parametrize(
    "content",
    [
        in_body(GOOD, field(" PAGE ")),
        in_body(GOOD, field(" DOC", 'PROPERTY "Title" \\* MERGEFORMAT ')),
        in_body(GOOD, '<w:fldSimple w:instr="FILENAME"/>'),
        related(GOOD, "hyperlink", "https://www.westshire.example/"),
        related(GOOD, "hyperlink", "mailto:press@westshire.example"),
        drawing('<path d="M0 0" fill="url(#blue)"/><use xlink:href="#crest"/>'),
        typed(GOOD, "word/fonts/font1.odttf", f"{OFFICE}.obfuscatedFont"),
    ],
    ids=["page", "spread field", "file name", "web page", "e-mail address", "drawing", "typeface"],
)
def test_what_only_shows_is_taken(content):
    word_template.check(content)


REFUSED = {
    "too large": (b"PK\x03\x04" + b"0" * (5 << 20), "larger than 5 MB. Make the pictures in its header smaller"),
    "old format": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "Word's old format, or protected with a password"),
    "text": (b"Dear Sir", "not a Word file (.docx). Open it in Word, choose Save As"),
    "nothing": (b"", "not a Word file (.docx)"),
    "half a package": (GOOD[:2000], "damaged, or not one that Word wrote. Open it in Word, save it again"),
    "another package": (bomb(), "not a Word file (.docx)"),
    "no main part": (changed(GOOD, drop=[BODY]), "not a Word file (.docx)"),
    "bursts": (bomb(size=51 << 20), "unpacks to more than a template holds. Take out what is not header"),
    "many parts": (bomb(parts=2001), "unpacks to more than a template holds"),
    "many elements": (
        changed(GOOD, put=[("word/theme/theme2.xml", b"<a>" + b"<b/>" * 500_001 + b"</a>")]),
        "unpacks to more than a template holds",
    ),
    "password": (encrypted(GOOD), "protected with a password. Save it as a Word Document (.docx) without one"),
    "leads out of the package": (changed(GOOD, put=[("../evil.xml", b"<a/>")]), "damaged"),
    "twice the same": (changed(GOOD, put=[("WORD/DOCUMENT.XML", b"<a/>")]), "damaged"),
    "entity": (
        changed(GOOD, put=[("word/theme/theme2.xml", b'<!DOCTYPE a [<!ENTITY e "e">]><a>&e;</a>')]),
        "damaged",
    ),
    "no XML": (changed(GOOD, put=[("word/theme/theme2.xml", b"<a>")]), "damaged"),
    "dotx": (changed(GOOD, replace=[(TYPES, WORD, DOTX)]), "Word template (.dotx). Open it, choose Save As"),
    "strict": (
        changed(GOOD, replace=[("_rels/.rels", "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml")]),
        "Save As, Word Document",
    ),
    "docm": (
        changed(GOOD, replace=[(TYPES, WORD, "application/vnd.ms-word.document.macroEnabled.main+xml")]),
        "holds macros. Open it, choose Save As, Word Document (.docx)",
    ),
    "macro": (changed(GOOD, put=[("word/vbaProject.bin", b"x")]), "holds macros"),
    "macro by another name": (typed(GOOD, "word/a.bin", "application/vnd.ms-office.vbaProject"), "holds macros"),
    "macro by its relationship": (related(GOOD, "vbaProject", "a.bin", ""), "holds macros"),
    "attached template": (related(GOOD, "attachedTemplate", "https://evil.example/a.dotm"), "detach the template"),
    "linked picture": (related(GOOD, "image", "https://evil.example/a.png"), "Paste linked pictures as pictures"),
    "picture on a share": (related(GOOD, "image", "//evil.example/a.png", ""), "fetches something from elsewhere"),
    "picture of a file": (related(GOOD, "image", "file:/etc/passwd", ""), "fetches something from elsewhere"),
    "linked object": (related(GOOD, "oleObject", "https://evil.example/a"), "another file or a control inside"),
    "link to a file": (related(GOOD, "hyperlink", "file://server/share"), "Only links to web pages and e-mail"),
    "link that runs": (related(GOOD, "hyperlink", "javascript:alert(1)"), "Only links to web pages and e-mail"),
    "embedded file": (changed(GOOD, put=[("word/embeddings/book.xlsx", b"x")]), "another file or a control inside it"),
    "ActiveX": (changed(GOOD, put=[("word/activeX/activeX1.xml", b"<a/>")]), "another file or a control inside it"),
    "object in the text": (in_body(GOOD, "<w:object/>"), "another file or a control inside it"),
    "control in the text": (in_body(GOOD, "<w:control/>"), "another file or a control inside it"),
    "taken in": (in_body(GOOD, '<w:altChunk r:id="rId1"/>'), "takes in another file where it is opened. Copy"),
    "taken in by its relationship": (related(GOOD, "aFChunk", "a.html", ""), "takes in another file"),
    "subdocument": (in_body(GOOD, '<w:subDoc r:id="rId1"/>'), "takes in another file"),
    "DDE": (in_body(GOOD, field(" DDEAUTO c:\\cmd.exe ")), "Press Alt+F9 in Word to see the fields, and take it out"),
    "spread DDE": (in_body(GOOD, field(" DD", "E cmd ")), "a field that is not taken: “DDE cmd”"),
    "included picture": (in_body(GOOD, field(" INCLUDEPICTURE a.png ")), "a field that is not taken"),
    "included text": (in_body(GOOD, '<w:fldSimple w:instr="INCLUDETEXT a.docx"/>'), "a field that is not taken"),
    "field without an end": (in_body(GOOD, UNENDED), "a field that is not taken: “DDE cmd”"),
    "shape with a source": (in_body(GOOD, '<v:imagedata src="https://evil.example/a"/>'), "fetches something"),
    "tracked insertion": (in_body(GOOD, "<w:ins/>"), "has tracked changes. In Review, accept or reject them all"),
    "tracked look": (in_body(GOOD, "<w:rPr><w:rPrChange/></w:rPr>"), "has tracked changes"),
    "toolbar": (changed(GOOD, put=[("customUI/customUI.xml", b"<a/>")]), "changes Word's ribbon or toolbars. Copy its"),
    "sound": (typed(GOOD, "word/media/a.wav", "audio/wav"), "neither text nor a picture: “word/media/a.wav”. Take it"),
    "no type": (changed(GOOD, put=[("word/media/a.xyz", b"x")]), "neither text nor a picture"),
    "drawing that runs": (drawing("<script/>"), "does more than draw. Save the drawing as a PNG picture instead"),
    "drawing that listens": (drawing('<path onload="x"/>'), "does more than draw"),
    "drawing that fetches": (drawing('<image xlink:href="https://evil.example/a"/>'), "does more than draw"),
    "drawing with a style that fetches": (drawing("<style>@import 'a'</style>"), "does more than draw"),
}  # fmt: skip


@pytest.mark.parametrize("fault", REFUSED)
def test_what_runs_fetches_or_bursts_is_refused_with_what_to_do(fault):
    content, words = REFUSED[fault]
    with pytest.raises(Refused) as refused:
        word_template.check(content)
    assert words in str(refused.value)
