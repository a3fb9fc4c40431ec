"""ZIP files, workbooks among them, opened without trusting what they hold: a small one can be made to fill the machine
when its list of members, or one of its XML parts, is taken in whole."""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO, Any

from offences.extracts.limits import MAX_ENTRIES, MAX_LINE, MAX_PART_TAGS, MAX_ROW_SIZE, MAX_ROW_TAGS, Unreadable

_TOO_LARGE = "The workbook has a row, or a list of texts or formats, that is far too large. Save the sheet as CSV."
_ODD = "The workbook is not written as Excel writes them. Save it again in Excel, or as CSV."
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252"}


class Archive(zipfile.ZipFile):
    """A ZIP file. Raises zipfile.BadZipFile when it is none, and Unreadable when it lists too many members."""

    def __init__(self, file: Any) -> None:
        super().__init__(_List(file))
        self.fp = file


class _List:
    """A file as the ZIP reader sees it while it reads the list of members: it asks for that at once."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def read(self, size: int = -1) -> bytes:
        if size > MAX_ENTRIES:
            raise Unreadable("The ZIP file holds far too many files. Upload the CSV file itself.")
        return self.file.read(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


class WorkbookArchive(Archive):
    """Gives out XML parts as far as they can be taken in whole; after `next_row`, as far as one row can be. Their reads
    raise Unreadable. One part is read at a time."""

    def open(self, *args: Any, **kwargs: Any) -> IO[bytes]:  # type: ignore[override]
        self.most, self.tags, self.size = MAX_PART_TAGS, 0, 0
        return io.BufferedReader(_Part(super().open(*args, **kwargs), self))

    def next_row(self) -> None:
        """The row that was being read is at its end."""
        self.most, self.tags, self.size = MAX_ROW_TAGS, 0, 0

    def take(self, chunk: bytes) -> None:
        self.tags += chunk.count(b"<")
        self.size += len(chunk)
        by_rows = self.most == MAX_ROW_TAGS
        if self.tags > self.most or (by_rows and self.size > MAX_ROW_SIZE):
            raise Unreadable(_TOO_LARGE)


class _Part(io.RawIOBase):
    def __init__(self, source: IO[bytes], archive: WorkbookArchive) -> None:
        self.source, self.archive = source, archive
        self.begun, self.since_tag = False, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        chunk = self.source.read(len(buffer))
        if not self.begun:
            self._check_encoding(chunk)
        self.archive.take(chunk)
        tag = chunk.rfind(b"<")
        self.since_tag = len(chunk) - tag if tag >= 0 else self.since_tag + len(chunk)
        if self.since_tag > MAX_LINE:
            raise Unreadable(_TOO_LARGE)
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _check_encoding(self, start: bytes) -> None:
        """In another encoding a tag may begin with another byte than is counted here."""
        self.begun = True
        said = _ENCODING.search(start[:200])
        if said and said[1].lower() not in _ENCODINGS:
            raise Unreadable(_ODD)

    def close(self) -> None:
        self.source.close()
        super().close()
