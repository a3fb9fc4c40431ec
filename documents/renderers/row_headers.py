"""Row headers in a tagged PDF.

Typst marks column headers; its Python wheel cannot mark row headers yet. Here the first cell of each body row becomes
one (TH, scope Row: ISO 32000-1, table 349), so that a screen reader says the row's name with each number.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject


def mark_row_headers(written: bytes, flags: list[bool]) -> bytes:
    """`written` with row headers in each table whose place in `flags` is True; unchanged when none is."""
    if not any(flags):
        return written
    reader = PdfReader(BytesIO(written))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    tables = _elements(writer.root_object["/StructTreeRoot"], "/Table")
    for table, flag in zip(tables, flags, strict=True):
        if flag:
            for body in _elements(table, "/TBody"):
                for row in _elements(body, "/TR"):
                    _mark(next(_elements(row, "/TD")))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _elements(node: Any, kind: str) -> Iterator[DictionaryObject]:
    """The structure elements of one kind below `node`, in reading order."""
    for child in _children(node):
        if child.get("/S") == kind:
            yield child
        else:
            yield from _elements(child, kind)


def _children(node: DictionaryObject) -> Iterator[DictionaryObject]:
    inside = node.get("/K", ArrayObject())
    inside = inside.get_object()
    for child in inside if isinstance(inside, ArrayObject) else [inside]:
        child = child.get_object()
        if isinstance(child, DictionaryObject) and "/S" in child:
            yield child


def _mark(cell: DictionaryObject) -> None:
    cell[NameObject("/S")] = NameObject("/TH")
    attributes = cell.get("/A", ArrayObject()).get_object()
    attributes = attributes if isinstance(attributes, ArrayObject) else ArrayObject([attributes])
    scope = DictionaryObject({NameObject("/O"): NameObject("/Table"), NameObject("/Scope"): NameObject("/Row")})
    cell[NameObject("/A")] = ArrayObject([*attributes, scope])
