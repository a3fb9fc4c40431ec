"""What the service writes under a part of an outline, by the part's kind: each takes the material and the part, and
returns blocks, none where there is nothing to say."""

from papers.models import OutlinePart
from papers.parts import sections, strands

Kind = OutlinePart.Kind

WRITERS = {
    Kind.SECTIONS: sections.blocks,
    Kind.STRANDS: strands.blocks,
}
