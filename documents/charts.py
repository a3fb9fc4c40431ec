"""The five charts of a board paper, drawn as SVG from a specification of plain JSON values.

monthly    {"kind", "unit", "months": ["2017-02", …], "counts": [int | null], "rolling": [int | null],
            "breaks": [{"month", "label"}]}
           Bars of monthly counts above a line of 12-month totals, which are aligned with `months`. The line stops at
           a recording change and is dotted while its 12 months span it: those totals mix two ways of counting.
control    {"kind", "unit", "months", "counts", "phases": [{"start", "end", "mean", "upper", "lower", "trial"}],
            "signals": [{"month", "rule", "tone": "concern" | "improvement" | "neutral"}], "breaks"}
           Signals stand at months that have a count.
sparkline  {"kind", "counts", "signal": null | "concern" | "improvement" | "neutral"}
bars       {"kind", "unit", "labels", "values", "texts"}: horizontal, in the order given, negative to the left.
multiples  {"kind", "unit", "months", "panels": [{"label", "totals", "breaks", "text": "1405, +42.9%", "remark"}]}
           A small line of 12-month totals for each measure, aligned with `months`, under the figures that its table
           prints and the remark on them.

No title is drawn: the caption beside the picture says it.
"""

from __future__ import annotations

from html import escape
from typing import Literal

from documents import chart_parts as parts
from documents.chart_multiples import multiples
from documents.chart_parts import Plot, element
from documents.chart_series import TONES, control, monthly
from documents.chart_words import Spec, data_table, describe, readings

__all__ = ["Spec", "data_table", "describe", "svg"]

Medium = Literal["page", "document"]

_WIDTHS: dict[Medium, float] = {"page": 960, "document": 680}
_FONTS: dict[Medium, str] = {"page": "Arial, sans-serif", "document": "Source Sans Pro, Arial, sans-serif"}
_SIZE = 16
_ROW = 34


def svg(spec: Spec, *, medium: Medium, title: str, description: str, uid: str) -> str:
    """`spec` as one `<svg>` element: 960 wide for a page, 680 for a document (a sparkline is 120 in both).

    `title` and `description` are its accessible name and text; `uid` keeps their ids apart from the page's others.
    On a page each point carries its reading, as a tooltip and for static/js/charts.js.
    Raises KeyError for a kind there is no drawing for.
    """
    width = 120.0 if spec["kind"] == "sparkline" else _WIDTHS[medium]
    drawing, height = _DRAW[spec["kind"]](spec, width, _SIZE, medium == "page")
    names = element("title", escape(title), id=f"{uid}-title") + element("desc", escape(description), id=f"{uid}-desc")
    return element(
        "svg",
        names + drawing,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{uid}-title {uid}-desc",
        class_=f"app-chart__picture app-chart__picture--{spec['kind']}",
        font_family=_FONTS[medium],
        font_size=_SIZE,
    )


def _sparkline(spec: Spec, width: float, size: float, said: bool) -> tuple[str, float]:
    counts = spec["counts"]
    known = [slot for slot, count in enumerate(counts) if count is not None]
    highest = max((counts[slot] for slot in known), default=1)
    plot = Plot(2, 8, width - 10, 20, len(counts), [0, highest or 1])
    if not known:
        return "", 36
    drawn = [parts.path([plot.at(slot, counts[slot]) for slot in run], parts.BAR, 2) for run in parts.runs(counts)]
    end = plot.at(known[-1], counts[known[-1]])
    tone = spec.get("signal")
    drawn.append(parts.diamond(end, 6, TONES[tone]) if tone else parts.dot(end, 4, parts.BAR))
    return "".join(drawn), 36


def _bars(spec: Spec, width: float, size: float, said: bool) -> tuple[str, float]:
    values, texts = spec["values"], spec["texts"]
    label_room = min(width * 0.42, max((parts.width_of(label, size) for label in spec["labels"]), default=0) + 14)
    text_room = max((parts.width_of(text, size) for text in texts), default=0) + 14
    left = label_room + (text_room if min(values, default=0) < 0 else 0)
    low, high = min([0, *values]), max([0, *values])
    plot = Plot(left, 4, width - left - text_room, _ROW * len(values), 1, [low, high if high > low else low + 1])
    rows = [_bar_row(spec, plot, row, label_room, size) for row in range(len(values))]
    zero = _x(plot, 0)
    rows.append(parts.line((zero, plot.top), (zero, plot.bottom), parts.INK, stroke_width=1.5))
    if said:
        rows += [parts.hit(0, 4 + _ROW * row, width, _ROW, text) for row, text in enumerate(readings(spec))]
    return "".join(rows), plot.bottom + 6


def _bar_row(spec: Spec, plot: Plot, row: int, label_room: float, size: float) -> str:
    value, middle = spec["values"][row], plot.top + _ROW * (row + 0.5)
    start, end = sorted((_x(plot, 0), _x(plot, value)))
    lines = parts.wrapped(spec["labels"][row], label_room, size)[:2]
    first = middle + size * 0.35 - (len(lines) - 1) * size * 0.5
    label = [parts.words(text, 0, first + at * size, font_size=size) for at, text in enumerate(lines)]
    bar = element("rect", x=start, y=middle - 11, width=end - start, height=22, fill=parts.BAR)
    x, anchor = (start - 6, "end") if value < 0 else (end + 6, "start")
    said = parts.words(spec["texts"][row], x, middle + size * 0.35, text_anchor=anchor, font_weight="bold")
    return "".join(label) + bar + said


def _x(plot: Plot, value: float) -> float:
    low, high = plot.levels[0], plot.levels[-1]
    return plot.left + (value - low) / (high - low) * plot.width


_DRAW = {"monthly": monthly, "control": control, "sparkline": _sparkline, "bars": _bars, "multiples": multiples}
