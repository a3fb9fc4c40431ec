"""Figures that rank the round's measures: `{{ rankings.largest-increases }}` prints "Domestic abuse (+5306), Knife
crime (+422) and Hate crime (+387)", and stays true when a count is revised. Rule source: domain research § 3.1 R11.

Ranked are the measures that can be compared: both totals known, like for like, and the round's own window. Of those
that change most the first three are named, with all that tie with the third.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from documents.blocks import Value
from offences import figures
from offences.summary import Summary

NAMED = 3

Size = Callable[[Summary], Decimal | int | None]


def rankings(summaries: Iterable[Summary], end: date) -> dict[str, Value]:
    """By their keys. A ranking that no measure belongs to is left out: nothing true can be printed of it."""
    of_window = [summary for summary in summaries if summary.end == end]
    found = [summary for summary in of_window if summary.comparison.complete and summary.comparison.like_for_like]
    apart = [summary for summary in of_window if summary.comparison.complete and not summary.comparison.like_for_like]
    values = (_value(key, found, apart, *how) for key, how in _KINDS.items())
    return {value.key: value for value in values if value}


def _count(summary: Summary) -> int | None:
    return summary.comparison.difference


def _percentage(summary: Summary) -> Decimal | None:
    return summary.comparison.percentage


_KINDS: dict[str, tuple[Size, int]] = {
    "rankings.largest-increases": (_count, 1),
    "rankings.largest-increases-by-percentage": (_percentage, 1),
    "rankings.largest-falls": (_count, -1),
    "rankings.largest-falls-by-percentage": (_percentage, -1),
}


def _value(key: str, found: list[Summary], apart: list[Summary], size: Size, sign: int) -> Value | None:
    first = list(_first(found, size, sign))
    if not first:
        return None
    words = [f"{summary.facts.name} ({_signed(size(summary))})" for summary in first]
    source = [f"Measures compared over {first[0].comparison.window.words}: {len(found)}"]
    if apart:
        source.append(f"left out, not like for like: {', '.join(summary.facts.name for summary in apart)}")
    return Value(key, _listed(words), f"{'; '.join(source)}.")


def _first(found: list[Summary], size: Size, sign: int) -> Iterator[Summary]:
    ranked = [summary for summary in found if (size(summary) or 0) * sign > 0]
    ranked.sort(key=lambda summary: (-(size(summary) or 0) * sign, summary.facts.name))
    for position, summary in enumerate(ranked):
        if position < NAMED or size(summary) == size(ranked[NAMED - 1]):
            yield summary


def _signed(size: Decimal | int | None) -> str:
    """ "+422", "-792", "+42.9%" """
    return f"{size:+d}" if isinstance(size, int) else figures.percentage(size)


def _listed(words: list[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last
