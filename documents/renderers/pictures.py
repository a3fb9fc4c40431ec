"""A chart's SVG as pixels, for Word versions that draw no SVG."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import typst

from documents import fonts

TEMPLATE = Path(__file__).parent.parent / "typst" / "picture.typ"


@lru_cache(maxsize=128)
def png(svg: str) -> bytes:
    """`svg`, 680 wide, as a PNG of 1417 pixels: 200 to the inch at the width of a page's text."""
    with fonts.folder() as faces:
        return typst.compile(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=[faces],
            ignore_system_fonts=True,
            format="png",
            ppi=200,
            sys_inputs={"svg": svg},
            package_path=str(TEMPLATE.parent),
        )
