"""What a summary's charts show, as plain values for `documents.charts`, with the words that stand round them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from offences.figures import NOT_LIKE
from offences.months import name
from offences.rolling import Change
from offences.spc import Limits, tone
from offences.summary import Summary

# The two windows that the table beside it compares.
SPARKLINE_MONTHS = 24


def monthly(summary: Summary) -> dict[str, Any]:
    """Monthly counts, and the 12-month total ending with each month (None until 12 months are known)."""
    return {
        "kind": "monthly",
        "unit": summary.facts.unit,
        "months": [_key(month) for month in summary.months],
        "counts": list(summary.counts),
        "rolling": list(summary.rolling),
        "breaks": _breaks(summary),
        "note": summary.vintage.note if summary.vintage else "",
    }


def control(summary: Summary) -> dict[str, Any]:
    """The control chart. It has no phases when there are too few to chart: `note` then says so."""
    return {
        "kind": "control",
        "unit": summary.facts.unit,
        "months": [_key(month) for month in summary.months],
        "counts": list(summary.counts),
        "phases": [_phase(phase) for phase in summary.chart.phases],
        "signals": [
            {
                "month": _key(signal.month),
                "rule": signal.words[0].lower() + signal.words[1:],
                "tone": tone(signal, summary.facts.good_direction),
            }
            for signal in summary.chart.signals
        ],
        "breaks": _breaks(summary),
        "note": summary.chart.note,
    }


def sparkline(summary: Summary) -> dict[str, Any]:
    """The last 24 months, and the tone of the last one where it stands out."""
    telling = summary.reading.tone in ("improvement", "concern", "neutral")
    return {
        "kind": "sparkline",
        "counts": list(summary.counts[-SPARKLINE_MONTHS:]),
        "signal": summary.reading.tone if telling else None,
    }


def multiples(summaries: Sequence[Summary]) -> dict[str, Any]:
    """A line of 12-month totals for each measure, over all the months of which any total is known.

    `summaries` count in one unit each; the change and the remark on it are those of their comparison."""
    months = sorted({month for summary in summaries for month in _totalled(summary)})
    return {
        "kind": "multiples",
        "unit": summaries[0].facts.unit if summaries else "",
        "months": [_key(month) for month in months],
        "panels": [_panel(summary, months) for summary in summaries],
    }


def _totalled(summary: Summary) -> dict[date, int]:
    totals = zip(summary.months, summary.rolling, strict=True)
    return {month: total for month, total in totals if total is not None}


def _panel(summary: Summary, months: Sequence[date]) -> dict[str, Any]:
    known, found = _totalled(summary), summary.comparison
    current, *_, percentage = (cell.text for cell in summary.row()[1:])
    return {
        "label": summary.facts.label,
        "totals": [known.get(month) for month in months],
        "breaks": _breaks(summary),
        "text": f"{current}, {percentage}" if found.complete else current,
        "remark": NOT_LIKE if found.complete and not found.like_for_like else "",
    }


def monthly_title(summary: Summary) -> str:
    """ "Knife Crime Offences: each month and 12-month totals, February 2017 to January 2020" """
    return f"{summary.facts.label}: each month and 12-month totals{_period(summary)}"


def multiples_title(spec: dict[str, Any]) -> str:
    """ "All measures: 12-month totals, January 2018 to January 2020" """
    first, last = (name(date.fromisoformat(f"{spec['months'][end]}-01")) for end in (0, -1))
    return f"All measures: 12-month totals, {first} to {last}"


def control_title(summary: Summary) -> str:
    """ "Knife Crime Offences: months that stand out, February 2017 to January 2020" """
    return f"{summary.facts.label}: months that stand out{_period(summary)}"


def notes(summary: Summary) -> tuple[str, ...]:
    """The lines under either chart: where the counts come from, and what a reader must know about them."""
    changes = (f"Recording change in {name(change.month)}: {change.note}" for change in _on_chart(summary))
    return (*sources(summary), *changes)


def sources(summary: Summary) -> tuple[str, ...]:
    """Where the counts on a chart come from, and what is said of them all."""
    vintage_note = summary.vintage.note if summary.vintage else ""
    return tuple(line for line in (summary.chart_source_line, vintage_note) if line)


def _period(summary: Summary) -> str:
    return f", {name(summary.months[0])} to {name(summary.months[-1])}" if summary.months else ""


def _phase(phase: Limits) -> dict[str, Any]:
    """Counts cannot be negative, so the lower line is drawn no lower than zero; the rules used it as it was."""
    return {
        "start": _key(phase.start),
        "end": _key(phase.end),
        "mean": round(phase.mean, 2),
        "upper": round(phase.upper, 2),
        "lower": round(max(phase.lower, 0), 2),
        "trial": phase.trial,
    }


def _breaks(summary: Summary) -> list[dict[str, str]]:
    """Where the line is broken: changes that leave figures either side not like for like."""
    return [
        {"month": _key(change.month), "label": change.title or change.note}
        for change in _on_chart(summary)
        if not change.like_for_like
    ]


def _on_chart(summary: Summary) -> list[Change]:
    return sorted(
        (change for change in summary.changes if change.month in summary.months), key=lambda change: change.month
    )


def _key(month: date) -> str:
    return f"{month:%Y-%m}"
