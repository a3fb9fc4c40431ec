"""What a summary's charts show, as plain values for `documents.charts`, with the words that stand round them."""

from __future__ import annotations

from datetime import date
from typing import Any

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


def monthly_title(summary: Summary) -> str:
    """ "Knife Crime Offences: each month and 12-month totals, February 2017 to January 2020" """
    return f"{summary.facts.label}: each month and 12-month totals{_period(summary)}"


def control_title(summary: Summary) -> str:
    """ "Knife Crime Offences: months that stand out, February 2017 to January 2020" """
    return f"{summary.facts.label}: months that stand out{_period(summary)}"


def notes(summary: Summary) -> tuple[str, ...]:
    """The lines under either chart: where the counts come from, and what a reader must know about them."""
    vintage_note = summary.vintage.note if summary.vintage else ""
    changes = (f"Recording change in {name(change.month)}: {change.note}" for change in _on_chart(summary))
    return tuple(line for line in (summary.chart_source_line, vintage_note, *changes) if line)


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
