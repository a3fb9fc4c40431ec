"""How our Word files look: page, typeface, styles. Arial, because a Word file is laid out with the reader's fonts."""

from __future__ import annotations

from typing import Any

from docx import Document as new_file
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
ACCENT, QUIET = RGBColor(0x12, 0x43, 0x6D), RGBColor(0x50, 0x5A, 0x5F)
MARGIN = Cm(2.2)
TABLE_STYLE, NOTICE, NOTE, LEAD, FRONT, HYPERLINK = "Paper Table", "Notice", "Note", "Lead", "Front Row", "Hyperlink"
CELL = "Table Text"
UNLISTED = "Heading 2 Unlisted"

# Size, space before and space after, in points.
_HEADINGS = {1: (15, 20, 8), 2: (13, 16, 6), 3: (11, 12, 4), 4: (11, 10, 4), 5: (10.5, 10, 4), 6: (10.5, 10, 4)}

_TABLE_STYLE_XML = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PaperTable">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:tblPr><w:tblBorders>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>
  </w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="10" w:space="0" w:color="12436D"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="EEF1F5"/><w:vAlign w:val="bottom"/></w:tcPr>
  </w:tblStylePr>
</w:style>"""

_NOTICE_BORDER_XML = f"""
<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="36" w:space="10" w:color="B1B4B6"/></w:pBdr>"""


def blank(language: str) -> WordFile:
    """An empty A4 file with every style the renderer uses."""
    file = new_file()
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.bottom_margin = MARGIN
    section.top_margin, section.header_distance, section.footer_distance = Cm(2.3), Cm(1.1), Cm(1.0)
    _set_language(file, language)
    _set_text_styles(file)
    for level, (size, before, after) in _HEADINGS.items():
        _set(file, f"Heading {level}", size, bold=True, colour=ACCENT, before=before, after=after, keep=True)
        file.styles[f"Heading {level}"].paragraph_format.tab_stops.add_tab_stop(Cm(1.3))
    # A style of its own on the same outline level: Word's contents gather "Heading 1" and "Heading 2" by name.
    file.styles.add_style(UNLISTED, WD_STYLE_TYPE.PARAGRAPH).base_style = file.styles["Heading 2"]
    file.styles.element.append(parse_xml(_TABLE_STYLE_XML))
    return file


def _set_language(file: WordFile, language: str) -> None:
    defaults = file.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.find(qn("w:lang")).set(qn("w:val"), language)


def _set_text_styles(file: WordFile) -> None:
    _set(file, "Normal", 10.5, after=7)
    _set(file, "Title", 22, bold=True, colour=ACCENT, before=10, after=12)
    _set(file, "Subtitle", 11, after=4)
    _set(file, "Header", 9)
    _set(file, "Footer", 9, colour=QUIET)
    _set(file, "Caption", 10.5, bold=True, before=10, after=4, keep=True)
    _set(file, "List Bullet", 10.5, after=4)
    _set(file, "List Number", 10.5, after=4)
    _set(file, "TOC 1", 10.5, bold=True)
    _set(file, "TOC 2", 10.5)
    file.styles["TOC 2"].paragraph_format.left_indent = Cm(0.8)
    _set(file, NOTICE, 10.5, before=4, after=10)
    file.styles[NOTICE].paragraph_format.left_indent = Cm(0.5)
    file.styles[NOTICE].element.get_or_add_pPr().insert_element_before(
        parse_xml(_NOTICE_BORDER_XML), "w:spacing", "w:ind"
    )
    _set(file, NOTE, 9, colour=QUIET, before=4, after=8)
    _set(file, CELL, 9.5, before=3, after=3)
    _set(file, LEAD, 10.5, after=4, keep=True)
    _set(file, FRONT, 10.5, after=5)
    front = file.styles[FRONT].paragraph_format
    front.left_indent, front.first_line_indent = Cm(6.4), Cm(-6.4)
    front.tab_stops.add_tab_stop(Cm(6.4))
    _set_footer_tabs(file)
    link = file.styles.add_style(HYPERLINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = ACCENT, True


def _set_footer_tabs(file: WordFile) -> None:
    width = Cm(21) - 2 * MARGIN
    tabs = file.styles["Footer"].paragraph_format.tab_stops
    tabs.clear_all()
    tabs.add_tab_stop(int(width / 2), WD_TAB_ALIGNMENT.CENTER)
    tabs.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


def _set(
    file: WordFile,
    name: str,
    size: float,
    *,
    bold: bool = False,
    colour: RGBColor | None = None,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> None:
    style = _style(file, name)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = colour or RGBColor(0x0B, 0x0C, 0x0C)
    looks = style.element.get_or_add_rPr()
    for tag in ("w:spacing", "w:kern"):
        for stock in looks.findall(qn(tag)):
            looks.remove(stock)
    fonts = looks.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.12
    layout.keep_with_next = keep


def _style(file: WordFile, name: str) -> Any:
    if name in file.styles:
        return file.styles[name]
    style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = file.styles["Normal"]
    return style
