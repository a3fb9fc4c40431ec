"""A text file as a sheet: its characters, its delimiter, its lines. Read from its bytes as often as it is asked for and
never held whole."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import IO

from offences.extracts import annotations, limits, lines, packed, utf16
from offences.extracts.how import DELIMITERS, FOUND, How
from offences.extracts.limits import Unreadable
from offences.extracts.lines import HEAD, Line, Records, T

_CODECS = {"utf-8": "utf-8-sig", "utf-16": "utf-16", "cp1252": "cp1252"}
_WINDOWS = "The file is not UTF-8. It was read as Windows text (cp1252): check names with accents, £ signs or dashes."
_NO_ENCODING = "The file's characters cannot be read. Save it as “CSV UTF-8” and upload that."
_MOST_SHARED = 10_000
_AT_ONCE = 64 * 1024
# Excel writes, and heeds, a first line that says the delimiter.
_SAID = re.compile(r'\ufeff?"?sep=(.)"?[\r\n]', re.IGNORECASE)


class TextSheet:
    """`encoding` and `delimiter` are those of `how`, or what was found."""

    def __init__(self, member: packed.Member, how: How = FOUND) -> None:
        self.name, self.member, self.how = member.name, member, how
        self.notices: tuple[str, ...] = ()
        self.codec = _CODECS.get(how.encoding, "utf-8-sig")
        if how.encoding in ("", "utf-16"):
            with member.open() as source:
                self.codec = utf16.codec(source.read(utf16.LOOK)) or self.codec

    @property
    def encoding(self) -> str:
        return "utf-16" if self.codec.startswith("utf-16") else self.codec.removesuffix("-sig")

    @cached_property
    def head(self) -> tuple[Line, ...]:
        return self.through(lambda records: tuple(islice(_lines(records), HEAD)))

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.fold(tuple)

    @cached_property
    def delimiter(self) -> str:
        return self.how.delimiter or _delimiter(self._decoded(lambda source: "".join(islice(source, HEAD))))

    def fold(self, use: Callable[[Iterable[Line]], T]) -> T:
        what = f"“{self.name}”" if self.name else "The file"
        return self.through(lambda records: use(lines.limited(_lines(records), what, limits.MAX_ROWS)))

    def through(self, fold: Callable[[Records], T], width: int = 0) -> T:
        delimiter = self.delimiter
        return self._decoded(lambda source: _folded(fold, _Records(source, delimiter)))

    def _decoded(self, use: Callable[[IO[str]], T]) -> T:
        """What `use` makes of the text. It is asked again from the start when the text turns out not to be UTF-8."""
        try:
            with io.TextIOWrapper(self.member.open(), encoding=self.codec, newline="") as source:
                return use(source)
        except UnicodeError:
            if self.how.encoding or self.codec != "utf-8-sig":
                raise Unreadable(self._not_it()) from None
        self.codec, self.notices = "cp1252", (_WINDOWS,)
        return self._decoded(use)

    def _not_it(self) -> str:
        return f"The file's characters are not {self.encoding}. Choose another." if self.how.encoding else _NO_ENCODING


class _Records:
    """The records of a text. Quotation marks can hide every end of a line: a record may be no longer than a line."""

    def __init__(self, source: IO[str], delimiter: str) -> None:
        self.source, self.taken, self.ended = source, 0, 0
        self.records = csv.reader(chain.from_iterable(iter(self._lines, [])), delimiter=delimiter)

    @property
    def line_num(self) -> int:
        return self.records.line_num

    def __iter__(self) -> Iterator[list[str]]:
        for cells in self.records:
            self.taken, self.ended = 0, self.records.line_num
            yield cells

    def _lines(self) -> list[str]:
        if self.taken > limits.MAX_LINE:
            raise Unreadable(f"Line {self.ended + 1} has no end. Look for a quotation mark too many.")
        lines = self.source.readlines(_AT_ONCE)
        self.taken += sum(map(len, lines))
        return lines


def _folded(fold: Callable[[Records], T], records: Records) -> T:
    try:
        return fold(records)
    except csv.Error as problem:
        line = records.line_num
        raise Unreadable(f"Line {line} cannot be read: {problem}. Look for a quotation mark too many.") from None


def _delimiter(start: str) -> str:
    """The one that the file says, or that cuts most of the first lines into as many cells each. A comma with a blank
    after it is more likely one of a sentence: it counts when nothing else does."""
    if said := _SAID.match(start):
        return said[1]
    return max(DELIMITERS, key=lambda one: (_cuts(start.replace(f"{one} ", " "), one), _cuts(start, one)))


def _cuts(start: str, delimiter: str) -> int:
    records = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    try:
        widths = Counter(map(len, records))
    except csv.Error:  # cut in the wrong place, a line may be one cell that is too long
        return 0
    return max((times * (width - 1) for width, times in widths.items()), default=0)


def _lines(records: Records) -> Iterator[Line]:
    return annotations.without(_filled(records))


def _filled(records: Records) -> Iterator[Line]:
    """The lines that hold anything. A record over several lines has the number of its first."""
    number, shared = 1, _Shared()
    try:
        for cells in records:
            last = records.line_num
            if any(cells) and any(map(str.strip, cells)) and not (number == 1 and _says_delimiter(cells)):
                yield Line(number, shared.cells(lines.within_columns(number, cells)), last)
            number = last + 1
    except csv.Error as problem:
        raise Unreadable(f"Line {number} cannot be read: {problem}. Look for a quotation mark too many.") from None


class _Shared:
    """Most cells of a table say what others said before: each text is held once, as far as there are not too many."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def cells(self, cells: Sequence[str]) -> tuple[str, ...]:
        if len(self.texts) > _MOST_SHARED:
            self.texts.clear()
        return tuple(map(self.texts.setdefault, cells, cells))


def _says_delimiter(cells: list[str]) -> bool:
    return len(cells) <= 2 and cells[0].lower().startswith("sep=") and len("".join(cells)) <= len("sep=;")
