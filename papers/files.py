"""The files a paper comes as: their formats and names. They are made by documents.press."""

from dataclasses import dataclass

from django.utils.text import slugify

from documents import files
from papers.models import IssuedFile, IssuedPaper, Paper


@dataclass(frozen=True)
class Format:
    extension: str
    name: str
    content_type: str


_TITLE = 100  # characters of a title that a file's name has room for
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    IssuedFile.Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    IssuedFile.Format.PDF: "application/pdf",
    IssuedFile.Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    IssuedFile.Format.HTML: "text/html; charset=utf-8",
    IssuedFile.Format.ZIP: "application/zip",
}
FORMATS = {str(kind): Format(str(kind), kind.label, content_type) for kind, content_type in _TYPES.items()}
# What stands in the ZIP file beside the four: a table, and what its columns are.
TABLE_TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/csvm+json"}


def stem(paper: Paper, *, marking: str = "", draft: bool = False) -> str:
    """ "OFFICIAL-2020-03-26-crime-prevention-strategy-delivery-plan-v3": marking, meeting, title, version.

    `marking` is that of the issue where it is not the paper's: what the public reads."""
    parts = [
        marking or paper.marking,
        f"{paper.round.meeting_on:%Y-%m-%d}",
        slugify(paper.title)[:_TITLE].rstrip("-"),
        f"v{slugify(paper.version.replace('.', '-'))}",
        "DRAFT" if draft else "",
    ]
    return "-".join(part for part in parts if part)


def stored_stem(issued: IssuedPaper) -> str:
    """The one its files were issued under: what they are called may change, what is in the ZIP file may not."""
    names = {file.format: file.name for file in issued.files.all()}
    return names.get(files.ZIP, "").removesuffix(f".{files.ZIP}")
