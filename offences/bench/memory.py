"""Memory, measured in a process that does nothing else. Pure."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

_PROCESSES = Path("/proc")
_EVERY_SECONDS = 0.01


def growth_mb(do: Callable[..., Any], *said: Any) -> float:
    """How far above what this process holds now memory rises while something is done, in MB (1,048,576 bytes): its own,
    and all that processes hold that are started for it. Never too little: the peaks of all of them are added up, and
    where this process held more at an earlier time that counts as its peak."""
    idle = _mb("self", "VmRSS")
    with _Started() as started:
        do(*said)
    return _mb("self", "VmHWM") - idle + sum(started.peaks.values())


def most_mb() -> float:
    """The most that this process has held, in MB (1,048,576 bytes)."""
    return _mb("self", "VmHWM")


class _Started:
    """Looks again and again at the most that each process started by this one has held."""

    def __init__(self) -> None:
        self.peaks: dict[str, float] = {}
        self.done = Event()
        self.watch = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Started:
        self.watch.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.done.set()
        self.watch.join()

    def _watch(self) -> None:
        while not self.done.wait(_EVERY_SECONDS):
            for number in _children():
                # The latest is the most, but for the moment in which a new process is still a copy of this one.
                self.peaks[number] = _mb(number, "VmHWM") or self.peaks.get(number, 0.0)


def _children() -> list[str]:
    found = _PROCESSES.glob(f"{os.getpid()}/task/*/children")
    return [number for path in found for number in _text(path).split()]


def _mb(process: str, which: str) -> float:
    """Linux says both what is held now (VmRSS) and the most there was (VmHWM). Others say only the most, and of this
    process only; Linux's own answer to that question begins with what the parent process held."""
    if _PROCESSES.exists():
        lines = _text(_PROCESSES / process / "status").splitlines()
        return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{which}:"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / (1024 if sys.platform == "darwin" else 1)


def _text(path: Path) -> str:
    """What a file says; nothing once its process is gone."""
    try:
        return path.read_text()
    except OSError:
        return ""
