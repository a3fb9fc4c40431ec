"""Files that are broken, or made to do harm. Each is small as it comes, and none is made before it is asked for."""

import gzip
import io
import os
import struct
import zipfile
from functools import cache

import openpyxl

HEADER = b"measure,month,count\n"
GOOD = HEADER + b"knife-crime,2020-01,117\n"
SHEET, STYLES, STRINGS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_MB = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(members):
    """`members`: {name: content}"""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def many_times(piece, megabytes):
    """So many megabytes of a piece, gzipped: each one is packed by itself."""
    return gzip.compress(piece * (_MB // len(piece))) * megabytes


def workbook(rows=(), **parts):
    """A workbook with these rows; `parts` are members to put in: `sheet`, `styles`, or any other by its path."""
    book = openpyxl.Workbook()
    for row in rows or [["a"]]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    source = zipfile.ZipFile(stream)
    named = {"sheet": SHEET, "styles": STYLES, "strings": STRINGS}
    members = {name: source.read(name) for name in source.namelist()}
    return zipped(members | {named.get(name, name): content for name, content in parts.items()})


def sheet(rows):
    """The XML of a sheet, with a comment that keeps it from being packed too tightly to be looked at."""
    return b"<worksheet %b><sheetData>%b</sheetData></worksheet>%b" % (_MAIN.encode(), rows, _noise(len(rows)))


def part(name, inside):
    return f"<{name} {_MAIN}>".encode() + inside + f"</{name}>".encode() + _noise(len(inside))


def _noise(size):
    """What packs to a hundredth of a size."""
    return b"<!--" + os.urandom(size // 75).hex().encode() + b"-->"


def with_flags(content, bits):
    """A ZIP file whose members have flags: 1 is for a password."""
    content = bytearray(content)
    for header, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + at] |= bits
    return bytes(content)


def claiming(content, size):
    """A ZIP file whose member says that it unpacks to so much."""
    content = bytearray(content)
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 24, size)
    return bytes(content)


def listing(times):
    """A ZIP file with one member that it lists so many times."""
    content = zipped({"counts.csv": GOOD})
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    members = content[start:end] * times
    return content[:start] + members + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, len(members), start, 0)


def encrypted_workbook():
    """As Excel saves one with a password: an old container with the workbook inside."""
    return _OLE + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\0") + os.urandom(2048)


def lines(number, line):
    return HEADER + "".join(line.format(n) for n in range(number)).encode()


# {what it is: (file name, how its content is made, what is said of it)}, of those that hold nothing to load.
REFUSED = {
    "zip bomb": ("a.zip", lambda: zipped({"a.csv": HEADER * 300_000}), "packed far more tightly"),
    "zip that claims to be huge": (
        "a.zip",
        lambda: claiming(zipped({"a.csv": GOOD}), 2**31),
        "unpacks to more than 1024 MB",
    ),
    "zip that lists a million": ("a.zip", lambda: listing(100_000), "holds far too many files"),
    "zip in a zip": ("a.zip", lambda: zipped({"b.zip": zipped({"a.csv": GOOD})}), "holds no CSV file"),
    "zip of programs": ("a.zip", lambda: zipped({"run.exe": b"MZ"}), "holds no CSV file"),
    "zip with a password": ("a.zip", lambda: with_flags(zipped({"a.csv": GOOD}), 1), "has a password"),
    "zip cut short": ("a.zip", lambda: zipped({"a.csv": GOOD})[:-30], "Save it again|damaged"),
    "gzip bomb": ("a.csv.gz", lambda: many_times(b"0,0,0,0\n", 1024), "far more tightly|has a heading for the measure"),
    "gzip cut short": ("a.csv.gz", lambda: gzip.compress(os.urandom(3000).hex().encode())[:900], "damaged"),
    "gzip in a gzip": ("a.csv.gz", lambda: gzip.compress(gzip.compress(GOOD)), "not a CSV file"),
    "line of a gigabyte": ("a.csv", lambda: many_times(b"x", 1024), "a line longer than 1 MB"),
    "gigabyte of zeros": ("a.csv", lambda: many_times(b"\0", 1024), "not a CSV file"),
    "record without an end": ("a.csv", lambda: HEADER + b'"a\n",' * 600_000, "Line 2 has no end"),
    "cell without an end": ("a.csv", lambda: HEADER + b'"' + b"aaa\n" * 300_000, "a quotation mark too many"),
    "ten million columns": ("a.csv", lambda: HEADER + b"1," * 9_999_999, "a line longer than 1 MB"),
    "hundred thousand columns": ("a.csv", lambda: HEADER + b"1," * 99_999 + b"1\n", "more than 500 columns"),
    "workbook with ten million columns": (
        "a.xlsx",
        lambda: workbook(sheet=sheet(b"<row>" + b"<c/>" * 10_000_000 + b"</row>")),
        "far too large",
    ),
    "workbook with a million formats": (
        "a.xlsx",
        lambda: workbook(styles=part("styleSheet", b"<a/>" * 2_000_000)),
        "far too large",
    ),
    "workbook with a tag of a megabyte": (
        "a.xlsx",
        lambda: workbook(
            sheet=sheet(b"<row>%b</row>" % (b"<c %b/>" % b"".join(b'a%d="" ' % n for n in range(300_000))))
        ),
        "far too large",
    ),
    "workbook with a far cell": (
        "a.xlsx",
        lambda: workbook([["measure"] + [None] * 600 + ["x"]]),
        "more than 500 columns",
    ),
    "workbook in odd characters": (
        "a.xlsx",
        lambda: workbook(sheet=b'<?xml version="1.0" encoding="cp037"?>' + "<a/>".encode("cp037")),
        "not written as Excel",
    ),
    "workbook bomb": ("a.xlsx", lambda: workbook(**{"xl/media/a.png": bytes(30 * _MB)}), "packed far more tightly"),
    "old workbook": ("a.xls", lambda: _OLE + b"Workbook", "an old Excel workbook"),
    "workbook with a password": ("a.xlsx", lambda: encrypted_workbook(), "with a password"),
    "pdf": ("a.csv", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n", "This is a PDF"),
    "nul bytes": ("a.csv", lambda: HEADER + b"knife-crime,2020-\x0001,5\n", "not a CSV file"),
    "wrong encoding": ("a.csv", lambda: HEADER + b"\x81\x8d,2020-01,5\n", "characters cannot be read"),
    "header only": ("a.csv", lambda: HEADER, "no lines below"),
    "empty": ("a.csv", lambda: b"", "is empty"),
    "only blanks": ("a.csv", lambda: b" , ,\n\n\t\n" * 50, "is empty"),
    "blank workbook": ("a.xlsx", lambda: workbook([[None], [" "]]), "is empty|has a heading for the measure"),
}


@cache
def content(what):
    return REFUSED[what][1]()
