"""Drawing many measures in one picture: a small line of 12-month totals each, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from documents import chart_parts as parts
from documents.chart_parts import Plot
from documents.chart_words import Spec, break_months, panel_spec, panel_words, short_month, spans_break

COLUMNS, GAP, LINE = 4, 22, 1.25
EDGE = 3  # on the right, so that no last letter is cut
# Heights of a line's plot in a document and on a page, where there is more room.
PLOTS = (46, 76)


def multiples(spec: Spec, width: float, size: float, said: bool) -> tuple[str, float]:
    """The drawing and its height. Each panel has a scale of its own from zero: shapes compare, heights do not."""
    small, top, drawn = size - 3, 0.0, []
    panel_width = (width - EDGE - GAP * (COLUMNS - 1)) / COLUMNS
    for row in _rows(spec["panels"]):
        heads = [_head(panel, panel_width, small) for panel in row]
        head = max(len(lines) for lines in heads) * small * LINE
        for place, (panel, lines) in enumerate(zip(row, heads, strict=True)):
            left = (panel_width + GAP) * place
            plot = _plot(spec, panel, (left, top + head + 8, panel_width), PLOTS[said])
            drawn += [_words(lines, left, top, small), _panel(spec, panel, plot, small)]
            if said:
                drawn.append(parts.hit(left, top, panel_width, plot.bottom - top, panel_words(spec, panel)))
        top += head + PLOTS[said] + small * LINE + 30
    return "".join(drawn), top


def _rows(panels: Sequence[Spec]) -> list[Sequence[Spec]]:
    return [panels[start : start + COLUMNS] for start in range(0, len(panels), COLUMNS)]


def _head(panel: Spec, width: float, size: float) -> list[tuple[str, bool]]:
    """The lines above a plot, and whether each is bold: the measure, its figures, the remark on them."""
    named = [(line, True) for line in parts.wrapped(panel["label"], width, size * 1.06)]
    remark = [(line, False) for line in parts.wrapped(panel["remark"], width, size)] if panel["remark"] else []
    return [*named, (panel["text"], False), *remark]


def _words(lines: Sequence[tuple[str, bool]], left: float, top: float, size: float) -> str:
    return "".join(
        parts.words(
            line, left, top + (row + 0.85) * size * LINE, font_size=size, font_weight="bold" if bold else "normal"
        )
        for row, (line, bold) in enumerate(lines)
    )


def _plot(spec: Spec, panel: Spec, at: tuple[float, float, float], height: float) -> Plot:
    left, top, width = at
    highest = max((value for value in panel["totals"] if value is not None), default=1)
    return Plot(left, top, width, height, len(spec["months"]), [0, max(highest, 1)])


def _panel(spec: Spec, panel: Spec, plot: Plot, size: float) -> str:
    own, totals = panel_spec(spec, panel), panel["totals"]
    drawn = [parts.line((plot.left, plot.bottom), (plot.right, plot.bottom), parts.QUIET, stroke_width=1)]
    known = [slot for slot, value in enumerate(totals) if value is not None]
    for slots in parts.runs(totals, break_months(own)):
        for mixed, group in groupby(slots, key=lambda slot: spans_break(own, slot)):
            dashes = {"stroke_dasharray": "1 5"} if mixed else {}
            drawn.append(parts.path([plot.at(slot, totals[slot]) for slot in group], parts.LINE, 3, **dashes))
    for slot in known[-1:]:
        drawn.append(parts.dot(plot.at(slot, totals[slot]), 5, parts.LINE_WORDS))
    for slot, anchor in zip(sorted({*known[:1], *known[-1:]}), ("start", "end"), strict=False):
        x = plot.left if anchor == "start" else plot.right
        label = short_month(spec["months"][slot])
        drawn.append(
            parts.words(label, x, plot.bottom + size + 4, text_anchor=anchor, font_size=size - 1, fill=parts.QUIET)
        )
    return "".join(drawn)
