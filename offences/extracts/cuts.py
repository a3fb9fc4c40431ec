"""Cutting a text with one record a line into the columns that are wanted, faster than the standard reader does.

Only lines that leave no doubt are cut here: every line of a block has all its cells, and quotation marks stand around
whole cells only. A block with any other line is left to the csv module, so that the answers are the same. Pure.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import IO, Any

from offences.extracts.limits import MAX_LINE, Unreadable
from offences.extracts.tally import Lines, as_text

# So many bytes hold a few hundred lines: more would fall out of the processor's own memory.
BLOCK = 64 * 1024
# In so many bytes an odd line is looked for one line at a time.
PIECE = 2 * 1024
# Stand for a delimiter, and a quotation mark, that were inside quotation marks.
_DELIMITER, _QUOTE = b"\x1f", b"\x1e"
_BLANKED = b"\x1f\x1e"


class GiveUp(Exception):
    """The text is not one that can be read in blocks of lines."""


@dataclass(frozen=True)
class Dialect:
    codec: str
    delimiter: str

    def as_cut(self, cell: str) -> bytes:
        """A cell as a block that is cut gives it."""
        return cell.encode(self.codec).replace(self.delimiter.encode(), _DELIMITER).replace(b'"', _QUOTE)


@dataclass
class Text:
    """Bytes in blocks of whole lines. `cut_short`: they end inside quotation marks."""

    source: IO[bytes]
    rest: bytes = b""
    pieces: list[bytes] = field(default_factory=list)
    cut_short: bool = False

    def block(self) -> bytes:
        """The next lines; b"" at the end."""
        if self.pieces:
            return self.pieces.pop()
        while chunk := self.source.read(BLOCK):
            self.rest += chunk
            if end := self.rest.rfind(b"\n") + 1:
                block, self.rest = self.rest[:end], self.rest[end:]
                return block
            if len(self.rest) > MAX_LINE:
                raise GiveUp
        block, self.rest = self.rest, b""
        return block

    def line(self) -> bytes:
        """The next line; b"" at the end."""
        block = self.block()
        end = block.find(b"\n") + 1 or len(block)
        if end < len(block):
            self.pieces.append(block[end:])
        return block[:end]

    def more(self) -> Iterator[bytes]:
        """Further lines, for a record that is not yet at its end: it may be no longer than a line."""
        taken = 0
        for line in iter(self.line, b""):
            taken += len(line)
            if taken > MAX_LINE:
                raise GiveUp
            yield line
        self.cut_short = True

    def again_in_pieces(self, block: bytes) -> bool:
        """Puts a block back, to come in small ones; False when it is one already."""
        if (block.find(b"\n", PIECE) + 1 or len(block)) == len(block):
            return False
        pieces = []
        while block:
            end = block.find(b"\n", PIECE) + 1 or len(block)
            pieces.append(block[:end])
            block = block[end:]
        self.pieces += reversed(pieces)
        return True


@dataclass
class Cutter:
    """Cuts blocks into `columns` of the `width` that a line has."""

    width: int
    columns: Sequence[int]
    delimiter: bytes
    blanking: bool = True
    pattern: re.Pattern[bytes] = field(init=False)
    quoted: re.Pattern[bytes] = field(init=False)

    def __post_init__(self) -> None:
        delimiter = re.escape(self.delimiter)
        cell, last = b"[^" + delimiter + b"]*+", b"[^" + delimiter + rb"\r\n]*+"
        cells = [last if at == self.width - 1 else cell for at in range(self.width)]
        cells = [b"(" + each + b")" if at in self.columns else each for at, each in enumerate(cells)]
        self.pattern = re.compile(b"^" + delimiter.join(cells) + rb"\r?\n", re.MULTILINE)
        begins, ends = rb"(?<![^\n" + delimiter + rb']")', rb"(?=[\r\n" + delimiter + rb"])"
        self.quoted = re.compile(rb'"' + begins + rb'[^"\r\n]*+(?:""[^"\r\n]*+)*+"' + ends)

    def cut(self, block: bytes) -> dict[int, Sequence[bytes]] | None:
        """Each column's cells, in order; None when a line is not as plain as it must be."""
        if not _plain(block):
            return None
        if b'"' not in block:
            return self._cut(block)
        if self.blanking:
            cut = self._cut(self.quoted.sub(_BLANKED, block))
            if cut is None or not any(_BLANKED in cells for cells in cut.values()):
                return cut
            self.blanking = False
        return self._cut(self.quoted.sub(self._unquoted, block))

    def _cut(self, block: bytes) -> dict[int, Sequence[bytes]] | None:
        """A cell that takes in the end of its line makes two lines one: then they are fewer than there are ends."""
        lines = self.pattern.findall(block)
        if len(lines) != block.count(b"\n") or b'"' in block:
            return None
        return dict(zip(self.columns, zip(*lines, strict=True), strict=True))

    def _unquoted(self, match: re.Match[bytes]) -> bytes:
        return match[0][1:-1].replace(b'""', _QUOTE).replace(self.delimiter, _DELIMITER)

    def kept(self, cell: bytes) -> bytes:
        """The cell as it was before it was cut."""
        return cell.replace(_DELIMITER, self.delimiter).replace(_QUOTE, b'"')


def _plain(block: bytes) -> bool:
    """Whether the only line ends are those that end every line, and the stand-ins are free."""
    lone = block.count(b"\r") != block.count(b"\r\n") if b"\r" in block else False
    return block.endswith(b"\n") and not lone and _DELIMITER not in block and _QUOTE not in block


def count(source: IO[bytes], codec: str, delimiter: str, after: int, lines: Lines) -> tuple[int, bool]:
    """Takes in what is below line `after`. Gives the number of the last line, and whether the text ends with the end
    of a record. Raises UnicodeError or GiveUp when the text must be read in another way."""
    text, columns = Text(source), lines.columns
    for _ in range(after):
        text.line()
    cutter = Cutter(columns.width, columns.used, delimiter.encode())
    lines.decode = lambda cell: as_text(cutter.kept(cell).decode(codec) if isinstance(cell, bytes) else cell)
    last = after
    while block := text.block():
        cut = cutter.cut(block) if len(columns.used) > 1 else None
        if cut and lines.columns_of(cut, cut.get(columns.record, ())):
            last += len(cut[columns.month])
        elif not text.again_in_pieces(block):
            last = _one_by_one(block, text, Dialect(codec, delimiter), last, lines)
    return last, not text.cut_short


def _one_by_one(block: bytes, text: Text, dialect: Dialect, before: int, lines: Lines) -> int:
    """Takes in a block by the csv module, and what more its last record needs; gives the number of the last line."""
    within = block.splitlines(keepends=True)
    reader = csv.reader(
        (line.decode(dialect.codec) for line in chain(within, text.more())), delimiter=dialect.delimiter
    )
    lines.one_by_one(_records(reader, len(within), before), dialect.as_cut)
    return before + reader.line_num


def _records(reader: Any, within: int, before: int) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of the line that it ends on."""
    at = 0
    try:
        while reader.line_num < within:
            cells = next(reader)
            at = reader.line_num
            yield before + at, cells
    except csv.Error as problem:
        number = before + at + 1
        raise Unreadable(f"Line {number} cannot be read: {problem}. Look for a quotation mark too many.") from None
