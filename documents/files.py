"""The files of a document: one for each format, and a ZIP file of them all with each table as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from documents.blocks import Document
from documents.renderers import csvw, excel, page, pdf, word

ZIP = "zip"
RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "docx": word.render,
    "pdf": pdf.render,
    "xlsx": excel.render,
    "html": page.render,
}
KINDS = (*RENDERERS, ZIP)

# The oldest date a ZIP file can hold: no clock shows, so the same files give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)


def make(document: Document, kinds: Iterable[str], stem: str, template: bytes = b"") -> dict[str, bytes]:
    """{kind: bytes} for some of KINDS. `stem` is the name, without its ending, of the files inside the ZIP file;
    `template` the Word file whose styles and header the .docx takes.

    Raises KeyError for another kind, and whatever a renderer raises."""
    wanted = set(kinds)
    made = {kind: _rendered(kind, document, template) for kind in (RENDERERS if ZIP in wanted else wanted)}
    if ZIP in wanted:
        made[ZIP] = _packed({f"{stem}.{kind}": content for kind, content in made.items()}, document, stem)
    return {kind: made[kind] for kind in sorted(wanted)}


def _rendered(kind: str, document: Document, template: bytes) -> bytes:
    return word.render(document, template) if kind == "docx" else RENDERERS[kind](document)


def _packed(whole: dict[str, bytes], document: Document, stem: str) -> bytes:
    entries = whole | csvw.files(document, f"{stem}-")
    output = BytesIO()
    with ZipFile(output, "w") as archive:
        for name in sorted(entries):
            entry = ZipInfo(name, _DATE)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, entries[name])
    return output.getvalue()


def member(archive: bytes, name: str) -> bytes | None:
    """One file of a ZIP file that `make` made; None when it holds no such file."""
    with ZipFile(BytesIO(archive)) as files:
        return files.read(name) if name in files.namelist() else None
