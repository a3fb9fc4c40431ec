"""Each table of a document, and the data behind each chart, as a CSV file with its metadata (CSV on the Web).

A text never becomes a formula in the spreadsheet that opens the file: one that starts as a formula does gets an
apostrophe. A number is a number, whatever its sign.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from io import StringIO
from typing import Any

from documents import charts
from documents.blocks import Cell, Chart, Column, Document, Table
from documents.plain import captioned
from documents.renderers.labels import SHORTHAND, unlike

METADATA = "-metadata.json"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def names(document: Document) -> dict[str, str]:
    """{"table-1": "Table 1: Knife crime offences"}: what becomes a CSV file, in the order of the paper."""
    return {_name(block): captioned(block) for block in document.body if isinstance(block, Table | Chart)}


def files(document: Document, stem: str) -> dict[str, bytes]:
    """{file name: bytes}, two files for each table and chart; `stem` begins every name ("paper-v3" and a hyphen)."""
    made: dict[str, bytes] = {}
    for block in document.body:
        if isinstance(block, Table | Chart):
            name, table = f"{stem}{_name(block)}.csv", _data(block)
            made |= {name: _csv(table), name + METADATA: _metadata(table, document, name)}
    return made


def _name(block: Table | Chart) -> str:
    return re.sub("[^a-z0-9]+", "-", (block.number or block.caption).lower()).strip("-")


def _data(block: Table | Chart) -> Table:
    if isinstance(block, Table):
        return block
    columns, rows = charts.data_table(block.spec)
    about = (f"What the chart shows: {block.alt}", *block.notes)
    return Table(f"{block.caption} (data)", columns, rows, number=block.number, notes=about, row_headers=True)


def _csv(table: Table) -> bytes:
    output = StringIO(newline="")
    writer = csv.writer(output)  # commas and CRLF: RFC 4180, what CSV on the Web expects when nothing else is said
    writer.writerow(_heads(table))
    for row in table.rows:
        writer.writerow([_said(column, cell) for column, cell in zip(table.columns, row, strict=True)])
    return output.getvalue().encode()


def _heads(table: Table) -> list[str]:
    return [_guarded(label) for label in unlike([column.label for column in table.columns])]


def _said(column: Column, cell: Cell) -> str:
    if _is_number(column, cell):
        return str(cell.value)
    return SHORTHAND.get(cell.text, _guarded(cell.text))


def _is_number(column: Column, cell: Cell) -> bool:
    return cell.value is not None and column.kind != "text"


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _metadata(table: Table, document: Document, name: str) -> bytes:
    about: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": document.language}],
        "url": name,
        "dc:title": captioned(table),
        "dc:description": " ".join(line for line in (table.lead, *table.notes) if line),
        "dc:isPartOf": document.title,
        "dc:publisher": document.author,
        "dc:date": document.date,
        "dc:accessRights": document.marking,
        "tableSchema": _schema(table),
    }
    return json.dumps(about, ensure_ascii=False, indent=2).encode()


def _schema(table: Table) -> dict[str, Any]:
    """The columns; where the first one names the rows, it is their title, and their key when no two are the same."""
    about: dict[str, Any] = {"columns": [_column(table, place, head) for place, head in enumerate(_heads(table))]}
    if table.row_headers:
        about["rowTitles"] = [_column_name(0)]
        if len({row[0].text for row in table.rows}) == len(table.rows):
            about["primaryKey"] = [_column_name(0)]
    return about


def _column_name(place: int) -> str:
    return f"column_{place + 1}"


def _column(table: Table, place: int, head: str) -> dict[str, Any]:
    column, cells = table.columns[place], [row[place] for row in table.rows]
    about = {"titles": head, "name": _column_name(place), "datatype": _datatype(column, cells), "null": _nulls()}
    return about | ({"schema:unitText": "%"} if column.kind == "percentage" else {})


def _nulls() -> Sequence[str]:
    return sorted(set(SHORTHAND.values()))


def _datatype(column: Column, cells: Sequence[Cell]) -> str:
    """ "integer" or "decimal" where every cell is a number or says in shorthand why there is none."""
    numbers = [cell.value for cell in cells if _is_number(column, cell)]
    others = [cell.text for cell in cells if not _is_number(column, cell)]
    if not numbers or any(text not in SHORTHAND for text in others):
        return "string"
    return "integer" if all(isinstance(number, int) for number in numbers) else "decimal"
