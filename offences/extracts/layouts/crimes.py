"""One line for each crime (domain research § 2.1 D): counted while it is read, by the rules of a CrimeRules.

Lines outside the force's districts, or without a place, count for the force alone. What is kept of the file are its
`tallies`: how many lines say the same. By them it is counted again by other rules, without the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from offences.extracts.crime_rules import AS_WRITTEN, WITHOUT_NUMBER, CrimeRules
from offences.extracts.how import How
from offences.extracts.layouts import crime_lines, flags, headings
from offences.extracts.layouts.crime_counts import Folding, Lines
from offences.extracts.layouts.crime_lines import Below, Counted
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import Fit, Found, Remark
from offences.extracts.limits import Unreadable
from offences.extracts.lines import Sheet
from offences.extracts.names import Known
from offences.extracts.tally import Columns, TooMany

SLUG = "crimes"
WORDS = "one line for each crime, counted here"
WHY = "it has headings for the kind of crime and its month"
ALIASES = {
    "month": ("month", "month recorded", "recorded month", "date recorded", "recorded date", "date"),
    "category": ("crime type", "offence type", "offence", "offence group", "category", "incident type"),
    "record": ("crime id", "crime number", "crime no", "crime reference", "crime ref", "record number", "urn"),
    "place": ("lsoa name", "district", "area", "area name", "borough", "local authority", "policing area"),
}
_LOOKED_AT = 2_000
# So many kinds of lines are kept; so many when the rules say which columns matter.
_MOST, _MOST_BY_RULES = 20_000, 100_000


class NotCounted(Unreadable):
    """The lines were not counted by what the rules now ask for: it takes the file."""


@dataclass(frozen=True)
class Plan:
    """`cells`: where the columns are that conditions may be on; the category's is the first."""

    header: Header
    rules: CrimeRules
    how: How
    cells: tuple[int, ...]

    @property
    def columns(self) -> Columns:
        at = _places(self.header)
        month, place, record = (
            at.get(headings.tidy(getattr(self.rules, role))) for role in ("month", "place", "record")
        )
        without_number = self.rules.place_rule == WITHOUT_NUMBER
        return Columns(len(self.header.cells), month or 0, self.cells, place, record, without_number)

    @property
    def named(self) -> list[str]:
        return [self.header.headings[at] for at in self.cells]

    @property
    def by_rules(self) -> bool:
        return len(self.cells) == len(self.rules.condition_columns)


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    for header in headings.headers(sheet, how.header):
        rules = how.rules or _rules(header, sheet, how)
        at = _places(header)
        needed = rules and [rules.month, *rules.condition_columns, *filter(None, [rules.place, rules.record])]
        if rules and needed and all(headings.tidy(one) in at for one in needed):
            cells = tuple(at[headings.tidy(one)] for one in rules.condition_columns)
            return Fit(sheet, Plan(header, rules, how, cells), WHY)
    return None


def _places(header: Header) -> dict[str, int]:
    """Where each heading is, by its words; blank ones are nowhere."""
    at = {headings.tidy(heading): at for at, heading in reversed(list(enumerate(header.headings)))}
    return {heading: place for heading, place in at.items() if heading}


def _rules(header: Header, sheet: Sheet, how: How) -> CrimeRules | None:
    """The rules that the headings suggest: those of data.police.uk's street files, and the like. A file without a
    record number is one of crimes only when a person says so."""
    by_heading = {heading: header.headings[at] for heading, at in _places(header).items()}
    month, category, record, place = (
        next((by_heading[alias] for alias in aliases if alias in by_heading), "") for aliases in ALIASES.values()
    )
    if not (month and category and (record or how.layout == SLUG)):
        return None
    at = _places(header).get(headings.tidy(place))
    numbered = at is not None and flags.is_numbered([line.cells[at : at + 1] for line in headings.below(sheet, header)])
    return CrimeRules(month, category, record, place, WITHOUT_NUMBER if numbered else AS_WRITTEN)


def read(fit: Fit, known: Known) -> Found:
    plan: Plan = fit.plan
    if not plan.rules.counted:
        plan = replace(plan, cells=(*plan.cells, *_flags(fit.sheet, plan)))
    also = [(sheet, header) for sheet in fit.others if (header := _same_header(sheet, plan.header))]
    sheets = [Below(fit.sheet, plan.header.last), *(Below(sheet, header.last) for sheet, header in also)]
    plan, counted = _counted(sheets, plan)
    if not counted.tally.lines and not counted.bad:
        raise Unreadable("The file has headings but no lines below them.")
    read_too = tuple(sheet for sheet, _ in also)
    tallies = _tallies(plan, counted, [fit.sheet, *read_too])
    kept = {"notices": list(fit.sheet.notices), "not read": [one.name for one in fit.others if one not in read_too]}
    return replace(_found(tallies, plan.rules, known), also_read=read_too, tallies=tallies | kept)


def _flags(sheet: Sheet, plan: Plan) -> list[int]:
    """The other columns by whose cells a person may want to count."""
    after, width = plan.header.last, len(plan.header.cells)
    first = sheet.through(lambda records: list(islice(records, after + _LOOKED_AT))[after:], width)
    taken = {*plan.cells, plan.columns.month, plan.columns.place, plan.columns.record}
    return [at for at in flags.columns(plan.header.headings, first) if at not in taken]


def _same_header(sheet: Sheet, header: Header) -> Header | None:
    return next(
        (one for one in headings.headers(sheet) if (one.cells, one.above) == (header.cells, header.above)), None
    )


def _counted(sheets: Sequence[Below], plan: Plan) -> tuple[Plan, Counted]:
    """The lines counted, and the plan that it was done by: a column with too many different cells to be a flag is not
    kept."""
    try:
        counted = crime_lines.count(sheets, plan.columns, _MOST_BY_RULES if plan.by_rules else _MOST)
    except TooMany as kinds:
        if plan.by_rules:
            raise Unreadable(
                f"The lines differ in more than {_MOST_BY_RULES:,} ways by {headings.quoted(plan.named)}, month and "
                "place. One of these columns is not what it was taken for."
            ) from None
        return _counted(sheets, _without(plan, flags.widest(list(kinds.counts), len(plan.rules.condition_columns))))
    wide = [] if plan.by_rules else flags.too_wide(counted.tally.counts, len(plan.rules.condition_columns))
    return _counted(sheets, _without(plan, wide[0])) if wide else (plan, counted)


def _without(plan: Plan, place: int) -> Plan:
    return replace(plan, cells=(*plan.cells[:place], *plan.cells[place + 1 :]))


# What is kept, and counts from it


def _tallies(plan: Plan, counted: Counted, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Plain values. `kinds`: month, place, cells and how many lines; `again`: [kind, number of lines] of the lines of
    one record, and how often."""
    kinds = {kind: at for at, kind in enumerate(counted.tally.counts)}
    named = [sheet.name if len(sheets) > 1 else "" for sheet in sheets]
    called = [*plan.header.headings, ""]
    return {
        "headings": list(plan.header.headings),
        "header": plan.header.last,
        "rules": plan.rules.as_json() | {"counted": []},
        "cells": plan.named,
        "kinds": [[month, place, list(cells), lines] for (month, place, cells), lines in counted.tally.counts.items()],
        "again": [[[[kinds[kind], lines] for kind, lines in group], times] for group, times in counted.again.items()],
        "bad": [[one.line, called[one.column], one.value, one.words, named[at]] for at, one in counted.bad],
        "lines": counted.tally.lines,
        "sheets": len(sheets),
    }


def recount(tallies: Mapping[str, Any], how: How, known: Known) -> Found:
    """What a file holds by other rules or names, from what was kept of it. Raises NotCounted when that is not enough,
    and Unreadable when the rules do not fit."""
    rules = how.rules or CrimeRules.from_json(tallies["rules"])
    then = CrimeRules.from_json(tallies["rules"])
    counted = {headings.tidy(heading) for heading in tallies["cells"]}
    if _of_file(rules) != _of_file(then) or any(headings.tidy(one) not in counted for one in rules.condition_columns):
        raise NotCounted("Choose the file again: its lines were not counted by all the columns that are now asked for.")
    found = _found(tallies, rules, known)
    not_read = [f"Not read: {headings.quoted(tallies['not read'])}."] if tallies["not read"] else []
    notices = (*tallies["notices"], *not_read, *found.notices)
    return replace(found, notices=notices, tallies=tallies, layout=SLUG, words=f"{WORDS}, because {WHY}")


def _of_file(rules: CrimeRules) -> tuple[str, ...]:
    """What decides how a line is read, not what it counts in."""
    return tuple(map(headings.tidy, (rules.month, rules.record, rules.place, rules.place_rule)))


def _found(tallies: Mapping[str, Any], rules: CrimeRules, known: Known) -> Found:
    kinds = [(month, place, tuple(cells)) for month, place, cells, _ in tallies["kinds"]]
    counts = dict(zip(kinds, (lines for *_, lines in tallies["kinds"]), strict=True))
    again = {tuple((kinds[kind], lines) for kind, lines in group): times for group, times in tallies["again"]}
    folding = Folding(rules, known, Lines(tallies["cells"], counts, again))
    several = f"{tallies['sheets']} files in the ZIP file have the same headings and were counted together."
    bad = (Remark(line, value, words, column, value, sheet) for line, column, value, words, sheet in tallies["bad"])
    return Found(
        rows=tuple(folding.rows()),
        columns=tuple((role, getattr(rules, role)) for role in ALIASES if getattr(rules, role)),
        notices=(*([several] if tallies["sheets"] > 1 else []), *folding.notices()),
        rejected=(*folding.refused(tallies["header"]), *bad),
        header=tallies["header"],
        headings=tuple(tallies["headings"]),
        tallies=tallies,
        values=folding.values(),
    )
