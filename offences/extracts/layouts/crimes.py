"""One line for each crime (domain research § 2.1 D): counted while it is read, by the rules of a CrimeRules.

Lines outside the force's districts, or without a place, count for the force alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from offences.extracts.crime_rules import AS_WRITTEN, WITHOUT_NUMBER, CrimeRules
from offences.extracts.how import How
from offences.extracts.layouts import headings, tally
from offences.extracts.layouts.crime_counts import Counts, Folding
from offences.extracts.layouts.headings import Header
from offences.extracts.layouts.interface import Fit, Found, Remark
from offences.extracts.limits import Unreadable
from offences.extracts.names import Known
from offences.extracts.readers import Sheet, text

SLUG = "crimes"
WORDS = "one line for each crime, counted here"
ALIASES = {
    "month": ("month", "month recorded", "recorded month", "date recorded", "recorded date", "date"),
    "category": ("crime type", "offence type", "offence", "offence group", "category", "incident type"),
    "record": ("crime id", "crime number", "crime no", "crime reference", "crime ref", "record number", "urn"),
    "place": ("lsoa name", "district", "area", "area name", "borough", "local authority", "policing area"),
}


@dataclass(frozen=True)
class Plan:
    header: Header
    rules: CrimeRules
    columns: tally.Columns


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    for header in headings.headers(sheet):
        rules = how.rules or _rules(header)
        if rules and (columns := _columns(header, rules)):
            return Fit(
                sheet, Plan(header, rules, columns), "it has headings for the kind of crime, its month and its number"
            )
    return None


def _rules(header: Header) -> CrimeRules | None:
    """The rules that the headings suggest: those of data.police.uk's street files, and the like."""
    by_heading = {headings.tidy(cell): text(cell) for cell in header.cells}
    month, category, record, place = (
        next((by_heading[alias] for alias in aliases if alias in by_heading), "") for aliases in ALIASES.values()
    )
    if not (month and category and record):
        return None
    place_rule = WITHOUT_NUMBER if headings.tidy(place) == "lsoa name" else AS_WRITTEN
    return CrimeRules(month, category, record, place, place_rule)


def _columns(header: Header, rules: CrimeRules) -> tally.Columns | None:
    """Where the rules' columns are; None when one is not there."""
    at = {headings.tidy(cell): position for position, cell in reversed(list(enumerate(header.cells)))}
    named = [rules.month, *rules.condition_columns, *filter(None, [rules.place, rules.record])]
    if any(headings.tidy(one) not in at for one in named):
        return None
    return tally.Columns(
        width=len(header.cells),
        after=header.last,
        month=at[headings.tidy(rules.month)],
        place=at.get(headings.tidy(rules.place)) if rules.place else None,
        conditions=tuple(at[headings.tidy(one)] for one in rules.condition_columns),
        record=at.get(headings.tidy(rules.record)) if rules.record else None,
    )


def read(fit: Fit, known: Known) -> Found:
    plan: Plan = fit.plan
    also = tuple(sheet for sheet in fit.others if _alike(sheet, plan))
    folding = Folding(plan.rules, known)
    counting = Counting((fit.sheet, *also), plan, folding)
    counts = counting.counts()
    if not counts.lines and not counting.bad:
        raise Unreadable("The file has headings but no lines below them.")
    columns = tuple((role, getattr(plan.rules, role)) for role in ALIASES if getattr(plan.rules, role))
    return Found(
        rows=tuple(folding.rows(counts)),
        columns=columns,
        notices=(*_several(also), *folding.notices(counts)),
        rejected=(*folding.refused(counts, plan.header.last), *sorted(counting.bad, key=lambda bad: bad.line)),
        also_read=also,
    )


def _alike(sheet: Sheet, plan: Plan) -> bool:
    """Whether a sheet has the same header."""
    return any(line.cells == plan.header.cells for line in sheet.head)


@dataclass
class Counting:
    """Some sheets with the same header, counted together."""

    sheets: tuple[Sheet, ...]
    plan: Plan
    folding: Folding
    bad: list[Remark] = field(default_factory=list)

    def counts(self) -> Counts:
        """Counts every sheet once, and looks at all again when a line was odd or a record number came twice."""
        counts = Counts()
        seen: set[int] = set()
        odd = twice = False
        for sheet in self.sheets:
            found = self._through(sheet, tally.count, self.folding.district_of, self.folding.fold)
            odd = odd or bool(found.counts.pop(None, 0))
            twice = twice or len(found.seen) < found.numbered or not seen.isdisjoint(found.seen)
            counts.lines.update(found.counts)
            seen |= found.seen
            self._note_bad(sheet, found.bad)
        if odd or twice:
            self._look_again(counts, self._repeated() if twice else set())
        return counts

    def _repeated(self) -> set[int]:
        """Counted sheets do not change their encoding any more: each is read through once."""
        seen: set[int] = set()
        return {hashed for sheet in self.sheets for hashed in self._through(sheet, tally.repeated, seen)}

    def _look_again(self, counts: Counts, repeated: set[int]) -> None:
        records_of: dict[Any, list[tally.Key]] = defaultdict(list)
        for sheet in self.sheets:
            looked = (self.folding.district_of, self.folding.problem, repeated)
            bad, again = self._through(sheet, tally.look_again, *looked)
            self._note_bad(sheet, bad)
            for number, keys in again.items():
                records_of[number] += keys
        self.folding.count_once(counts, records_of)

    def _note_bad(self, sheet: Sheet, bad: list[Remark]) -> None:
        several = len(self.sheets) > 1
        self.bad += [replace(one, read=f"{sheet.name}: {one.read}") if several else one for one in bad]

    def _through(self, sheet: Sheet, use: Callable[..., Any], *said: Any) -> Any:
        header = next(line for line in sheet.head if line.cells == self.plan.header.cells)
        columns = replace(self.plan.columns, after=header.last or header.number)
        return sheet.through(lambda records: use(records, columns, *said), columns.width)


def _several(also: Sequence[Sheet]) -> Iterator[str]:
    if also:
        yield f"{len(also) + 1} files in the ZIP file have the same headings and were counted together."
