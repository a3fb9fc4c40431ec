"""Counting the parts of one large file of crimes in two processes at once.

Each is given the open file by its number, so that a file without a path will do, and nothing is written to disk. What
they cannot be sure of they leave: then the caller counts again in one process. Pure.
"""

from __future__ import annotations

import io
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any

from offences.extracts import crime_parts
from offences.extracts.crime_parts import TOLD, Part, Share, Task
from offences.extracts.limits import MAX_LINE

# What less unpacks to is counted before two processes have started. A plain file needs no unpacking: it takes little
# longer in one process than reading it does, and far less memory.
WORTH, WORTH_PLAIN = 20 * 1024 * 1024, 150 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]


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
    return [crime_parts.unpacked_share(io.BytesIO(answer), task) for answer in answers]


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
        [sys.executable, "-S", "-m", crime_parts.__name__],
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
    while heard := os.read(hears, 512 * TOLD.size):
        read += sum(size for (size,) in TOLD.iter_unpack(heard))
        if told:
            told(read)
