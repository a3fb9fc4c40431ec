"""Blocks and charts as HTML that a template may print."""

from django.utils.safestring import mark_safe

from documents import charts
from documents.renderers import html
from offences import chartspecs, exhibits
from strands import frozen, report


def section_parts(update, summaries, *, board):
    """What the section reports, under the page's h2 for it: the words, then each measure with its own HTML."""
    words = report.words_blocks(update, summaries, board=board, level=1)
    measures = report.measures_blocks(update, summaries, board=board, level=1)
    return {
        "words": blocks_html(words, uid=update.section.slug),
        "measures": [(measure, blocks_html(blocks, uid=f"measure-{measure.pk}")) for measure, blocks in measures],
    }


def blocks_html(blocks, *, uid, beside=None):
    # The renderer escapes every text (tests/documents hold it to that).
    return mark_safe(html.fragment(blocks, heading_level=3, uid=uid, beside=beside))  # noqa: S308


def last_words(update):
    """What was approved for the section in an earlier round, with the figures of that day; empty if nothing was."""
    return blocks_html(frozen.words(update.last_frozen), uid="last") if update.last_frozen else ""


def beside(update, summaries):
    """What a writer needs in view: each measure's comparison, what its last month says, and a chart of half a page."""
    for link in update.section.section_measures.all():
        summary = summaries.get(link.measure.slug)
        if summary is None or not exhibits.has_figures(summary):
            yield {"measure": link.measure, "reason": report.no_figures(link)}
            continue
        table = blocks_html([report.comparison_table(update, summary)], uid=f"beside-{link.pk}")
        yield {"measure": link.measure, "table": table, "reading": summary.reading, "chart": _chart(link, summary)}


def _chart(link, summary):
    if not summary.months:
        return ""
    spec, title = chartspecs.monthly(summary), chartspecs.monthly_title(summary)
    description = charts.describe(spec, summary.facts.label)
    # The drawing for documents has letters that can be read in half the width of a page.
    drawing = charts.svg(spec, medium="document", title=title, description=description, uid=f"beside-chart-{link.pk}")
    return mark_safe(drawing)  # noqa: S308
