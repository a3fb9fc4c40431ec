"""An activity figure as it stands: what it began with, and what rounds have reported of it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from strands.models import ActivityEntry, ActivityFigure, Operation, ReportingRound, Update


@dataclass(frozen=True)
class Standing:
    """A figure with the entries that count, in the order of their rounds. Nothing else says what a figure is: a running
    total is the sum of what it began with and its entries; any other is what was reported last."""

    figure: ActivityFigure
    entries: tuple[ActivityEntry, ...] = ()

    @property
    def is_running(self) -> bool:
        return self.figure.kind == ActivityFigure.Kind.RUNNING

    @property
    def parts(self) -> list[Decimal]:
        """The numbers that make up `value`: for a running total what it began with and what came to it; otherwise the
        last one alone."""
        reported = [self.figure.value, *(entry.value for entry in self.entries)]
        return reported if self.is_running else reported[-1:]

    @property
    def value(self) -> Decimal:
        return sum(self.parts, Decimal(0))

    @property
    def counted_to(self) -> date | None:
        """The last day that is counted; none where no day was ever given."""
        return self._last("period_end")

    @property
    def as_at(self) -> date:
        return self._last("as_at")

    def _last(self, name):
        said = [getattr(one, name) for one in (self.figure, *self.entries)]
        return next((day for day in reversed(said) if day), None)

    def entry_of(self, update: Update) -> ActivityEntry | None:
        """What this update reported."""
        return next((entry for entry in self.entries if entry.update_id == update.pk), None)

    def without(self, update: Update) -> Standing:
        """As it stood before this update reported anything."""
        return Standing(self.figure, tuple(entry for entry in self.entries if entry.update_id != update.pk))


def standing(figure: ActivityFigure, update: Update) -> Standing:
    """The figure as it stands in an update: later rounds do not count in it."""
    month = update.round.period_end
    counted = (entry for entry in figure.entries.all() if entry.month <= month)
    return Standing(figure, tuple(sorted(counted, key=lambda entry: entry.month)))


def standings(update: Update) -> list[Standing]:
    """Those of the update's section, in their order."""
    return [standing(figure, update) for figure in update.section.activity_figures.all()]


# Which a round asks for, and which it has been told


def asked() -> QuerySet:
    """The figures that each round asks for: those of no operation, and of the operations that are running."""
    return ActivityFigure.objects.filter(Q(operation=None) | Q(operation__status=Operation.Status.RUNNING))


def reported_in(asked_round: ReportingRound) -> Q:
    """Those that were reported in the round, or that began in it."""
    entries = ActivityEntry.objects.filter(figure=OuterRef("pk"), update__round=asked_round)
    return Q(Exists(entries)) | Q(as_at__gte=asked_round.opened_on)
