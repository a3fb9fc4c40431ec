"""What a chart says in words: its alternative text, its table of data, and what is read out point by point.

All of it is written from the specification alone (see documents.charts), so the words and the picture cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from documents.blocks import Cell, Column

Spec = dict[str, Any]
Rows = tuple[tuple[Cell, ...], ...]

NOT_AVAILABLE = Cell("not available")
SPAN = 12


def long_month(month: str) -> str:
    """ "2019-07" as "July 2019"."""
    return f"{_first_day(month):%B %Y}"


def short_month(month: str) -> str:
    """ "2019-07" as "Jul 2019"."""
    return f"{_first_day(month):%b %Y}"


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def number_words(value: float) -> str:
    """A whole number as it is, any other to one decimal place."""
    return str(int(value)) if float(value).is_integer() else f"{value:.1f}"


def break_months(spec: Spec) -> list[int]:
    """Where in the months of `spec` a new way of recording starts."""
    return [spec["months"].index(each["month"]) for each in spec["breaks"] if each["month"] in spec["months"]]


def spans_break(spec: Spec, index: int) -> bool:
    """Whether the 12 months that end at `index` hold months from both sides of a recording change."""
    return any(at <= index < at + SPAN - 1 for at in break_months(spec))


def phase_at(spec: Spec, month: str) -> Spec | None:
    return next((phase for phase in spec["phases"] if phase["start"] <= month <= phase["end"]), None)


def signals_at(spec: Spec, month: str) -> str:
    return "; ".join(signal["rule"] for signal in spec["signals"] if signal["month"] == month)


# Alternative text


def describe(spec: Spec, measure: str) -> str:
    """Alternative text: first, last, highest, the change over a year, recording changes, signals, missing months."""
    return " ".join(sentence for sentence in _DESCRIBE[spec["kind"]](spec, measure) if sentence)


def _describe_monthly(spec: Spec, measure: str) -> Iterator[str]:
    yield f"{measure}: bars of {spec['unit']} each month and a line of 12-month totals, {_range_words(spec)}."
    yield _levels(spec)
    yield _year_on_year(spec)
    yield from _breaks(spec)
    yield _missing(spec)


def _describe_control(spec: Spec, measure: str) -> Iterator[str]:
    yield f"{measure}: control chart of {spec['unit']} each month, {_range_words(spec)}."
    yield _levels(spec)
    for phase in spec["phases"]:
        trial = ", trial limits" if phase.get("trial") else ""
        low, high = number_words(max(0, phase["lower"])), number_words(phase["upper"])
        mean = number_words(phase["mean"])
        yield f"From {long_month(phase['start'])}: mean {mean}, limits {low} to {high}{trial}."
    yield from _breaks(spec)
    yield _signal_words(spec)
    yield _missing(spec)


def _describe_sparkline(spec: Spec, measure: str) -> Iterator[str]:
    known = [count for count in spec["counts"] if count is not None]
    if not known:
        yield f"{measure}: no counts."
        return
    yield f"{measure}: {len(spec['counts'])} months, from {known[0]} to {known[-1]}, highest {max(known)}."
    yield f"Signal: {spec['signal']}." if spec.get("signal") else ""


def _describe_bars(spec: Spec, measure: str) -> Iterator[str]:
    said = [f"{label} {text}" for label, text in zip(spec["labels"], spec["texts"], strict=True)]
    yield f"{measure}: horizontal bars. {'; '.join(said)}."


def _describe_multiples(spec: Spec, measure: str) -> Iterator[str]:
    yield f"{measure}: a line of 12-month totals for each, {_range_words(spec)}."
    for panel in spec["panels"]:
        yield f"{panel_words(spec, panel)}."


def panel_spec(spec: Spec, panel: Spec) -> Spec:
    """One measure of many, as the words and lines of a monthly chart want it."""
    return {"months": spec["months"], "rolling": panel["totals"], "breaks": panel["breaks"]}


def panel_words(spec: Spec, panel: Spec) -> str:
    """ "Knife Crime Offences: 983 to January 2019, 1405 to January 2020, up 422, not like for like" """
    words = _year_on_year(panel_spec(spec, panel)).removeprefix("12-month total: ").rstrip(".")
    return f"{panel['label']}: {words}"


def _range_words(spec: Spec) -> str:
    return f"{long_month(spec['months'][0])} to {long_month(spec['months'][-1])}" if spec["months"] else "no months"


def _known(spec: Spec, series: str = "counts") -> list[tuple[int, str]]:
    pairs = zip(spec[series], spec["months"], strict=True)
    return [(value, long_month(month)) for value, month in pairs if value is not None]


def _levels(spec: Spec) -> str:
    if not (known := _known(spec)):
        return "There are no counts."
    (first, start), (last, end), (high, peak) = known[0], known[-1], max(known, key=lambda pair: pair[0])
    return f"{first} in {start}, {last} in {end}, highest {high} in {peak}."


def _year_on_year(spec: Spec) -> str:
    known = {month: value for value, month in _known(spec, "rolling")}
    months = [long_month(month) for month in spec["months"]]
    ends = [index for index, month in enumerate(months) if month in known]
    if not ends:
        return "No 12-month total is known yet."
    last = months[ends[-1]]
    if ends[-1] < SPAN or months[ends[-1] - SPAN] not in known:
        return f"12-month total: {known[last]} to {last}."
    before = months[ends[-1] - SPAN]
    change = known[last] - known[before]
    words = f"{'up' if change > 0 else 'down'} {abs(change)}" if change else "no change"
    unlike = ", not like for like" if _straddles(spec, ends[-1]) else ""
    return f"12-month total: {known[before]} to {before}, {known[last]} to {last}, {words}{unlike}."


def _straddles(spec: Spec, end: int) -> bool:
    """Whether recording changed within the two years that a comparison ending at `end` looks at."""
    return any(end - 2 * SPAN + 1 < at <= end for at in break_months(spec))


def _breaks(spec: Spec) -> Iterator[str]:
    for each in spec["breaks"]:
        yield f"Recording changed in {long_month(each['month'])}: {each['label']}."


def _signal_words(spec: Spec) -> str:
    said = []
    for rule, months in signal_runs(spec):
        first, last = long_month(months[0]), long_month(months[-1])
        said.append(f"{rule} in {first}" if len(months) == 1 else f"{rule} from {first} to {last}")
    return f"Signals: {'; '.join(said)}." if said else "No signals."


def signal_runs(spec: Spec) -> list[tuple[str, list[str]]]:
    """Each rule with the months in a row that it marks, in order of their first month."""
    places = {month: place for place, month in enumerate(spec["months"])}
    runs: list[tuple[str, list[str]]] = []
    for signal in sorted(spec["signals"], key=lambda each: (each["rule"], each["month"])):
        rule, month = signal["rule"], signal["month"]
        if runs and runs[-1][0] == rule and places.get(month) == places.get(runs[-1][1][-1], -2) + 1:
            runs[-1][1].append(month)
        else:
            runs.append((rule, [month]))
    return sorted(runs, key=lambda run: run[1])


def _missing(spec: Spec) -> str:
    missing = sum(count is None for count in spec["counts"])
    return f"{missing} {'month has' if missing == 1 else 'months have'} no count." if missing else ""


# The table of data


def data_table(spec: Spec) -> tuple[tuple[Column, ...], Rows]:
    """The columns and rows that stand behind the picture; the first cell of each row is its header."""
    return _TABLES[spec["kind"]](spec)


def _monthly_table(spec: Spec) -> tuple[tuple[Column, ...], Rows]:
    columns = (
        Column("Month"),
        Column(spec["unit"].capitalize(), "count"),
        Column("Total of the last 12 months", "count"),
        Column("Note"),
    )
    starts = {each["month"]: each["label"] for each in spec["breaks"]}
    rows = []
    for index, (month, count, total) in enumerate(zip(spec["months"], spec["counts"], spec["rolling"], strict=True)):
        note = starts.get(month) or ("spans a recording change" if _is_mixed(spec, index) else "")
        rows.append((Cell(long_month(month)), _cell(count), _cell(total), Cell(note)))
    return _without_empty(columns, tuple(rows))


def _is_mixed(spec: Spec, index: int) -> bool:
    return spec["rolling"][index] is not None and spans_break(spec, index)


def _control_table(spec: Spec) -> tuple[tuple[Column, ...], Rows]:
    columns = (
        Column("Month"),
        Column(spec["unit"].capitalize(), "count"),
        Column("Mean", "count"),
        Column("Lower limit", "count"),
        Column("Upper limit", "count"),
        Column("Signal"),
    )
    rows = []
    for month, count in zip(spec["months"], spec["counts"], strict=True):
        phase = phase_at(spec, month) or {}
        levels = [_cell(phase.get(name)) for name in ("mean", "lower", "upper")]
        rows.append((Cell(long_month(month)), _cell(count), *levels, Cell(signals_at(spec, month))))
    return _without_empty(columns, tuple(rows))


def _sparkline_table(spec: Spec) -> tuple[tuple[Column, ...], Rows]:
    rows = tuple((Cell(str(place), place), _cell(count)) for place, count in enumerate(spec["counts"], start=1))
    return (Column("Month number", "count"), Column("Count", "count")), rows


def _bars_table(spec: Spec) -> tuple[tuple[Column, ...], Rows]:
    kind = "percentage" if spec["unit"] == "%" else "count"
    lines = zip(spec["labels"], spec["values"], spec["texts"], strict=True)
    rows = tuple((Cell(label), Cell(text, value)) for label, value, text in lines)
    return (Column("Item"), Column("Value", kind)), rows  # type: ignore[arg-type]


def _multiples_table(spec: Spec) -> tuple[tuple[Column, ...], Rows]:
    """A column for each measure; the note names those whose 12 months span a recording change."""
    panels = spec["panels"]
    columns = (Column("12 months to"), *(Column(panel["label"], "count") for panel in panels), Column("Note"))
    rows = []
    for index, month in enumerate(spec["months"]):
        mixed = [panel["label"] for panel in panels if _is_mixed(panel_spec(spec, panel), index)]
        note = f"spans a recording change: {', '.join(mixed)}" if mixed else ""
        rows.append((Cell(long_month(month)), *(_cell(panel["totals"][index]) for panel in panels), Cell(note)))
    return _without_empty(columns, tuple(rows))


def _cell(value: float | None) -> Cell:
    return NOT_AVAILABLE if value is None else Cell(number_words(value), value)


def _without_empty(columns: tuple[Column, ...], rows: Rows) -> tuple[tuple[Column, ...], Rows]:
    """Without the last column when no row has anything to say in it."""
    if any(row[-1].text for row in rows):
        return columns, rows
    return columns[:-1], tuple(row[:-1] for row in rows)


# Point by point


def readings(spec: Spec) -> list[str]:
    """What each point says when it is pointed at: "July 2019: 74 offences, above upper limit"."""
    columns, rows = data_table(spec)
    return [_reading(columns, row) for row in rows]


def _reading(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> str:
    pairs = zip(columns[1:], row[1:], strict=True)
    said = [cell.text if column.kind == "text" else f"{column.label.lower()} {cell.text}" for column, cell in pairs]
    return f"{row[0].text}: {', '.join(words for words in said if words)}"


_DESCRIBE = {
    "monthly": _describe_monthly,
    "control": _describe_control,
    "sparkline": _describe_sparkline,
    "bars": _describe_bars,
    "multiples": _describe_multiples,
}
_TABLES = {
    "monthly": _monthly_table,
    "control": _control_table,
    "sparkline": _sparkline_table,
    "bars": _bars_table,
    "multiples": _multiples_table,
}
