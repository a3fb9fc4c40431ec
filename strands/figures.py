"""The figures that an update's text may name: `{{ knife-crime.change }}`, `{{ sceptre-deployments.monthly }}`.

Keys are "<slug>.<suffix>". Of measures: what a summary gives (previous, current, difference, percentage, change,
period). Of activity figures: value, monthly (computed from the period's dates) and progress (towards the target).
Of breakdowns: total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from documents.blocks import Value
from offences import figures as written
from offences.figures import Figure
from offences.months import day_words
from offences.rolling import rounded
from offences.summary import Summary
from strands import frozen
from strands.models import ActivityFigure, Breakdown, Section, Update
from strands.spans import months_covered

WITHHELD = "[for board members]"
FOR_THE_BOARD = "Shown to board members."


def registry(update: Update, summaries: Mapping[str, Summary], *, board: bool = True) -> dict[str, Value]:
    """Every figure of the update's section by its key. `summaries` are those of its measures, by slug.

    Measures' figures are those of the counts now. The section's own are those of now while the update is written, and
    from then on those it was submitted with. Without `board`, what is sensitive or for the board only keeps its key and
    says `WITHHELD`: text that names such a figure can still be read by everyone, without the number.
    """
    of_section = frozen.own_figures(update.frozen_for(board)) if update.is_frozen else own(update.section, board=board)
    return of_measures(update.section, summaries, board=board) | of_section


def of_measures(section: Section, summaries: Mapping[str, Summary], *, board: bool = True) -> dict[str, Value]:
    """What the section's measures count, as it is known now."""
    found: dict[str, Value] = {}
    for link in section.section_measures.all():
        if summary := summaries.get(link.measure.slug):
            found |= _values(summary.figures().values(), board or not summary.facts.sensitive)
    return found


def own(section: Section, *, board: bool = True) -> dict[str, Value]:
    """The section's activity figures and the totals of its breakdowns, as they are entered now."""
    found: dict[str, Value] = {}
    for activity in section.activity_figures.all():
        found |= _values(activity_figures(activity), board or not activity.board_only)
    for breakdown in section.breakdowns.all():
        found |= _values(breakdown_figures(breakdown), board or not breakdown.board_only)
    return found


def _values(found: Iterable[Figure], visible: bool) -> dict[str, Value]:
    values = (as_value(figure) if visible else Value(figure.key, WITHHELD, FOR_THE_BOARD) for figure in found)
    return {value.key: value for value in values}


def as_value(figure: Figure) -> Value:
    """The figure as it stands in prose, with where it comes from."""
    return Value(figure.key, figure.text, figure.provenance)


def activity_figures(activity: ActivityFigure) -> Iterable[Figure]:
    """value ("over 800"), monthly ("over 88.9") where the period has both dates, progress ("77.5%") to a target."""
    yield _of_activity(activity, "value", Fraction(activity.value), "as reported", _number(activity.value))
    if activity.period_start and activity.period_end and activity.unit != "%":
        months = months_covered(activity.period_start, activity.period_end)
        average = rounded(Fraction(activity.value) / months)
        formula = f"{_number(activity.value)} divided by {_number(rounded(months))} months"
        yield _of_activity(activity, "monthly", Fraction(average), formula, _number(average))
    if activity.target:
        share = rounded(Fraction(activity.value) * 100 / activity.target)
        formula = f"{_number(activity.value)} as a percentage of the target, {activity.target}"
        yield _of_activity(activity, "progress", Fraction(share), formula, written.share(share))


def period_words(activity: ActivityFigure) -> str:
    """The period as printed, or in full from its dates; empty when neither is known."""
    if activity.period_text:
        return activity.period_text
    start, end = activity.period_start, activity.period_end
    if start and end:
        return f"{day_words(start)} to {day_words(end)}"
    return f"since {day_words(start)}" if start else f"to {day_words(end)}" if end else ""


def _number(value) -> str:
    """At most one decimal, and none when it is nothing: "207", "23", "23.4"."""
    return f"{value:.1f}".removesuffix(".0")


def _of_activity(activity: ActivityFigure, suffix: str, value: Fraction, formula: str, number: str) -> Figure:
    unit = activity.unit if suffix != "progress" else ""
    text = f"{number}%" if unit == "%" else f"{number} {unit}".strip()
    if activity.qualifier != ActivityFigure.Qualifier.EXACT:
        text = f"{activity.qualifier} {text}"
    return Figure(
        key=f"{activity.slug}.{suffix}",
        text=text,
        value=int(value) if value.denominator == 1 else float(value),
        kind="percentage" if suffix == "progress" or unit == "%" else "count",
        measure=activity.label,
        window=period_words(activity),
        as_at=day_words(activity.as_at),
        source="",
        formula=formula,
    )


def breakdown_figures(breakdown: Breakdown) -> Iterable[Figure]:
    if breakdown.total is not None:
        yield Figure(
            key=f"{breakdown.slug}.total",
            text=written.count(breakdown.total),
            value=breakdown.total,
            kind="count",
            measure=breakdown.title,
            window=f"{day_words(breakdown.period_start)} to {day_words(breakdown.period_end)}",
            as_at=day_words(breakdown.as_at),
            source="",
            formula="as reported",
        )
