from papers.models.issued import IssuedFile, IssuedPaper
from papers.models.outlines import Outline, OutlinePart
from papers.models.papers import VERSION, Paper, PaperText, version_number
from papers.models.publishing import Publication, WordTemplate

__all__ = [
    "VERSION",
    "IssuedFile",
    "IssuedPaper",
    "Outline",
    "OutlinePart",
    "Paper",
    "PaperText",
    "Publication",
    "WordTemplate",
    "version_number",
]
