from papers.views.drafting import draft_file, paper_add, paper_edit, preview, text_edit
from papers.views.figures import issued_figure, issued_figures
from papers.views.issuing import approve, issue
from papers.views.placing import placing
from papers.views.publishing import publication, register, register_csv
from papers.views.reading import difference, issued, issued_file, issued_table, list
from papers.views.templates import template_approve, template_remove, template_sample, template_stop, templates

__all__ = [
    "approve",
    "difference",
    "draft_file",
    "issue",
    "issued",
    "issued_figure",
    "issued_figures",
    "issued_file",
    "issued_table",
    "list",
    "paper_add",
    "paper_edit",
    "placing",
    "preview",
    "publication",
    "register",
    "register_csv",
    "template_approve",
    "template_remove",
    "template_sample",
    "template_stop",
    "templates",
    "text_edit",
]
