"""Drawing months side by side: the monthly chart with its 12-month line, and the control chart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from documents import chart_parts as parts
from documents.chart_parts import Plot
from documents.chart_words import (
    SPAN,
    Spec,
    break_months,
    long_month,
    number_words,
    phase_at,
    readings,
    short_month,
    signal_runs,
    signals_at,
    spans_break,
)

LEFT, RIGHT, CONTROL_RIGHT = 58, 92, 150
# Heights in a document and on a page, where there is more room.
PANELS, CONTROLS = (100, 132), (176, 230)
TONES = {"concern": parts.LINE_WORDS, "improvement": "#ffffff", "neutral": "#B1B4B6"}


def monthly(spec: Spec, width: float, size: float, said: bool) -> tuple[str, float]:
    """The drawing, two panels on one row of months, and its height; `said` adds what is read out point by point."""
    months, breaks = spec["months"], _breaks(spec)
    head = len(breaks) * (size + 6)
    above = _plot(spec["counts"], len(months), width - LEFT - RIGHT, head + size + 18, PANELS[said])
    below = _plot(spec["rolling"], len(months), width - LEFT - RIGHT, above.bottom + size + 36, PANELS[said])
    drawing = [
        _band(spec, below),
        parts.value_axis(above, size),
        parts.value_axis(below, size),
        _bars(spec, above),
        "".join(_rolling(spec, below)),
        parts.month_axis(below, months, size),
        parts.break_marks(below, 0, breaks, size),
        _panel_head(above, f"{spec['unit'].capitalize()} each month", size),
        _panel_head(below, _rolling_head(spec), size),
        _end_value(above, spec["counts"], months, size, parts.BAR),
        _end_value(below, spec["rolling"], months, size, parts.LINE_WORDS),
        _year_before(spec, below, size),
        parts.month_hits(below, above.top, readings(spec)) if said else "",
    ]
    return "".join(drawing), below.bottom + size + 16


def control(spec: Spec, width: float, size: float, said: bool) -> tuple[str, float]:
    """Monthly counts with the mean and limits of each phase; signals are diamonds with their rule in words."""
    months, breaks = spec["months"], _breaks(spec)
    head = len(breaks) * (size + 6) + size + 18
    highest = [phase["upper"] for phase in spec["phases"]] + [count for count in spec["counts"] if count is not None]
    room = max(highest, default=1) * 1.12
    plot = _plot([*highest, room], len(months), width - LEFT - CONTROL_RIGHT, head, CONTROLS[said])
    drawing = [
        parts.value_axis(plot, size),
        "".join(_limits(spec, plot)),
        _limit_labels(spec, plot, size),
        "".join(_counts(spec, plot)),
        parts.month_axis(plot, months, size),
        parts.break_marks(plot, 0, breaks, size),
        _panel_head(plot, _control_head(spec), size),
        "".join(_signals(spec, plot, size)),
        parts.month_hits(plot, plot.top, readings(spec)) if said else "",
    ]
    return "".join(drawing), plot.bottom + size + 16


def _plot(values: list[float | None], slots: int, width: float, top: float, height: float) -> Plot:
    highest = max((value for value in values if value is not None), default=1)
    return Plot(LEFT, top, width, height, slots, parts.ticks(0, highest))


def _breaks(spec: Spec) -> list[tuple[int, str, str]]:
    named = {spec["months"].index(each["month"]): each for each in spec["breaks"] if each["month"] in spec["months"]}
    return [(slot, each["month"], each["label"]) for slot, each in sorted(named.items())]


def _panel_head(plot: Plot, text: str, size: float) -> str:
    return parts.cased(text, 0, plot.top - 16, size, font_weight="bold")


# Monthly


def _rolling_head(spec: Spec) -> str:
    mixed = any(total is not None and spans_break(spec, index) for index, total in enumerate(spec["rolling"]))
    return "12-month total" + (" (dotted: not like for like)" if mixed else "")


def _bars(spec: Spec, plot: Plot) -> str:
    drawn = []
    for slot, count in enumerate(spec["counts"]):
        x, y = plot.edge(slot + 0.13), plot.y(count or 0)
        if count is None:
            cross = parts.words("×", plot.x(slot), plot.bottom - 5, text_anchor="middle", fill=parts.QUIET)
            drawn.append(cross)
        else:
            height = plot.bottom - y
            drawn.append(parts.element("rect", x=x, y=y, width=plot.step * 0.74, height=height, fill=parts.BAR))
    return "".join(drawn)


def _band(spec: Spec, plot: Plot) -> str:
    """A grey ground under the totals that mix two ways of recording."""
    bands = []
    for at in break_months(spec):
        left, right = plot.edge(at), plot.edge(min(at + SPAN - 1, plot.slots))
        bands.append(parts.element("rect", x=left, y=plot.top, width=right - left, height=plot.height, fill=parts.BAND))
    return "".join(bands)


def _rolling(spec: Spec, plot: Plot) -> Iterator[str]:
    for slots in parts.runs(spec["rolling"], break_months(spec)):
        for mixed, group in groupby(slots, key=lambda slot: spans_break(spec, slot)):
            points = [plot.at(slot, spec["rolling"][slot]) for slot in group]
            dashes = {"stroke_dasharray": "1 6"} if mixed else {}
            yield parts.path(points, parts.LINE, 3.5, **dashes)


def _last(values: list[float | None]) -> int | None:
    return next((slot for slot in reversed(range(len(values))) if values[slot] is not None), None)


def _end_value(plot: Plot, values: list[float | None], months: list[str], size: float, fill: str) -> str:
    """The last value, in words to the right of its point, with its month."""
    slot = _last(values)
    if slot is None:
        return ""
    value = values[slot] or 0
    y = min(max(plot.y(value), plot.top + 4), plot.bottom - size)
    return parts.words(
        number_words(value), plot.right + 10, y + 6, font_size=size + 3, font_weight="bold", fill=fill
    ) + parts.words(short_month(months[slot]), plot.right + 10, y + 8 + size, font_size=size - 2, fill=parts.QUIET)


def _year_before(spec: Spec, plot: Plot, size: float) -> str:
    """The two totals that the paper compares, as dots; the earlier one with its value."""
    values, last = spec["rolling"], _last(spec["rolling"])
    if last is None:
        return ""
    marks = parts.dot(plot.at(last, values[last]), 6, parts.LINE_WORDS)
    if last < SPAN or values[last - SPAN] is None:
        return marks
    before = last - SPAN
    x, y = plot.at(before, values[before])
    label = f"{number_words(values[before])} in {short_month(spec['months'][before])}"
    above = y - 12 if y - 12 - size > plot.top else y + size + 10
    anchor, nudge = ("end", 8) if x - plot.left > parts.width_of(label, size) else ("start", -8)
    return parts.cased(label, x + nudge, above, size, anchor) + parts.dot((x, y), 6, parts.LINE_WORDS) + marks


# Control


def _control_head(spec: Spec) -> str:
    trials = [long_month(phase["start"]) for phase in spec["phases"] if phase.get("trial")]
    return f"{spec['unit'].capitalize()} each month" + (f", trial limits from {trials[-1]}" if trials else "")


def _limits(spec: Spec, plot: Plot) -> Iterator[str]:
    for phase in spec["phases"]:
        slots = _slots(spec, phase)
        if not slots:
            continue
        left, right = plot.edge(slots[0]) + 2, plot.edge(slots[-1] + 1) - 2
        for name, style in (
            ("upper", {"stroke_dasharray": "7 5"}),
            ("mean", {}),
            ("lower", {"stroke_dasharray": "7 5"}),
        ):
            y = plot.y(max(0, phase[name]))
            yield parts.line((left, y), (right, y), parts.LIMIT, **({"stroke_width": 2} | style))


def _slots(spec: Spec, phase: Spec) -> list[int]:
    return [slot for slot, month in enumerate(spec["months"]) if phase["start"] <= month <= phase["end"]]


def _limit_labels(spec: Spec, plot: Plot, size: float) -> str:
    if not spec["phases"]:
        return ""
    phase = spec["phases"][-1]
    names = (("upper", "Upper limit"), ("mean", "Mean"), ("lower", "Lower limit"))
    values = [max(0, phase[name]) for name, _ in names]
    places = parts.apart([plot.y(value) for value in values], size + 3)
    labels = [f"{label} {number_words(round(value, 1))}" for (_, label), value in zip(names, values, strict=True)]
    drawn = [
        parts.words(label, plot.right + 10, y + size * 0.35, font_size=size, fill=parts.QUIET)
        for label, y in zip(labels, places, strict=True)
    ]
    return "".join(drawn)


def _counts(spec: Spec, plot: Plot) -> Iterator[str]:
    counts = spec["counts"]
    for slots in parts.runs(counts, break_months(spec)):
        yield parts.path([plot.at(slot, counts[slot]) for slot in slots], parts.BAR, 2.5)
    for slot, count in enumerate(counts):
        if count is not None:
            yield parts.dot(plot.at(slot, count), 4.5, parts.BAR)


def _signals(spec: Spec, plot: Plot, size: float) -> Iterator[str]:
    yield from _signal_labels(spec, plot, size)
    for each in spec["signals"]:
        slot = spec["months"].index(each["month"])
        yield parts.diamond(plot.at(slot, spec["counts"][slot]), 7.5, TONES[each["tone"]])


def _signal_labels(spec: Spec, plot: Plot, size: float) -> Iterator[str]:
    """Words for the last month of each run of a rule, the latest first, while there is room: the table has them all."""
    placed: list[tuple[float, float]] = []
    for month in sorted({months[-1] for _, months in signal_runs(spec)}, reverse=True):
        label, x, y = _signal_label(spec, plot, month, size)
        width = parts.width_of(label, size) + 8
        if all(abs(x - other) >= width or abs(y - height) >= size * 1.3 for other, height in placed):
            placed.append((x, y))
            yield parts.cased(label, x, y, size, "middle")


def _signal_label(spec: Spec, plot: Plot, month: str, size: float) -> tuple[str, float, float]:
    """What is said at a signal and where: above all points in its way, or below them when it lies under its mean."""
    slot = spec["months"].index(month)
    count, phase = spec["counts"][slot], phase_at(spec, month)
    label = f"{number_words(count)}, {signals_at(spec, month)}"
    half = parts.width_of(label, size) / 2
    x = min(max(plot.x(slot), plot.left + half + 4), plot.right - half)
    points = [plot.y(value) for at, value in enumerate(spec["counts"]) if _lies_under(plot, at, value, x, half)]
    below = phase is not None and count < phase["mean"]
    return label, x, max(points) + size + 14 if below else min(points) - 14


def _lies_under(plot: Plot, slot: int, value: float | None, x: float, half: float) -> bool:
    return value is not None and abs(plot.x(slot) - x) <= half + 8
