"""Blocks and charts as HTML that a template may print."""

from django.utils.safestring import mark_safe

from documents.renderers import html
from strands import report


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
