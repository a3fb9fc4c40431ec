"""A measure's summary as a page or a paper shows it: the comparison, its charts, and what they leave unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents import charts
from documents.blocks import Block, Cell, Chart, Column, ItemList, Paragraph, Table, Text
from offences import chartspecs
from offences.months import add_months, day_words, name
from offences.spc import Signal
from offences.summary import Summary
from offences.totals import Published

SCALES = "Each line has a scale of its own, from zero: compare shapes, not heights. Dotted: spans a recording change"


def has_figures(summary: Summary) -> bool:
    """Whether anything is known of the measure: a month on the chart, or a published total."""
    return bool(summary.months) or summary.comparison.previous.complete or summary.comparison.current.complete


def comparison(summary: Summary, *notes: str) -> Table:
    """The table that papers print: the 12 months before, the 12 months now, Diff. and % Diff."""
    return Table(
        caption=summary.facts.label,
        columns=summary.columns(),
        rows=(summary.row(),),
        lead=summary.lead,
        notes=tuple(sentence(note) for note in (*summary.notes, *notes, summary.source_line)),
    )


def chart_blocks(summary: Summary) -> Iterator[Block]:
    """Each month with the 12-month totals, and the control chart where there is enough to draw limits from."""
    if summary.months:
        yield _chart(chartspecs.monthly_title(summary), chartspecs.monthly(summary), summary)
        if summary.chart.phases:
            yield _chart(chartspecs.control_title(summary), chartspecs.control(summary), summary)
        else:
            yield Paragraph((Text(f"{chartspecs.control_title(summary)}: {summary.reading.words.lower()}."),))


def multiples(summaries: Sequence[Summary]) -> Iterator[Chart]:
    """One picture of the 12-month totals of all measures that have any, and of none nothing."""
    drawn = [summary for summary in summaries if any(total is not None for total in summary.rolling)]
    if not drawn:
        return
    spec = chartspecs.multiples(drawn)
    said = dict.fromkeys(note for summary in drawn for note in chartspecs.sources(summary))
    yield Chart(
        caption=chartspecs.multiples_title(spec),
        alt=charts.describe(spec, "All measures"),
        spec=spec,
        notes=tuple(sentence(note) for note in (SCALES, *said)),
    )


def signals(summary: Summary) -> Block:
    """The months that stand out, newest first; neighbours together: "June 2019 to July 2019: above upper limit"."""
    found = [signal for signal in reversed(summary.chart.signals) if signal.month in summary.months]
    if not found:
        return Paragraph((Text("No month stands out from the usual variation."),))
    return ItemList(tuple((Text(_signal_words(run)),) for run in _runs(found)))


def _runs(newest_first: Sequence[Signal]) -> Iterator[list[Signal]]:
    """Neighbouring months with the same words."""
    run: list[Signal] = []
    for signal in newest_first:
        if run and (signal.words, add_months(signal.month, 1)) != (run[-1].words, run[-1].month):
            yield run
            run = []
        run.append(signal)
    yield run


def _signal_words(run: Sequence[Signal]) -> str:
    last, first = run[0], run[-1]
    months = name(last.month) if first is last else f"{name(first.month)} to {name(last.month)}"
    return f"{months}: {last.words[0].lower()}{last.words[1:]}"


def published_totals(totals: Sequence[Published]) -> Table:
    """Totals published for whole periods, as they were printed."""
    columns = (Column("First month"), Column("Last month"), Column("Total", "count"), Column("Published in"))
    rows = (
        (
            Cell(name(total.start)),
            Cell(name(total.end)),
            Cell(str(total.total), total.total),
            Cell(f"{total.source}; data as at {day_words(total.as_at)}" if total.as_at else total.source),
        )
        for total in totals
    )
    return Table("Published totals", columns, tuple(rows))


def sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _chart(title: str, spec: dict, summary: Summary) -> Chart:
    return Chart(
        caption=title,
        alt=charts.describe(spec, summary.facts.label),
        spec=spec,
        notes=tuple(sentence(note) for note in chartspecs.notes(summary)),
    )
