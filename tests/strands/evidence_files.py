"""Files to send as evidence: real ones, and ones that mean harm."""

import io
import zipfile

from docx import Document
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

OFFICE = "application/vnd.openxmlformats-officedocument."
POWERPOINT = f"""<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/ppt/presentation.xml"
ContentType="{OFFICE}presentationml.presentation.main+xml"/></Types>"""


def written(save):
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def pdf(change=None, password=""):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    return written(writer.write)


def pdf_with_open_action(kind):
    """A PDF that does something when it is opened."""
    return pdf(lambda writer: writer._root_object.update({NameObject("/OpenAction"): action(kind)}))


def pdf_with_script():
    """A script that stands among the names of the file, as an object of its own."""

    def add(writer):
        names = ArrayObject([TextStringObject("run"), writer._add_object(action("/JavaScript"))])
        tree = DictionaryObject({NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): names})})
        writer._root_object[NameObject("/Names")] = tree

    return pdf(add)


def action(kind):
    return DictionaryObject({NameObject("/S"): NameObject(kind)})


def image(format="PNG", size=(4, 3)):
    return written(lambda file: Image.new("RGB", size, "navy").save(file, format))


def word():
    document = Document()
    document.add_paragraph("Minutes of the meeting.")
    return written(document.save)


def excel():
    return written(Workbook().save)


def powerpoint():
    return package({"[Content_Types].xml": POWERPOINT, "ppt/presentation.xml": "<presentation/>"})


def package(parts):
    def save(file):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in parts.items():
                made.writestr(name, content)

    return written(save)


def word_with(name, content=b"x", types=lambda text: text):
    """A Word file with one more part, its list of types changed."""
    with zipfile.ZipFile(io.BytesIO(word())) as made:
        parts = {part: made.read(part) for part in made.namelist()}
    parts["[Content_Types].xml"] = types(parts["[Content_Types].xml"].decode()).encode()
    return package(parts | {name: content})
