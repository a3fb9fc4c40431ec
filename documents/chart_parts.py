"""What the charts are drawn with: shapes and words as SVG, a plot's scales, axes, and labels that keep apart.

Presentation attributes only, no CSS: browser, PDF and Word then draw the same picture.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from documents.chart_words import long_month, number_words, short_month

INK, QUIET, GRID = "#0b0c0c", "#505a5f", "#d8dcde"
BAR, LINE, LINE_WORDS, LIMIT, BAND = "#12436D", "#F46A25", "#A8420F", "#6F777B", "#F0F1F2"

_NARROW, _WIDE = 0.3, 0.86

Point = tuple[float, float]


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """One SVG element; `stroke_width` is written stroke-width. Attribute values are escaped, `content` is markup."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _attribute(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def words(text: str, x: float, y: float, **attributes: str | float) -> str:
    return element("text", escape(text), x=x, y=y, **({"fill": INK} | attributes))


def width_of(text: str, size: float) -> float:
    """About how wide `text` is drawn in Arial: narrow and wide letters are told apart, the rest is a digit wide."""
    return sum(_NARROW if each in " .,:;'|!()fijlIt-" else _WIDE if each in "mwMW%" else 0.56 for each in text) * size


def wrapped(text: str, width: float, size: float) -> list[str]:
    if width_of(text, size) <= width:
        return [text]
    return textwrap.wrap(text, max(12, int(width / size / 0.54)))


def cased(text: str, x: float, y: float, size: float, anchor: str = "start", **attributes: str | float) -> str:
    """Words on a white veil, so that lines and bars behind them do not run through."""
    width = width_of(text, size)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    veil = element(
        "rect", x=left - 3, y=y - size * 0.9, width=width + 6, height=size * 1.2, fill="#ffffff", fill_opacity=0.85
    )
    return veil + words(text, x, y, text_anchor=anchor, font_size=size, **attributes)


def line(start: Point, end: Point, stroke: str, **attributes: str | float) -> str:
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke=stroke, **attributes)


def path(points: Sequence[Point], stroke: str, width: float, **attributes: str | float) -> str:
    """A line through `points`; a single point is a dot."""
    if len(points) == 1:
        return dot(points[0], width, stroke)
    steps = " ".join(f"{_attribute(x)},{_attribute(y)}" for x, y in points)
    style: dict[str, str | float] = {"stroke_linejoin": "round", "stroke_linecap": "round"}
    return element("polyline", points=steps, fill="none", stroke=stroke, stroke_width=width, **(style | attributes))


def dot(at: Point, radius: float, fill: str) -> str:
    return element("circle", cx=at[0], cy=at[1], r=radius, fill=fill, stroke="#ffffff", stroke_width=1)


def diamond(at: Point, radius: float, fill: str) -> str:
    (x, y), r = at, radius
    points = f"M{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f}L{x:.1f} {y + r:.1f}L{x - r:.1f} {y:.1f}Z"
    return element("path", d=points, fill=fill, stroke=INK, stroke_width=1.5)


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, in steps of 1, 2 or 5 times a power of ten."""
    rough = max(high - low, 1) / about
    power = 10 ** math.floor(math.log10(rough))
    step = max(1, next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough))
    return [step * n for n in range(math.floor(low / step), math.ceil(max(high, low + 1) / step) + 1)]


def apart(places: Sequence[float], gap: float) -> list[float]:
    """`places`, moved as little as needed downwards so that no two are closer than `gap`; their order is kept."""
    moved = dict.fromkeys(range(len(places)), 0.0)
    last = -math.inf
    for index in sorted(moved, key=lambda each: places[each]):
        last = moved[index] = max(places[index], last + gap)
    return list(moved.values())


def runs(values: Sequence[float | None], breaks: Sequence[int] = ()) -> list[list[int]]:
    """Where values stand without a gap: each run ends at a missing value or before a break."""
    found: list[list[int]] = [[]]
    for slot, value in enumerate(values):
        if value is None or slot in breaks:
            found.append([])
        if value is not None:
            found[-1].append(slot)
    return [run for run in found if run]


@dataclass(frozen=True)
class Plot:
    """A rectangle in which `slots` months stand side by side and values run from `levels[0]` up to `levels[-1]`."""

    left: float
    top: float
    width: float
    height: float
    slots: int
    levels: Sequence[float]

    @property
    def step(self) -> float:
        return self.width / max(1, self.slots)

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def edge(self, slot: float) -> float:
        return self.left + self.step * slot

    def x(self, slot: float) -> float:
        return self.edge(slot + 0.5)

    def y(self, value: float) -> float:
        low, high = self.levels[0], self.levels[-1]
        return self.bottom - (value - low) / (high - low) * self.height

    def at(self, slot: int, value: float) -> Point:
        return self.x(slot), self.y(value)


def value_axis(plot: Plot, size: float) -> str:
    parts = []
    for level in plot.levels:
        y = plot.y(level)
        parts.append(line((plot.left, y), (plot.right, y), GRID if level else QUIET, stroke_width=1))
        label = number_words(level)
        parts.append(words(label, plot.left - 8, y + size * 0.35, text_anchor="end", font_size=size, fill=QUIET))
    return "".join(parts)


def month_axis(plot: Plot, months: Sequence[str], size: float) -> str:
    """Januaries with their year, and Julys where there is room; the first and last month of a short run."""
    parts = []
    for slot in _marked(plot, months, size):
        x = plot.x(slot)
        label = short_month(months[slot])
        parts.append(line((x, plot.bottom), (x, plot.bottom + 5), QUIET, stroke_width=1))
        parts.append(words(label, x, plot.bottom + size + 7, text_anchor="middle", font_size=size, fill=QUIET))
    return "".join(parts)


def _marked(plot: Plot, months: Sequence[str], size: float) -> list[int]:
    room = width_of("Sep 2020", size) + 10
    for endings in (("-01", "-07"), ("-01",)):
        marked = [slot for slot, month in enumerate(months) if month.endswith(endings)]
        if len(marked) > 1 and all((b - a) * plot.step >= room for a, b in pairwise(marked)):
            return marked
    if len(marked) > 1:
        return marked[:: math.ceil(room / (12 * plot.step))]
    return sorted({0, len(months) - 1}) if months else []


def month_hits(plot: Plot, top: float, said: Sequence[str]) -> str:
    """An unseen strip over each month that says its reading: as a tooltip, and to the script that reads charts out."""
    height = plot.bottom - top
    return "".join(hit(plot.edge(slot), top, plot.step, height, reading) for slot, reading in enumerate(said))


def hit(x: float, y: float, width: float, height: float, said: str) -> str:
    title = element("title", escape(said))
    return element(
        "rect", title, x=x, y=y, width=width, height=height, fill=INK, fill_opacity=0, class_="app-chart__hit"
    )


def break_marks(plot: Plot, top: float, breaks: Sequence[tuple[int, str, str]], size: float) -> str:
    """A dotted line down to the plot's foot where recording changed, and what changed, in words above."""
    parts = []
    for row, (slot, month, label) in enumerate(breaks):
        x, y = plot.edge(slot), top + row * (size + 6)
        parts.append(line((x, y), (x, plot.bottom), INK, stroke_width=1.5, stroke_dasharray="2 4"))
        left_side = x > plot.left + plot.width / 2
        anchor, nudge = ("end", -8) if left_side else ("start", 8)
        said = f"{long_month(month)}: {label}"
        parts.append(cased(said, x + nudge, y + size * 0.8, size, anchor))
    return "".join(parts)
