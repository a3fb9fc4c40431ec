"""What a process of its own does with some parts of a large file of crimes (side_by_side starts it): it counts them.

It imports little, so that it starts at once.
"""

from __future__ import annotations

import gc
import io
import json
import os
import struct
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from offences.extracts import cuts, packed
from offences.extracts.limits import Unreadable
from offences.extracts.tally import Again, Bad, Columns, Lines, Tally, TooMany

TOLD = struct.Struct("q")
_TELL_EVERY = 1024 * 1024
_CANNOT = 3


@dataclass(frozen=True)
class Part:
    """A member of a ZIP file, or the bytes from `start` to `end` of a plain file (`member` is -1), and how it is
    read."""

    member: int
    size: int
    codec: str
    delimiter: str
    after: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Task:
    """What is done with the parts. `repeated`: only the lines of these records are wanted; None for the tally."""

    columns: Columns
    most: int
    repeated: list[int] | None = None


@dataclass
class Share:
    """What became of the parts that one process had: the tally or the repeated records of them all; the bad lines and
    the number of the last line of each."""

    into: Tally | Again
    bad: dict[int, list[Bad]]
    last: dict[int, int]


class _Numbered(io.RawIOBase):
    """The bytes of an open file from `start` to `end`, read without moving where others read it."""

    def __init__(self, number: int, start: int, end: int, tell: Callable[[int], None]) -> None:
        self.number, self.start, self.end, self.tells, self.at, self.untold = number, start, end, tell, start, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.at = offset + (self.start, self.at, self.end)[whence]
        return self.at - self.start

    def tell(self) -> int:
        return self.at - self.start

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        chunk = os.pread(self.number, max(0, min(len(buffer), self.end - self.at)), self.at)
        buffer[: len(chunk)] = chunk
        self.at += len(chunk)
        self.untold += len(chunk)
        if self.untold > _TELL_EVERY:
            self.tells(self.untold)
            self.untold = 0
        return len(chunk)


def _opened(part: Part, number: int, tell: Callable[[int], None]) -> IO[bytes]:
    if part.member < 0:
        return packed.watched(io.BufferedReader(_Numbered(number, part.start, part.end, tell)), part.size)
    whole = _Numbered(number, 0, os.fstat(number).st_size, tell)
    return packed.members(io.BufferedReader(whole, 64 * 1024))[part.member].open()


def _share(job: dict[str, Any], task: Task, tell: Callable[[int], None]) -> Share:
    share = Share(_into(task), {}, {})
    for at, part in job["parts"].items():
        lines = Lines(task.columns, _into(task))
        part = Part(**part)
        with _opened(part, job["file"], tell) as source:
            share.last[at], whole = cuts.count(source, part.codec, part.delimiter, part.after, lines)
        if not whole:
            raise cuts.GiveUp
        share.bad[at] = lines.bad
        share.into.join(lines.into)
    return share


def _into(task: Task) -> Tally | Again:
    return Tally(task.most) if task.repeated is None else Again(set(task.repeated))


def packed_share(share: Share) -> Iterator[bytes | array[int]]:
    into = share.into
    keys = list(into.counts.items() if isinstance(into, Tally) else into.keys.items())
    arrays = [into.seen, array("q")] if isinstance(into, Tally) else [into.hashes, into.kinds]
    said = {"keys": keys, "bad": share.bad, "last": share.last, "lines": getattr(into, "lines", 0)}
    yield json.dumps(said | {"sizes": [len(one) * one.itemsize for one in arrays]}).encode() + b"\n"
    yield from arrays


def unpacked_share(answer: IO[bytes], task: Task) -> Share:
    said = json.loads(answer.readline())
    one, other = (array("q", answer.read(size)) for size in said["sizes"])
    keys = {(month, place, tuple(cells)): of for (month, place, cells), of in said["keys"]}
    if task.repeated is None:
        into: Tally | Again = Tally(task.most, Counter(keys), one, said["lines"])
    else:
        into = Again(set(), keys, one, other)
    bad = {int(at): [Bad(*each) for each in ones] for at, ones in said["bad"].items()}
    return Share(into, bad, {int(at): last for at, last in said["last"].items()})


def _main() -> int:
    job = json.load(sys.stdin)
    task = Task(**job["task"] | {"columns": Columns(**job["task"]["columns"])})
    gc.disable()  # nothing here refers to itself
    try:
        share = _share(job, task, lambda size: os.write(job["tells"], TOLD.pack(size)) and None)
    except (UnicodeError, cuts.GiveUp, TooMany, Unreadable):
        return _CANNOT
    os.close(job["tells"])
    sys.stdout.buffer.writelines(packed_share(share))
    return 0


if __name__ == "__main__":
    sys.exit(_main())
