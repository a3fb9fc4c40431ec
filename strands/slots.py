"""The figures that a section's writers may put in their texts, as the list beside a text shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from documents import narrative
from documents.blocks import Cell, Column, Table
from offences import vintages
from offences.figures import Figure
from offences.summary import Summary
from strands import checking, report
from strands.models import Update

# What the last part of a key stands for, the most useful first.
MEANINGS = {
    "change": "change, in words",
    "current": "these 12 months",
    "previous": "the 12 months before",
    "difference": "difference",
    "percentage": "difference in percent",
    "period": "the period, in words",
    "value": "",
    "added": "this round",
    "monthly": "a month on average",
    "progress": "share of the target",
    "total": "total",
}
NOT_LIKE_FOR_LIKE = "not like for like"
ORDER = list(MEANINGS)
COLUMNS = (Column("Figure"), Column("What it is"), Column("Window"), Column("As at"), Column("Source"))


@dataclass(frozen=True)
class Slot:
    """A figure that is written `{{ key }}`; `words` say what it is."""

    words: str
    figure: Figure

    @property
    def when(self) -> str:
        """ "12 months to end of January 2020, as at 13 March 2020, not like for like" """
        as_at = f"as at {self.figure.as_at}" if self.figure.as_at else ""
        care = NOT_LIKE_FOR_LIKE if NOT_LIKE_FOR_LIKE in self.figure.qualified.lower() else ""
        return ", ".join(part for part in (self.figure.window, as_at, care) if part)

    @property
    def source(self) -> str:
        return ". ".join(part for part in (self.figure.source, self.figure.qualified) if part)


def for_writers(update: Update) -> dict[str, Slot]:
    """Those of the counts now, by key, with the rows that they are made from fetched."""
    prefetch_related_objects([update.section], *report.DELIVERY)
    return slots(update, vintages.summaries(report.ends([update])))


def slots(update: Update, summaries: Mapping[str, Summary]) -> dict[str, Slot]:
    """By key. `summaries` are those of the section's measures, by slug."""
    found = sorted(checking.known_figures(update, summaries).values(), key=_place)
    operations = {operation.pk: operation.name for operation in update.section.operations.all()}
    of = {one.slug: operations.get(one.operation_id, "") for one in update.section.activity_figures.all()}
    return {figure.key: Slot(_words(figure, of.get(_slug(figure), "")), figure) for figure in found}


def _place(figure: Figure) -> tuple[str, int]:
    """Together what is of one measure; in the order of their meanings what is of one."""
    meaning = _meaning(figure)
    return figure.measure, ORDER.index(meaning) if meaning in ORDER else len(ORDER)


def _words(figure: Figure, operation: str) -> str:
    """ "Operation Sceptre: Deployments: a month on average" """
    return ": ".join(part for part in (operation, figure.measure, MEANINGS.get(_meaning(figure), "")) if part)


def _slug(figure: Figure) -> str:
    return figure.key.rpartition(".")[0]


def _meaning(figure: Figure) -> str:
    return figure.key.rpartition(".")[2]


def named(text: str, found: Mapping[str, Slot]) -> list[Slot]:
    """Those that the text names, each once, in its order."""
    return [found[key] for key in narrative.keys(text) if key in found]


def table(named_slots: Iterable[Slot]) -> Table:
    """What the figures of a text are, for its writer to check."""
    rows = ((slot.figure.text, slot.words, slot.figure.window, slot.figure.as_at, slot.source) for slot in named_slots)
    cells = tuple(tuple(map(Cell, row)) for row in rows)
    return Table("Figures in this text", COLUMNS, cells, row_headers=True)
