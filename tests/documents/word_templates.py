"""A Word template such as a force has, and the same with a fault planted in it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image

LETTERHEAD, FOOT = "Westshire Police", "Registered office: 1 High Street"
TYPES, RELATIONS, BODY = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"


def template(*, alt="The crest of Westshire Police", numbered=True, edit=None) -> bytes:
    """Georgia headings that count themselves, a narrow page, a letterhead with a crest, words of its own."""
    file = docx.Document()
    section = file.sections[0]
    section.page_width, section.page_height, section.left_margin, section.right_margin = Cm(21), Cm(29.7), Cm(4), Cm(3)
    heading = file.styles["Heading 1"]
    heading.font.name, heading.font.size, heading.font.color.rgb = "Georgia", Pt(19), RGBColor(0x70, 0, 0x30)
    if numbered:
        heading.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 1
    file.styles.add_style("Notice", WD_STYLE_TYPE.PARAGRAPH).font.name = "Georgia"
    head = section.header.paragraphs[0]
    head.text = LETTERHEAD
    head.add_run().add_picture(_crest(), width=Cm(1))._inline.docPr.set("descr", alt)
    section.footer.paragraphs[0].text = FOOT
    file.add_paragraph("Dear Sir or Madam,")
    if edit:
        edit(file)
    return saved(file)


def saved(file) -> bytes:
    file.save(written := BytesIO())
    return written.getvalue()


def _crest() -> BytesIO:
    Image.new("RGB", (20, 20), "navy").save(written := BytesIO(), "PNG")
    written.seek(0)
    return written


def changed(content: bytes, *, put=(), replace=(), drop=()) -> bytes:
    """The package with members put into it, (member, old, new) replaced in it, and members dropped from it."""
    with ZipFile(BytesIO(content)) as source:
        members = {name: source.read(name) for name in source.namelist() if name not in drop}
    for name, old, new in replace:
        assert old.encode() in members[name], old
        members[name] = members[name].replace(old.encode(), new.encode(), 1)
    with ZipFile(written := BytesIO(), "w", ZIP_DEFLATED) as target:
        for name, member in (members | dict(put)).items():
            target.writestr(name, member)
    return written.getvalue()


def in_body(content: bytes, xml: str) -> bytes:
    """With some more XML at the start of its body."""
    names = (
        nsdecls("w", "r") + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    return changed(content, replace=[(BODY, "<w:body>", f"<w:body><w:p {names}><w:r>{xml}</w:r></w:p>")])


def related(content: bytes, kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    """With a relationship of its main part."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = f'<Relationship Id="rId900" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(content, replace=[(RELATIONS, "</Relationships>", more)])


def typed(content: bytes, name: str, kind: str, member: bytes = b"x") -> bytes:
    """With a member of that content type."""
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    return changed(content, put=[(name, member)], replace=[(TYPES, "</Types>", override)])


def field(*words: str) -> str:
    """A field in a body, its instruction spread over runs."""
    runs = "</w:r><w:r>".join(f"<w:instrText>{each}</w:instrText>" for each in words)
    return f'<w:fldChar w:fldCharType="begin"/></w:r><w:r>{runs}</w:r><w:r><w:fldChar w:fldCharType="end"/>'


def numbering_without_styles(file) -> None:
    """As a template that knows no list: what List Bullet and List Number count by is taken out of them."""
    for name in ("List Bullet", "List Number"):
        layout = file.styles[name].element.pPr
        layout.remove(layout.numPr)


def first_page_differs(file) -> None:
    section = file.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "First page"
    file.settings.odd_and_even_pages_header_footer = True


def two_sections(file) -> None:
    """A landscape section first: the template's page is that of its last."""
    first = file.sections[0]
    first.page_width, first.page_height = first.page_height, first.page_width
    last = file.add_section()
    last.page_width, last.page_height = Cm(21), Cm(29.7)
    last._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")
