"""The long layout (domain research § 2.1 A): one line for each measure, month and area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offences.extracts.how import How
from offences.extracts.layouts import headings
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import Fit, Found, RawRow
from offences.extracts.limits import Unreadable
from offences.extracts.names import Known
from offences.extracts.readers import Line, Sheet, text

SLUG = "long"
WORDS = "one line for each measure and month"
REQUIRED = ("measure", "month", "count")


@dataclass(frozen=True)
class Plan:
    header: Header
    roles: dict[str, int]


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    for header in headings.headers(sheet):
        roles = headings.roles(header.cells)
        if all(role in roles for role in REQUIRED):
            return Fit(sheet, Plan(header, roles), "it has headings for the measure, the month and the count")
    return None


def read(fit: Fit, known: Known) -> Found:
    header, roles = fit.plan.header, fit.plan.roles
    below = headings.body(fit.sheet, header)
    if not below.lines:
        raise Unreadable("The file has headings but no lines below them.")
    return Found(
        rows=tuple(_row(line, roles, width=len(header.cells)) for line in below.lines),
        columns=tuple((role, text(header.cells[at])) for role, at in roles.items()),
        notices=(
            *headings.unused_notice(header.cells, tuple(roles.values())),
            *headings.notes_notice(below.notes),
        ),
    )


def absent(sheets: Sequence[Sheet]) -> str:
    """What a file lacks to be in this layout, in words: it is the one that we ask for."""
    best: tuple[str, ...] = REQUIRED
    for sheet in sheets:
        for line in sheet.head[: headings.WITHIN]:
            found = headings.roles(line.cells)
            best = min(best, tuple(role for role in REQUIRED if role not in found), key=len)
    return " or the ".join([", the ".join(best[:-1]), best[-1]] if len(best) > 1 else best)


def _row(line: Line, roles: dict[str, int], width: int) -> RawRow:
    return RawRow(
        line=line.number,
        **{role: headings.cell_at(line, roles.get(role)) for role in headings.ALIASES},
        has_area="area" in roles,
        overlong=headings.too_long(line, width),
    )
