"""The bytes of a text file as it came: plain, gzipped, or the members of a ZIP file. Never unpacked to disk.

Every read is watched: for more than may be unpacked, for bytes that no text has, for a line without an end.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from offences.extracts import utf16
from offences.extracts.archives import Archive
from offences.extracts.limits import (
    MAX_LINE,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED,
    MAX_UNPACKED_TEXT,
    Unreadable,
    size_words,
)

GZIP, ZIP = b"\x1f\x8b", b"PK"
_NOT_TEXT = "This is not a CSV file or an Excel workbook (.xlsx)."
_DAMAGED = "The packed file is damaged. Pack it again, or upload the CSV file itself."
_PACKED_TIGHT = "The file is packed far more tightly than a table of figures can be. Upload the CSV file itself."
_ENDINGS = (".csv", ".tsv")
_AT_ONCE = 64 * 1024


@dataclass(frozen=True)
class Member:
    """A text file: its name when it was one of several, and how to read its bytes from the start. `place` is which of
    the members of `file` it is, -1 when it is the file itself; `size` what it unpacks to, 0 when that is not known."""

    name: str
    open: Callable[[], IO[bytes]]
    file: IO[bytes]
    place: int = -1
    size: int = 0


def members(file: bytes | IO[bytes]) -> tuple[Member, ...]:
    """The text files in some bytes or a seekable file. Raises Unreadable for a ZIP file without a CSV file, or one
    packed to burst."""
    file = io.BytesIO(file) if isinstance(file, bytes) else file
    start, size = _start(file), file.seek(0, io.SEEK_END)
    if start.startswith(GZIP):
        most = min(MAX_UNPACKED_TEXT, MAX_RATIO * max(size, 1024))
        return (Member("", lambda: watched(gzip.GzipFile(fileobj=_View(file)), most), file),)
    if start.startswith(ZIP):
        return _zip_members(file)
    return (Member("", lambda: watched(_View(file), size), file, -1, size),)


def is_workbook(file: IO[bytes]) -> bool:
    """Whether a ZIP file is to be read as an Excel workbook: it holds no CSV file."""
    return _start(file).startswith(ZIP) and not _csv_members(_archive(file))


def _start(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(4)


class _View(io.RawIOBase):
    """A file read from its start, whoever else reads it meanwhile; closing this leaves it open."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.at = file, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        self.file.seek(self.at)
        chunk = self.file.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self.at += len(chunk)
        return len(chunk)


def check_unpacked(infos: list[zipfile.ZipInfo], what: str, instead: str, most: int = 0) -> None:
    """Raises Unreadable when the members unpack to too much, or are packed as only a trap is."""
    most = most or MAX_UNPACKED
    if sum(info.file_size for info in infos) > most:
        raise Unreadable(f"{what} unpacks to more than {size_words(most)}. {instead}")
    if any(info.file_size > MAX_RATIO * max(info.compress_size, 1024) for info in infos):
        raise Unreadable(f"{what} is packed far more tightly than a table of figures can be. {instead}")


def _archive(file: IO[bytes]) -> zipfile.ZipFile | None:
    try:
        return Archive(file)
    except Unreadable:
        raise
    except Exception:  # damaged, it fails in any of many ways
        return None


def _csv_members(archive: zipfile.ZipFile | None) -> list[zipfile.ZipInfo]:
    infos = archive.infolist() if archive else []
    return [
        info for info in infos if info.filename.lower().endswith(_ENDINGS) and not info.filename.startswith("__MACOSX")
    ]


def _zip_members(file: IO[bytes]) -> tuple[Member, ...]:
    archive = _archive(file)
    infos = _csv_members(archive)
    if archive is None or not infos:
        raise Unreadable(_NOT_TEXT)
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("The ZIP file has a password. Upload it without one.")
    if len(infos) > MAX_MEMBERS:
        raise Unreadable(f"The ZIP file holds more than {MAX_MEMBERS} CSV files. Upload it in parts.")
    check_unpacked(infos, "The ZIP file", "Upload its files one by one.", MAX_UNPACKED_TEXT)
    several = len(infos) > 1
    infos.sort(key=lambda info: info.filename)
    return tuple(
        Member(info.filename if several else "", _opener(archive, info), file, place, info.file_size)
        for place, info in enumerate(infos)
    )


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: watched(_opened(archive, info), info.file_size)


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(info)
    except Exception:  # damaged, it fails in any of many ways
        raise Unreadable(_DAMAGED) from None


def watched(source: Any, most: int) -> IO[bytes]:
    return io.BufferedReader(_Watched(source, most), _AT_ONCE)


class _Watched(io.RawIOBase):
    def __init__(self, source: Any, most: int) -> None:
        self.source, self.most = source, most
        self.read_so_far = self.since_line_end = 0
        self.may_hold_nul = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        try:
            chunk = self.source.read(len(buffer))
        except Exception:  # damaged, it fails in any of many ways
            raise Unreadable(_DAMAGED) from None
        self._check(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _check(self, chunk: bytes) -> None:
        if not self.read_so_far:
            self.may_hold_nul = bool(utf16.codec(chunk))
        self.read_so_far += len(chunk)
        if self.read_so_far > self.most:
            raise Unreadable(_PACKED_TIGHT)
        if b"\0" in chunk and not self.may_hold_nul:
            raise Unreadable(_NOT_TEXT)
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        self.since_line_end = len(chunk) - end if end >= 0 else self.since_line_end + len(chunk)
        if self.since_line_end > MAX_LINE:
            raise Unreadable(f"The file has a line longer than {size_words(MAX_LINE)}: it is not a table of figures.")

    def close(self) -> None:
        self.source.close()
        super().close()
