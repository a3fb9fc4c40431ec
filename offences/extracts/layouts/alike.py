"""Several sheets alike (domain research § 2.1 H), read as one: a sheet for each year, measure or area. What no column
says, the sheet's name does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from offences.extracts.how import How
from offences.extracts.layouts import headings
from offences.extracts.layouts.interface import Fit, Found, Layout, Remark
from offences.extracts.layouts.places import SHEET
from offences.extracts.limits import Unreadable
from offences.extracts.lines import Sheet
from offences.extracts.names import Known


def picked(sheets: Sequence[Sheet], how: How) -> Sequence[Sheet]:
    """The sheets that a person chose, or all. Raises Unreadable when one is not there."""
    there = [sheet.name for sheet in sheets if sheet.name]
    gone = [name for name in how.sheets if name not in there]
    if not how.sheets or not there:
        return sheets
    if gone:
        raise Unreadable(f"The file has no sheet called {headings.quoted(gone)}. It has {headings.quoted(there)}.")
    return [sheet for sheet in sheets if sheet.name in how.sheets]


def fits(layout: Layout, first: Fit, known: Known, how: How) -> list[Fit]:
    """The fits of the sheets that are read together, in the order of the file. `first` is that of one of them."""
    if not first.shape or not first.others:
        return [first]
    found = [first, *(fit for sheet in first.others if (fit := _like(layout, sheet, first, known, how)))]
    _check_picked(first, found, how)
    named = frozenset().union(*(fit.named for fit in found))
    said = _saying(layout, how, named)
    return [fit if fit.named == named else layout.fit(fit.sheet, known, said) or fit for fit in found]


def _like(layout: Layout, sheet: Sheet, first: Fit, known: Known, how: How) -> Fit | None:
    fit = layout.fit(sheet, known, _saying(layout, how, first.named))
    return fit if fit and (fit.shape == first.shape or sheet.name in how.sheets) else None


def _saying(layout: Layout, how: How, named: frozenset[str]) -> How:
    """How a sheet is read whose name says what the others' names do."""
    roles = {role: (SHEET,) for role in named if role != "month" and role not in how.roles}
    return replace(how, layout=layout.SLUG, roles={**how.roles, **roles})


def _check_picked(first: Fit, found: Sequence[Fit], how: How) -> None:
    read = {fit.sheet.name for fit in found}
    unlike = [name for name in how.sheets if name not in read]
    if unlike:
        raise Unreadable(
            f"{headings.quoted(unlike)} cannot be read together with “{first.sheet.name}”: the headings differ."
        )


def read(layout: Layout, fits: Sequence[Fit], known: Known) -> Found:
    """What the sheets hold together."""
    if len(fits) == 1:
        return layout.read(fits[0], known)
    found = [(fit.sheet, layout.read(fit, known)) for fit in fits]
    for sheet, one in found:
        for row in one.rows:
            row.sheet = sheet.name
    return replace(
        found[0][1],
        rows=[row for _, one in found for row in one.rows],
        rejected=tuple(remark for sheet, one in found for remark in _of_sheet(sheet, one.rejected)),
        notices=tuple(_notices(found)),
        also_read=tuple(sheet for sheet, _ in found[1:]),
    )


def _of_sheet(sheet: Sheet, remarks: Sequence[Remark]) -> Iterator[Remark]:
    return (replace(remark, sheet=sheet.name) for remark in remarks)


def _notices(found: Sequence[tuple[Sheet, Found]]) -> Iterator[str]:
    names = headings.quoted([sheet.name for sheet, _ in found])
    yield f"Read together, because they have the same headings: {names}."
    for sheet, one in found:
        yield from (f"“{sheet.name}”: {notice}" for notice in one.notices)
