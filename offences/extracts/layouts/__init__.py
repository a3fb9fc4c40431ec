"""The layouts that a file may be in, and finding which one it is. A new layout is a module here and a line below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from offences.extracts.how import FOUND, How
from offences.extracts.layouts import (
    alike,
    comparison,
    crimes,
    headings,
    long,
    matrix,
    months_across,
    months_down,
    places,
    quarterly,
    rolling_totals,
)
from offences.extracts.layouts.interface import Fit, Found, Layout
from offences.extracts.limits import Unreadable
from offences.extracts.lines import Sheet
from offences.extracts.names import Known

guess_header = headings.guess

LAYOUTS: tuple[Layout, ...] = (
    long,
    months_across,
    months_down,
    crimes,
    matrix,
    quarterly,
    rolling_totals,
    comparison,
)


def find(sheets: Sequence[Sheet], known: Known, how: How = FOUND) -> Found:
    """What the first sheet in any layout holds, and those alike. Raises Unreadable, in words, when none is in one or
    when it may be in two."""
    sheets = alike.picked(sheets, how)
    for sheet in sheets:
        if fits := list(_fits(sheet, known, how)):
            layout, fit = _only(fits)
            others = tuple(other for other in sheets if other is not sheet)
            return _read(layout, replace(fit, others=others), known, how)
    raise Unreadable(_no_layout(sheets, how))


def _fits(sheet: Sheet, known: Known, how: How) -> Iterator[tuple[Layout, Fit]]:
    for layout in LAYOUTS:
        if how.layout in ("", layout.SLUG) and (fit := layout.fit(sheet, known, how)):
            yield layout, fit


def _only(fits: Sequence[tuple[Layout, Fit]]) -> tuple[Layout, Fit]:
    surest = max(fit.sure for _, fit in fits)
    best = [(layout, fit) for layout, fit in fits if fit.sure == surest]
    if len(best) > 1:
        ways = "; or as ".join(f"{layout.WORDS}, because {fit.why}" for layout, fit in best)
        raise Unreadable(
            f"The file may be read in more than one way: as {ways}. Choose the layout, or take out the columns of one."
        )
    return best[0]


def _read(layout: Layout, fit: Fit, known: Known, how: How) -> Found:
    found = alike.read(layout, alike.fits(layout, fit, known, how), known)
    others = [sheet.name for sheet in fit.others if sheet not in found.also_read]
    notices = (*fit.sheet.notices, *_others_notice(fit.sheet, found, others), *found.notices)
    found = replace(found, notices=notices, layout=layout.SLUG, words=f"{layout.WORDS}, because {fit.why}")
    header = getattr(fit.plan, "header", None)
    if header and not found.headings:
        found = replace(found, header=header.last, headings=header.headings)
    return found if found.sheet else replace(found, sheet=fit.sheet)


def _others_notice(sheet: Sheet, found: Found, others: Sequence[str]) -> Iterator[str]:
    if others:
        read = "" if found.also_read else f"Read from “{sheet.name}”. "
        yield f"{read}Not read: {headings.quoted(others)}."


def _no_layout(sheets: Sequence[Sheet], how: How) -> str:
    if missing := _missing_headings(sheets, how):
        return f"No line near the top of the file has all the headings that were chosen: {headings.quoted(missing)}."
    if how.layout in ("", long.SLUG):
        return (
            f"No line near the top of the file has a heading for the {long.absent(sheets)}. "
            "The first line should read: measure, month, area, count (area may be left out). Other tables are read "
            "when their measures and areas are named as they are here."
        )
    return f"The file is not in the layout “{how.layout}”."


def _missing_headings(sheets: Sequence[Sheet], how: How) -> Sequence[str]:
    """What the header that has most of the chosen headings lacks."""
    wanted = [one for role, named in how.roles.items() if role != places.IGNORE for one in named if one != places.SHEET]
    lacks = (
        [one for one in wanted if places.column_of(header, one) is None]
        for sheet in sheets
        for header in headings.headers(sheet, how.header)
    )
    return min(lacks, key=len, default=())
