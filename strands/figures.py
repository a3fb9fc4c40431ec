"""The figures that an update's text may name: `{{ knife-crime.change }}`, `{{ sceptre-deployments.monthly }}`.

Keys are "<slug>.<suffix>". Of measures: what a summary gives (previous, current, difference, percentage, change,
period). Of activity figures: value, added (what this round adds to a running total), monthly (computed from the
period's dates) and progress (towards the target). Of breakdowns: total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from documents.blocks import Value
from offences import figures as written
from offences.figures import Figure
from offences.months import day_words
from offences.rolling import rounded
from offences.summary import Summary
from strands import frozen, suppression
from strands.activity import Standing, standings
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
    of_section = _frozen(update, board) if update.is_frozen else own(update, board=board)
    if is_kept_back(update, board=board):
        of_section = {key: Value(key, WITHHELD, FOR_THE_BOARD) for key in of_section}
    return of_measures(update.section, summaries, board=board) | of_section


def _frozen(update: Update, board: bool) -> dict[str, Value]:
    return {**frozen.own_figures(update.frozen_for(board)), **withheld_since(update, board=board)}


def withheld_since(update: Update, *, board: bool) -> dict[str, Value]:
    """Of a frozen update, the totals that would give small parts away: the words for everyone may have been kept
    before small numbers were suppressed."""
    if board or not update.is_frozen:
        return {}
    kept = frozen.read(update.frozen_for(board))
    begins = tuple(f"{title};" for title in suppression.without_total(kept.words))
    given = (key for key, value in kept.own.items() if key.endswith(".total") and value.source.startswith(begins))
    return {key: Value(key, WITHHELD, FOR_THE_BOARD) for key in given}


def is_kept_back(update: Update, *, board: bool) -> bool:
    """Whether the section is OFFICIAL-SENSITIVE and its reader is not on the board."""
    return bool(update.sensitive_reason) and not board


def of_measures(section: Section, summaries: Mapping[str, Summary], *, board: bool = True) -> dict[str, Value]:
    """What the section's measures count, as it is known now."""
    found: dict[str, Value] = {}
    for link in section.section_measures.all():
        if summary := summaries.get(link.measure.slug):
            found |= _values(summary.figures().values(), board or not summary.facts.sensitive)
    return found


def own(update: Update, *, board: bool = True) -> dict[str, Value]:
    """The section's activity figures and the totals of its breakdowns, as they are entered now."""
    found: dict[str, Value] = {}
    for stood in standings(update):
        found |= _values(activity_figures(stood, update), board or not stood.figure.board_only)
    for breakdown in update.section.breakdowns.all():
        found |= _values(breakdown_figures(breakdown), board or _is_for_everyone(breakdown))
    return found


def _is_for_everyone(breakdown: Breakdown) -> bool:
    """Whether its total is, which may give small parts away."""
    parts = [part.value for part in breakdown.parts.all()]
    return not (breakdown.board_only or suppression.hidden(parts, breakdown.total).total)


def _values(found: Iterable[Figure], visible: bool) -> dict[str, Value]:
    values = (as_value(figure) if visible else Value(figure.key, WITHHELD, FOR_THE_BOARD) for figure in found)
    return {value.key: value for value in values}


def as_value(figure: Figure) -> Value:
    """The figure as it stands in prose, with where it comes from."""
    return Value(figure.key, figure.prose, figure.provenance)


def activity_figures(stood: Standing, update: Update | None = None) -> Iterable[Figure]:
    """value ("over 800"), monthly ("over 88.9") where the period has both dates, progress ("77.5%") to a target; and
    added ("41"), where `update` adds to a running total."""
    figure, value = stood.figure, Fraction(stood.value)
    yield _of_activity(stood, "value", value, _made_of(stood), number(stood.value))
    if stood.is_running and update and (entry := stood.entry_of(update)):
        yield _of_activity(stood, "added", Fraction(entry.value), "as reported", number(entry.value))
    if average := monthly(stood):
        formula = f"{number(stood.value)} divided by {number(rounded(_months(stood)))} months"
        yield _of_activity(stood, "monthly", Fraction(average), formula, number(average))
    if (share := progress(stood)) is not None:
        formula = f"{number(stood.value)} as a percentage of the target, {figure.target}"
        yield _of_activity(stood, "progress", Fraction(share), formula, written.share(share))


def monthly(stood: Standing) -> Decimal | None:
    """The average a month, over the months from the start to the day counted to; None without both days, and for a
    percentage, which has none."""
    if stood.figure.unit == "%" or not (stood.figure.period_start and stood.counted_to):
        return None
    return rounded(Fraction(stood.value) / _months(stood))


def progress(stood: Standing) -> Decimal | None:
    """The percentage of the target that is reached; None without a target."""
    return rounded(Fraction(stood.value) * 100 / stood.figure.target) if stood.figure.target else None


def _months(stood):
    return months_covered(stood.figure.period_start, stood.counted_to)


def _made_of(stood):
    """ "as reported", or what was added up: "207 + 41"."""
    return " + ".join(map(number, stood.parts)) if len(stood.parts) > 1 else "as reported"


def period_words(stood: Standing) -> str:
    """The period as printed, or in full from its dates; empty when neither is known."""
    if stood.figure.period_text:
        return stood.figure.period_text
    start, end = stood.figure.period_start, stood.counted_to
    if start and end:
        return f"{day_words(start)} to {day_words(end)}"
    return f"since {day_words(start)}" if start else f"to {day_words(end)}" if end else ""


def number(value) -> str:
    """At most one decimal, and none when it is nothing: "207", "23", "23.4"."""
    return f"{value:.1f}".removesuffix(".0")


def _of_activity(stood: Standing, suffix: str, value: Fraction, formula: str, words: str) -> Figure:
    activity = stood.figure
    unit = activity.unit if suffix != "progress" else ""
    text = f"{words}%" if unit == "%" else f"{words} {unit}".strip()
    if activity.qualifier != ActivityFigure.Qualifier.EXACT:
        text = f"{activity.qualifier} {text}"
    return Figure(
        key=f"{activity.slug}.{suffix}",
        text=text,
        value=int(value) if value.denominator == 1 else float(value),
        kind="percentage" if suffix == "progress" or unit == "%" else "count",
        measure=activity.label,
        window=period_words(stood),
        as_at=day_words(stood.as_at),
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
