"""What the service writes under a heading of the outline: a module for each kind that is more than a text.

The glossary is written from all the others, so `papers.compose` writes it last.
"""

from papers.models import OutlinePart
from papers.parts import charts, commitments, definitions, measures, revisions, risks, sections, since, strands

Kind = OutlinePart.Kind

WRITERS = {
    Kind.SECTIONS: sections.blocks,
    Kind.STRANDS: strands.blocks,
    Kind.COMMITMENTS: commitments.blocks,
    Kind.RISKS: risks.blocks,
    Kind.MEASURES: measures.blocks,
    Kind.CHARTS: charts.blocks,
    Kind.SINCE: since.blocks,
    Kind.REVISIONS: revisions.blocks,
    Kind.DEFINITIONS: definitions.blocks,
}
