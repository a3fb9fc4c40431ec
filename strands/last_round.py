"""What the last approved update of a section said of its measures, beside what is known now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from documents.blocks import Value
from offences import exhibits, vintages
from offences import figures as written
from offences.models import Measure
from offences.months import months_between, name
from offences.rolling import percentage_change
from offences.summary import Summary
from strands import frozen
from strands.models import Section, Update

TO_COMPARE = ("current", "percentage")


@dataclass(frozen=True)
class LastRound:
    """`printed`: the figures as they were approved, by key; none where the update is older than their keeping. `now`:
    the same windows as they are counted today, by the measure's slug."""

    name: str
    printed: Mapping[str, Value]
    now: Mapping[str, Summary]


def last_round(update: Update) -> LastRound | None:
    """None where no earlier round approved the section. Four queries."""
    earlier = Update.objects.approved().filter(section=update.section, round__period_end__lt=update.round.period_end)
    last = earlier.select_related("round").order_by("-round__period_end").first()
    if last is None:
        return None
    ends = {link.measure: last.figures_end for link in update.section.section_measures.all()}
    return LastRound(last.round.name, frozen.read(last.frozen_board).measured, vintages.summaries(ends))


def said(last: LastRound, measure: Measure, summary: Summary | None) -> list[str]:
    """What changed of a measure since, in sentences; none where it had no figures then."""
    then = last.now.get(measure.slug)
    if summary is None or then is None:
        return []
    counted = _texts(then)
    printed = {key: last.printed[key].text for key in counted if key in last.printed}
    before = printed or counted
    if not exhibits.has_figures(then) and not before[f"{measure.slug}.current"].isdecimal():
        return []
    how = "" if printed else ", as counted today"
    words = [f"Last round ({last.name}{how}): {_words(before, measure)}. Now: {_words(_texts(summary), measure)}."]
    words += _moved(before.get(f"{measure.slug}.current", ""), summary)
    if printed and any(printed[key] != counted[key] for key in _keys(measure) if key in printed):
        words.append(f"Revised since: the same 12 months are now counted as {_words(counted, measure)}.")
    return words


def _texts(summary: Summary) -> dict[str, str]:
    return {key: figure.text for key, figure in summary.figures().items()}


def _keys(measure: Measure) -> list[str]:
    return [f"{measure.slug}.{suffix}" for suffix in TO_COMPARE]


def _words(texts: Mapping[str, str], measure: Measure) -> str:
    """ "1405, +42.9% (12 months to end of January 2020)" """
    current, percentage = (texts.get(key, "") for key in _keys(measure))
    shown = current if percentage in ("", written.UNKNOWN) else f"{current}, {percentage}"
    return f"{shown} ({texts.get(f'{measure.slug}.period', '')})"


def _moved(before: str, summary: Summary) -> Iterator[str]:
    """Where both totals are known: by how much the 12-month total moved from one round to the other."""
    now = summary.comparison.current.value
    if before.isdecimal() and now is not None:
        then = int(before)
        small = 0 < then < summary.facts.small_base
        change = written.change_words(now - then, None if small else percentage_change(then, now), small)
        yield f"From that round to this one the 12-month total {change}."


# Measures without data


def gaps(section: Section, end: date) -> dict[int, str]:
    """What is missing of each measure up to a month, by the measure's id: "no value for 7 months, since September
    2019" or "no value yet". One query."""
    measures = Measure.objects.filter(pk__in=[link.measure_id for link in section.section_measures.all()])
    last_months = vintages.with_last_month(measures).values_list("pk", "last_month")
    return {pk: words for pk, last in last_months if (words := _gap(last, end))}


def _gap(last: date | None, end: date) -> str:
    if last is None:
        return "no value yet"
    missing = len(months_between(last, end)) - 1
    if missing <= 0:
        return ""
    return f"no value for {missing} month{'' if missing == 1 else 's'}, the last is that of {name(last)}"
