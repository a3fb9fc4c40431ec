"""Every URL of the project, and what it answers to each of the cast."""

CAST = ("public", "reader", "lead", "other_lead", "analyst", "secretariat", "chief_officer", "administrator")

# What a URL answers to each of the cast, in the order above. 302 means "sign in first".
ANYONE = (200,) * 8
SIGNED_IN = (302,) + (200,) * 7
ANALYST = (302, 403, 403, 403, 200, 403, 403, 403)
THE_UPLOADER = (302, 403, 403, 403, 200, 403, 403, 403)
WRITES_PAPERS = (302, 403, 403, 403, 403, 200, 403, 403)
DRAFTS = (302, 403, 403, 403, 403, 200, 200, 403)
TEMPLATES = (302, 403, 403, 403, 403, 200, 403, 200)
ADMINISTRATOR = (302, 403, 403, 403, 403, 403, 403, 200)
CHIEF_OFFICER = (302, 403, 403, 403, 403, 403, 200, 403)
NAMES_A_STAND_IN = (302, 403, 200, 200, 403, 200, 403, 403)
WITHDRAWS_IT = (302, 403, 200, 404, 403, 200, 403, 403)
# What is for the board: as if it were not there, but for those who hold a role.
HAS_ROLE = (404, 200, 200, 200, 200, 200, 200, 404)
# The other lead stands in here; a file that is not approved is not there for who does not see the section.
WRITES_SECTION = (302, 403, 200, 200, 403, 403, 403, 403)
TASK = (302, 403, 200, 200, 403, 302, 302, 403)
# The list of its tasks says to who answers for the paper what the section says; a task sends them there.
WRITES_OR_READS = (302, 403, 200, 200, 403, 200, 200, 403)
OF_THE_SECTION = (404, 404, 200, 200, 404, 200, 200, 404)

PAGES = {
    "strands:dashboard": ((), ANYONE),
    "strands:strand": (("knives",), ANYONE),
    "strands:my_sections": ((), SIGNED_IN),
    "strands:round": (("march-2020",), DRAFTS),
    "strands:delegations": ((), NAMES_A_STAND_IN),
    "strands:delegation_withdraw": (("delegation",), WITHDRAWS_IT),
    "strands:round_open": ((), WRITES_PAPERS),
    "strands:round_chase": (("march-2020",), WRITES_PAPERS),
    "strands:round_close": (("march-2020",), WRITES_PAPERS),
    "strands:round_excuse": (("march-2020", "knife-crime"), WRITES_PAPERS),
    "strands:round_unlock": (("march-2020", "knife-crime"), WRITES_PAPERS),
    "strands:update": (("march-2020", "knife-crime"), WRITES_OR_READS),
    "strands:update_figures": (("march-2020", "knife-crime"), TASK),
    "strands:update_narrative": (("march-2020", "knife-crime"), TASK),
    "strands:update_operations": (("march-2020", "knife-crime"), TASK),
    "strands:update_commitments": (("march-2020", "knife-crime"), TASK),
    "strands:update_breakdowns": (("march-2020", "knife-crime"), TASK),
    "strands:commitment_add": (("march-2020", "knife-crime"), TASK),
    "strands:breakdown": (("march-2020", "knife-crime", "referrals"), TASK),
    "strands:breakdown_add": (("march-2020", "knife-crime"), TASK),
    "strands:update_risks": (("march-2020", "knife-crime"), TASK),
    "strands:update_check": (("march-2020", "knife-crime"), WRITES_SECTION),
    "strands:update_review": (("march-2020", "knife-crime"), WRITES_PAPERS),
    "strands:update_marking": (("march-2020", "knife-crime"), WRITES_PAPERS),
    "strands:update_history": (("march-2020", "knife-crime"), WRITES_OR_READS),
    "strands:update_event": (("march-2020", "knife-crime", "event"), WRITES_OR_READS),
    "strands:operation": (("march-2020", "knife-crime", "sceptre"), TASK),
    "strands:operation_add": (("march-2020", "knife-crime"), TASK),
    "strands:activity": (("march-2020", "knife-crime", "deployments"), TASK),
    "strands:activity_add": (("march-2020", "knife-crime"), TASK),
    "strands:operation_evidence": (("march-2020", "knife-crime", "sceptre"), WRITES_SECTION),
    "strands:commitment_evidence": (("march-2020", "knife-crime", "report"), WRITES_SECTION),
    "strands:evidence_remove": (("march-2020", "knife-crime", "evidence"), WRITES_SECTION),
    "strands:evidence_file": (("evidence",), OF_THE_SECTION),
    "offences:measure": (("knife-crime",), ANYONE),
    "offences:series": (("knife-crime",), ANYONE),
    "offences:revisions": ((), ANYONE),
    "offences:extracts": ((), ANALYST),
    "offences:upload": ((), ANALYST),
    "offences:comparison": ((), ANALYST),
    "offences:reading": (("upload",), THE_UPLOADER),
    "offences:remember": (("upload",), THE_UPLOADER),
    "offences:profiles": ((), ANALYST),
    "offences:profile_rename": (("profile",), ANALYST),
    "offences:profile_delete": (("profile",), ANALYST),
    "offences:preview": (("upload",), THE_UPLOADER),
    "offences:mapping": (("upload",), THE_UPLOADER),
    "offences:annotated": (("upload",), THE_UPLOADER),
    "offences:extract": (("extract",), ANALYST),
    "offences:remember_load": (("load",), ANALYST),
    "offences:undo": (("extract",), ANALYST),
    "papers:list": ((), ANYONE),
    "papers:templates": ((), TEMPLATES),
    "papers:template_sample": (("template",), TEMPLATES),
    "papers:template_approve": (("template",), ADMINISTRATOR),
    "papers:template_stop": (("template_in_use",), ADMINISTRATOR),
    "papers:template_remove": (("template",), ADMINISTRATOR),
    "papers:paper_add": ((), WRITES_PAPERS),
    "papers:paper_edit": (("march-2020",), WRITES_PAPERS),
    "papers:text_edit": (("march-2020", "purpose"), WRITES_PAPERS),
    "papers:placing": (("march-2020",), WRITES_PAPERS),
    "papers:preview": (("march-2020",), DRAFTS),
    "papers:draft_file": (("march-2020", "xlsx"), DRAFTS),
    "papers:approve": (("march-2020",), CHIEF_OFFICER),
    "papers:issue": (("march-2020",), WRITES_PAPERS),
    "papers:publication": (("march-2020",), WRITES_PAPERS),
    "papers:register": ((), ANYONE),
    "papers:register_csv": ((), ANYONE),
    "papers:difference": (("march-2020", "1.1"), ANYONE),
    "papers:difference_board": (("march-2020", "2.1"), HAS_ROLE),
    "papers:issued_board": (("march-2020", "2"), HAS_ROLE),
    "papers:issued_file_board": (("march-2020", "2", "pdf"), HAS_ROLE),
    "papers:issued_table_board": (("march-2020", "2", "table-1", "csv"), HAS_ROLE),
    "papers:issued": (("march-2020", "1"), ANYONE),
    "papers:issued_file": (("march-2020", "1", "pdf"), ANYONE),
    "papers:issued_table": (("march-2020", "1", "table-1", "csv"), ANYONE),
    "papers:issued_figures": (("march-2020", "1"), ANYONE),
    "papers:issued_figure": (("march-2020", "1", "knife-crime.change"), ANYONE),
    "papers:issued_figures_board": (("march-2020", "2"), HAS_ROLE),
    "papers:issued_figure_board": (("march-2020", "2", "knife-crime.change"), HAS_ROLE),
    "healthz": ((), ANYONE),
    "favicon": ((), ANYONE),
    "brand_css": ((), ANYONE),
    "accessibility": ((), ANYONE),
    "account": ((), SIGNED_IN),
}
# A sensitive measure, a paper that is not published: as if it were not there, but for those who hold a role.
SENSITIVE = "OFFICIAL-SENSITIVE"
FOR_THE_BOARD = {
    "offences:measure": ("board-measure",),
    "offences:series": ("board-measure",),
    "papers:issued": ("june-2020", "1"),
    "papers:issued_file": ("june-2020", "1", "pdf"),
    "papers:issued_table": ("june-2020", "1", "table-1", "csv"),
    "papers:issued_figures": ("june-2020", "1"),
    "papers:issued_figure": ("june-2020", "1", "knife-crime.change"),
}
