"""Counting the parts of one large file of crimes in two processes at once.

Each is given the open file by its number, so that a file without a path will do, and nothing is written to disk. What
they cannot be sure of they leave: then the caller counts again in one process. Pure; it runs as a module of its own.
"""

from __future__ import annotations

import gc
import io
import json
import os
import secrets
import struct
import subprocess
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

from offences.extracts import cuts, packed
from offences.extracts.limits import MAX_LINE, Unreadable
from offences.extracts.tally import Again, Bad, Columns, Lines, Tally, TooMany

MODULE = "offences.extracts.side_by_side"
WORTH = 20 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]
_TOLD = struct.Struct("q")
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
    """What is done with the parts. `suspect`: only the lines with these records are wanted, None for the tally."""

    columns: Columns
    most: int
    suspect: list[int] | None = None


@dataclass
class Share:
    """What became of the parts that one process had: the tally or the repeated records of them all; the bad lines and
    the number of the last line of each."""

    into: Tally | Again
    bad: dict[int, list[Bad]]
    last: dict[int, int]


def number_of(file: Any) -> int | None:
    """The number that the system knows an open file by; None for one that is only in memory."""
    try:
        return file.fileno() if os.name == "posix" and (os.cpu_count() or 1) > 1 else None
    except (AttributeError, OSError, ValueError):
        return None


def halves(part: Part, file: IO[bytes]) -> list[Part]:
    """A plain file cut in two at a line end near its middle; none when there is no line end. Whether it is inside
    quotation marks is seen only when the first half has been read."""
    file.seek(part.size // 2)
    line = file.readline(MAX_LINE)
    middle = part.size // 2 + len(line)
    if not line.endswith(b"\n"):
        return []
    first = replace(part, size=middle, start=0, end=middle)
    return [first, replace(part, size=part.size - middle, after=0, start=middle, end=part.size)]


def count(
    number: int, parts: Sequence[Part], task: Task, seed: str, told: Callable[[int], None] | None = None
) -> list[Share] | None:
    """What becomes of the parts; None when it must be done in one process. The hashes of records can be compared under
    one `seed`."""
    shares = _shares(parts)
    with ExitStack() as stack:
        hears, tells = os.pipe()
        stack.callback(os.close, hears)
        try:
            jobs = [_job(number, tells, parts, share, task) for share in shares]
            workers = [stack.enter_context(_worker(job, seed)) for job in jobs]
        finally:
            os.close(tells)
        _hear(hears, told)
        answers = [worker.communicate()[0] for worker in workers]
        if any(worker.returncode for worker in workers):
            return None
    return [_unpacked(io.BytesIO(answer), task) for answer in answers]


def new_seed() -> str:
    return str(1 + secrets.randbelow(2**32 - 1))


def _shares(parts: Sequence[Part]) -> list[list[int]]:
    """Which parts each process has: about as many bytes each."""
    shares: list[list[int]] = [[], []]
    sizes = [0, 0]
    for at in sorted(range(len(parts)), key=lambda at: -parts[at].size):
        least = sizes.index(min(sizes))
        shares[least].append(at)
        sizes[least] += parts[at].size
    return [share for share in shares if share]


def _job(number: int, tells: int, parts: Sequence[Part], share: Sequence[int], task: Task) -> dict[str, Any]:
    return {"file": number, "tells": tells, "parts": {at: asdict(parts[at]) for at in share}, "task": asdict(task)}


@contextmanager
def _worker(job: dict[str, Any], seed: str) -> Iterator[subprocess.Popen[bytes]]:
    worker = subprocess.Popen(  # noqa: S603 our own module
        [sys.executable, "-S", "-m", MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=(job["file"], job["tells"]),
        cwd=_ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(_ROOT)},
    )
    try:
        with suppress(BrokenPipeError):
            worker.stdin.write(json.dumps(job).encode())  # type: ignore[union-attr]
            worker.stdin.close()  # type: ignore[union-attr]
        worker.stdin = None
        yield worker
    finally:
        worker.kill()
        worker.wait()
        worker.stdout.close()  # type: ignore[union-attr]


def _hear(hears: int, told: Callable[[int], None] | None) -> None:
    """Until both processes have read everything."""
    read = 0
    while heard := os.read(hears, 512 * _TOLD.size):
        read += sum(size for (size,) in _TOLD.iter_unpack(heard))
        if told:
            told(read)


# What the processes do


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
    return Tally(task.most) if task.suspect is None else Again(set(task.suspect))


def _packed(share: Share) -> Iterator[bytes]:
    into = share.into
    keys = list(into.counts.items() if isinstance(into, Tally) else into.keys.items())
    columns = (into.seen, into.suspect) if isinstance(into, Tally) else (into.hashes, into.kinds)
    arrays = [array("q", column).tobytes() for column in columns]
    said = {"keys": keys, "bad": share.bad, "last": share.last, "lines": getattr(into, "lines", 0)}
    yield json.dumps(said | {"sizes": list(map(len, arrays))}).encode() + b"\n"
    yield from arrays


def _unpacked(answer: IO[bytes], task: Task) -> Share:
    said = json.loads(answer.readline())
    one, other = (array("q", answer.read(size)) for size in said["sizes"])
    keys = {(month, place, tuple(cells)): of for (month, place, cells), of in said["keys"]}
    if task.suspect is None:
        into: Tally | Again = Tally(task.most, Counter(keys), one, set(other), said["lines"])
    else:
        into = Again(set(), keys, one, other)
    bad = {int(at): [Bad(*each) for each in ones] for at, ones in said["bad"].items()}
    return Share(into, bad, {int(at): last for at, last in said["last"].items()})


def _main() -> int:
    job = json.load(sys.stdin)
    task = Task(**job["task"] | {"columns": Columns(**job["task"]["columns"])})
    gc.disable()  # nothing here refers to itself
    try:
        share = _share(job, task, lambda size: os.write(job["tells"], _TOLD.pack(size)) and None)
    except (UnicodeError, cuts.GiveUp, TooMany, Unreadable):
        return _CANNOT
    os.close(job["tells"])
    sys.stdout.buffer.writelines(_packed(share))
    return 0


if __name__ == "__main__":
    sys.exit(_main())
