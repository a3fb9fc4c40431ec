"""What an upload would change, as the parts of the page that asks first, the ones to look at first."""

from dataclasses import dataclass

from offences import printed
from offences.extracts import tables
from offences.extracts.receipts import receipt
from offences.fragments import written

# A longer table starts closed: what comes after it stays in reach.
OPEN = 15


@dataclass(frozen=True)
class Section:
    """`slug`: its place on the page; `number`: how many rows it tells of; `table` is HTML."""

    slug: str
    title: str
    number: int
    table: str

    @property
    def open(self):
        return self.number <= OPEN


def of(upload, found, figures):
    """Those that have anything to show. `figures`: the printed ones that would be revised."""
    return [section for section in (*_of_lines(upload.found), *_of_counts(upload, found, figures)) if section.number]


def _of_lines(facts):
    rejected, odd = facts.get("rejected", 0), facts.get("warnings", 0)
    yield _section("rejected", "Rejected lines", rejected, tables.rejected(facts.get("rejected_lines", ()), rejected))
    yield _section("lines", "Lines to check", odd, tables.warnings(facts.get("warning_lines", ()), odd))


def _of_counts(upload, found, figures):
    totals = receipt(upload, found)["totals"]
    yield _section(
        "printed", "Printed figures that would be revised", len(figures), *printed.tables(printed.kept(figures))
    )
    yield _section("revised", "Revised", found.revised, tables.revised(found.revised_rows, found.revised))
    yield _section(
        "missing", "Missing from this file", found.missing, tables.missing(found.missing_rows, found.missing)
    )
    yield _section("control-totals", "Control totals", len(totals), tables.control_totals(totals))
    yield _section("by-measure", "By measure", len(totals), tables.by_measure(totals))
    yield _section("by-month", "By month", len(found.by_month), tables.by_month(found.by_month))
    yield _section("new", "New", found.new, tables.new(found.new_rows, found.new))


def _section(slug, title, number, *blocks):
    return Section(slug, title, number, written(blocks) if number else "")
