from papers.views.drafting import draft_file, paper_add, paper_edit, preview, text_edit
from papers.views.issuing import approve, issue
from papers.views.reading import issued, issued_file, issued_table, list

__all__ = [
    "approve",
    "draft_file",
    "issue",
    "issued",
    "issued_file",
    "issued_table",
    "list",
    "paper_add",
    "paper_edit",
    "preview",
    "text_edit",
]
