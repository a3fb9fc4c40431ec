"""Where files are made: in a process of their own, few at a time, with limits of time and memory.

A paper that would take for ever, or all of the memory, ends there with a sentence for the person who asked, and the
pages of the service go on. Python, Typst and what they hold are gone when the files are there (docs/decisions/0013).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from zipfile import ZipFile

from documents.blocks import Document
from documents.press_child import NO_MEMORY, UNFIT
from documents.store import to_json

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
# What the child may know of this process's environment: no password, no key, no address.
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")
_LOOK_AGAIN_SECONDS = 0.05


@dataclass(frozen=True)
class Limits:
    """For one paper: seconds by the clock, processor seconds, bytes of address space, and how far others go first.

    `wait` is how many seconds a paper stands in the queue before its person is told to come back."""

    clock: float = 90
    seconds: int = 60
    memory: int = 1 << 30
    niceness: int = 5
    wait: float = 30


LIMITS = Limits()

# Of the folder of locks in that of temporary files; it stays there, empty files and all.
QUEUE = "cpstrategy-press-"
# Papers made at once on this machine: half of its processors, so that pages always find one free.
AT_ONCE = max(1, (os.cpu_count() or 1) // 2)
# Requests of this process that make a paper or wait to: the other threads serve pages.
_PLACES = BoundedSemaphore(2)


class NotMade(Exception):
    """No file was made. The message is a sentence for the person who asked for it."""


BUSY = "Other papers are being made at this moment. Try again in a minute."
_ADVICE = "Try a shorter paper, or tell the person who runs the service."
TOO_LONG = f"The files were not made: it took too long. {_ADVICE}"
TOO_LARGE = f"The files were not made: the paper needs too much memory. {_ADVICE}"
FAILED = "The files could not be made. The log of the service says why: tell the person who runs it."


def make(
    document: Document, kinds: Iterable[str], stem: str, limits: Limits = LIMITS, *, template: bytes = b""
) -> dict[str, bytes]:
    """{kind: bytes}, as documents.files.make. Raises NotMade.

    `template` is a Word file that documents.word_template took."""
    order = asdict(limits) | {"kinds": sorted(kinds), "stem": stem, "template": len(template)}
    with _place(limits.wait):
        written = _run(json.dumps(order), template + to_json(document).encode(), limits.clock)
    with ZipFile(BytesIO(written)) as files:
        return {kind: files.read(kind) for kind in files.namelist()}


def _run(order: str, given: bytes, seconds: float) -> bytes:
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        return _made(order, given, seconds, folder)


def _made(order: str, given: bytes, seconds: float, folder: str) -> bytes:
    """`folder` takes what the child writes besides: it goes even when the child is killed."""
    command = [sys.executable, "-m", "documents.press_child", order]
    known = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # One thread for Typst and few heaps: a paper takes one processor, and the same memory on a machine with many.
    environment = known | {"TMPDIR": folder, "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
    try:
        done = subprocess.run(  # noqa: S603
            command, input=given, capture_output=True, cwd=ROOT, env=environment, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotMade(TOO_LONG) from None
    if done.returncode == UNFIT:
        raise NotMade(f"The Word template cannot be used. {done.stdout.decode()}.")
    if done.returncode:
        raise _problem(done.returncode, done.stderr.decode(errors="replace"))
    return done.stdout


def _problem(code: int, said: str) -> NotMade:
    log.error("A paper's files were not made (exit status %s): %s", code, said[-2000:])
    if code == -signal.SIGXCPU:
        return NotMade(TOO_LONG)
    return NotMade(TOO_LARGE if code in (NO_MEMORY, -signal.SIGABRT, -signal.SIGKILL) else FAILED)


@contextlib.contextmanager
def _place(seconds: float) -> Iterator[None]:
    """One of the places of this process at once, and one of those of the machine as soon as there is one."""
    if not _PLACES.acquire(blocking=False):
        raise NotMade(BUSY)
    try:
        with _slot(time.monotonic() + seconds):
            yield
    finally:
        _PLACES.release()


@contextlib.contextmanager
def _slot(deadline: float) -> Iterator[None]:
    """A lock on one of a few files, shared by all processes of this user on this machine; it goes with its process."""
    folder = Path(tempfile.gettempdir()) / f"{QUEUE}{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    while (lock := _first_free(folder)) is None:
        if time.monotonic() > deadline:
            raise NotMade(BUSY)
        time.sleep(_LOOK_AGAIN_SECONDS)
    try:
        yield
    finally:
        os.close(lock)


def _first_free(folder: Path) -> int | None:
    for number in range(AT_ONCE):
        lock = os.open(folder / str(number), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return lock
    return None
