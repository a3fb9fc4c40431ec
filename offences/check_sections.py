"""What an upload would change, as the parts of the page that asks first: first what to look at."""

from dataclasses import dataclass

from offences import printed
from offences.extracts import tables
from offences.extracts.receipts import receipt
from offences.fragments import written

# A longer table starts closed: what comes after it stays in reach.
OPEN = 15


@dataclass(frozen=True)
class Rows:
    """A table as HTML, how many rows it tells of, and what they are."""

    words: str
    number: int
    table: str

    @property
    def open(self):
        return self.number <= OPEN


@dataclass(frozen=True)
class Section:
    """`slug`: its place on the page."""

    slug: str
    title: str
    tables: list[Rows]


def of(upload, found, figures):
    """Those that have anything to show. `figures`: the printed ones that would be revised."""
    facts = upload.found
    sections = (
        Section("rejected", "Lines that are rejected, or to check", _there(_of_lines(facts))),
        Section("changes", "What would change", _there(_of_counts(found, figures))),
        Section("totals", "Totals", _there(_of_totals(facts, receipt(upload, found)["totals"], found.by_month))),
    )
    return [section for section in sections if section.tables]


def _of_lines(facts):
    rejected, odd = facts.get("rejected", 0), facts.get("warnings", 0)
    yield "Rejected lines", rejected, [tables.rejected(facts.get("rejected_lines", ()), rejected)]
    yield "Lines to check", odd, [tables.warnings(facts.get("warning_lines", ()), odd)]


def _of_counts(found, figures):
    kept = printed.kept(figures)
    yield "Printed figures", len(kept), printed.tables(kept, "Printed figures that would be revised")
    yield "Revised counts", found.revised, [tables.revised(found.revised_rows, found.revised)]
    yield "Missing from this file", found.missing, [tables.missing(found.missing_rows, found.missing)]
    yield "New counts", found.new, [tables.new(found.new_rows, found.new)]


def _of_totals(facts, totals, months):
    yield "Control totals", len(totals), [tables.control_totals(totals)]
    own = facts.get("controls_found", 0)
    yield "The file’s own totals", own, [tables.own_totals(facts.get("controls", ()), own)]
    yield "Counts by measure", len(totals), [tables.by_measure(totals)]
    if not facts.get("periods"):
        yield "Counts by month", len(months), [tables.by_month(months)]


def _there(found):
    return [Rows(words, number, written(blocks)) for words, number, blocks in found if number]
