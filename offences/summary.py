"""One measure at one month: everything that a page, a paper or a file prints about it.

A total published for a window is what prints where both windows have one; monthly counts are what the charts show,
and any disagreement between the two is named. Rules: domain research § 3.1 (comparison), § 3.2 (vintages), R18.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.blocks import Cell, Column
from offences import figures
from offences.figures import Figure
from offences.months import day_words, lead, months_to, name
from offences.rolling import Change, Comparison, Counts, Total, Window, compare_windows, rolling, total
from offences.spc import Chart, Reading, latest_signal, xmr
from offences.totals import MeasureFacts, Origin, Published, Side, Vintage, monthly_origin


@dataclass(frozen=True)
class Summary:
    """See `summarise`. `counts` and `rolling` stand beside `months`; `origins` are of the previous and the current
    total; `notes` are phrases to print under the table, all that qualifies the comparison among them;
    `disagreements` are for the people who prepare the paper, not for its readers."""

    facts: MeasureFacts
    end: date
    comparison: Comparison
    months: tuple[date, ...]
    counts: tuple[int | None, ...]
    rolling: tuple[int | None, ...]
    chart: Chart
    reading: Reading
    vintage: Vintage | None
    origins: tuple[Origin, Origin]
    disagreements: tuple[str, ...]
    notes: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def published(self) -> bool:
        """Whether both totals are printed as published."""
        return all(origin.published for origin in self.origins)

    @property
    def illustrative(self) -> bool:
        """Whether the monthly counts are made up to show a shape."""
        return self.vintage is not None and self.vintage.quality == "illustrative"

    @property
    def lead(self) -> str:
        """ "12 months to end of January 2020:" """
        return lead(self.end)

    @property
    def source_line(self) -> str:
        """Under the table: "Source: ...; data as at 13 March 2020." """
        words = list(dict.fromkeys(origin.words for origin in self.origins))
        return f"{'Source' if len(words) == 1 else 'Sources'}: {', and '.join(words)}."

    @property
    def chart_source_line(self) -> str:
        """Under the charts, which show monthly counts."""
        return f"Source: {monthly_origin(self.facts, self.vintage).words}."

    def columns(self) -> tuple[Column, ...]:
        """The heads of the four columns that `row` fills."""
        return (
            Column(self.comparison.previous.window.label, "count"),
            Column(self.comparison.window.label, "count"),
            Column("Diff.", "difference"),
            Column("% Diff.", "percentage"),
        )

    def row(self) -> tuple[Cell, ...]:
        """Previous, current, Diff. and % Diff. as printed, with their numbers (a percentage of 21.5 is 21.5)."""
        found = self.figures()
        cells = [found[f"{self.facts.slug}.{suffix}"] for suffix in ("previous", "current", "difference", "percentage")]
        return tuple(Cell(figure.text, figure.value) for figure in cells)

    def figures(self) -> dict[str, Figure]:
        """Every figure of the comparison, by its key: "<measure>.previous", ".current", ".difference",
        ".percentage", ".change" ("rose by 422 (+42.9%)") and ".period"."""
        return {figure.key: figure for figure in _figures(self)}


def summarise(
    facts: MeasureFacts,
    counts: Counts,
    end: date,
    *,
    published: Sequence[Published] = (),
    changes: Sequence[Change] = (),
    rebases: Sequence[date] = (),
    vintage: Vintage | None = None,
    chart_months: int = 36,
) -> Summary:
    """The 12 months ending with `end` against the 12 before, with `chart_months` months of counts and their chart.

    Published totals print when both windows have one. Otherwise monthly counts do, and a published total stands in
    only for a window whose months are not all known. Raises ValueError when `end` is no month's first day.
    """
    current = Window(end)
    sides = tuple(Side(window, total(counts, window), published) for window in (current.previous(), current))
    both_published = all(side.published for side in sides)
    previous_total, current_total = (side.printed(both_published) for side in sides)
    comparison = compare_windows(previous_total, current_total, small_base=facts.small_base, changes=changes)
    previous_origin, current_origin = (side.origin(both_published, facts, vintage) for side in sides)
    origins = (previous_origin, current_origin)
    months = _from_first_known(counts, months_to(end, chart_months))
    chart = xmr(counts, months, rebases=rebases)
    return Summary(
        facts=facts,
        end=end,
        comparison=comparison,
        months=months,
        counts=chart.counts,
        rolling=tuple(rolling(counts, months)),
        chart=chart,
        reading=latest_signal(chart, facts.good_direction),
        vintage=vintage,
        origins=origins,
        disagreements=tuple(line for side in sides for line in side.disagreement(facts)),
        notes=_notes(comparison, origins, vintage, bool(months)),
        changes=tuple(changes),
    )


def _from_first_known(counts: Counts, months: tuple[date, ...]) -> tuple[date, ...]:
    """The months from the first one known: a young series does not start with a blank. Later gaps stay."""
    first = next((i for i, month in enumerate(months) if counts.get(month) is not None), len(months))
    return months[first:]


def _notes(
    comparison: Comparison, origins: tuple[Origin, Origin], vintage: Vintage | None, charted: bool
) -> tuple[str, ...]:
    notes = list(comparison.reasons)
    notes += [
        f"Recording change in {name(change.month)}: {change.note}"
        for change in comparison.changes
        if change.like_for_like
    ]
    if origins[0].published != origins[1].published:
        first, second = ("earlier", "current") if origins[0].published else ("current", "earlier")
        notes.append(f"The {first} total is as published; the {second} one is the sum of monthly counts")
    if vintage and charted:
        notes += _vintage_notes(vintage)
    return tuple(dict.fromkeys(notes))


def _vintage_notes(vintage: Vintage) -> list[str]:
    provisional = ["Provisional figures"] if vintage.quality == "provisional" else []
    return provisional + ([vintage.note] if vintage.note else [])


def _figures(summary: Summary) -> Iterable[Figure]:
    comparison, (before, now) = summary.comparison, summary.origins
    yield _total_figure(summary, "previous", comparison.previous, before)
    yield _total_figure(summary, "current", comparison.current, now)
    yield from _change_figures(summary)
    yield _figure(summary, "period", comparison.window.words, None, "words", formula="")


def _change_figures(summary: Summary) -> Iterable[Figure]:
    comparison = summary.comparison
    difference, percentage = comparison.difference, comparison.percentage
    if difference is None:
        texts = (figures.UNKNOWN, figures.UNKNOWN, f"{figures.UNKNOWN} ({'; '.join(_unknown(comparison))})")
    else:
        texts = (
            figures.difference(difference),
            figures.percentage(percentage, comparison.small_base),
            figures.change_words(difference, percentage, comparison.small_base),
        )
    number = None if percentage is None else float(percentage)
    less = "current total less previous total"
    of = "difference as a percentage of the previous total, rounded once"
    found = (
        _figure(summary, "difference", texts[0], difference, "difference", formula=less),
        _figure(summary, "percentage", texts[1], number, "percentage", formula=of),
        _figure(summary, "change", texts[2], difference, "words", formula=f"{less}, and as a percentage of it"),
    )
    like_for_like = comparison.like_for_like or difference is None
    return (replace(figure, like_for_like=like_for_like) for figure in found)


def _unknown(comparison: Comparison) -> Iterable[str]:
    """How much is known of each total that is not: "10 of 12 months", "11 of 12 months a year before"."""
    if not comparison.current.complete:
        yield comparison.current.words
    if not comparison.previous.complete:
        yield f"{comparison.previous.words} a year before"


def _total_figure(summary: Summary, suffix: str, part: Total, origin: Origin) -> Figure:
    text = part.words if part.value is None else figures.count(part.value)
    return _figure(summary, suffix, text, part.value, "count", formula=origin.formula, window=part.window, only=origin)


def _figure(
    summary: Summary,
    suffix: str,
    text: str,
    value: int | float | None,
    kind: figures.Kind,
    *,
    formula: str,
    window: Window | None = None,
    only: Origin | None = None,
) -> Figure:
    origins = (only,) if only else summary.origins
    return Figure(
        key=f"{summary.facts.slug}.{suffix}",
        text=text,
        value=value,
        kind=kind,
        measure=summary.facts.label,
        window=(window or summary.comparison.window).words,
        as_at=_distinct(day_words(origin.as_at) for origin in origins if origin.as_at),
        source=_distinct(origin.source for origin in origins),
        formula=formula,
        qualified="; ".join(_qualifications(summary, origins)),
    )


def _qualifications(summary: Summary, origins: Sequence[Origin]) -> Iterable[str]:
    yield from summary.comparison.reasons
    if summary.vintage and not all(origin.published for origin in origins):
        yield from _vintage_notes(summary.vintage)


def _distinct(words: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(words))
