"""Time and memory, measured in a process that does nothing else. Pure."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_STATUS = Path("/proc/self/status")


class Differs(Exception):
    """The two sides of a comparison do not give the same answer: their times mean nothing."""


@dataclass(frozen=True)
class Job:
    """Where the files of the bench are, how many rows a file has (0: as many as the bench says), and how often each
    side is timed."""

    folder: Path
    rows: int = 0
    rounds: int = 3


def same(what: str, one: object, other: object) -> None:
    """Raises Differs unless both are equal."""
    if one != other:
        raise Differs(f"{what}: the two sides differ.")


def seconds(do: Callable[..., Any], *said: Any) -> float:
    """How long it takes by the clock."""
    start = time.perf_counter()
    do(*said)
    return time.perf_counter() - start


def best_of(rounds: int, sides: Mapping[str, Callable[[], Any]]) -> dict[str, float]:
    """The shortest time of each side in seconds. They take turns, so that what else the machine does meets both."""
    taken = [{name: seconds(do) for name, do in sides.items()} for _ in range(rounds)]
    return shortest(taken)


def shortest(taken: list[dict[str, float]]) -> dict[str, float]:
    return {name: min(one[name] for one in taken) for name in taken[0]}


def growth_mb(do: Callable[..., Any], *said: Any) -> float:
    """How far above what this process holds now its memory rises while something is done, in MB (1,048,576 bytes).
    Never too little: too much where the process held more at an earlier time."""
    idle = _resident_mb("VmRSS")
    do(*said)
    return _resident_mb("VmHWM") - idle


def _resident_mb(which: str) -> float:
    """Linux says both what is held now (VmRSS) and the most there was (VmHWM); others only the most, and the most that
    Linux gives in the others' way begins with what the parent process held."""
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith(f"{which}:"))
        return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / (1024 if sys.platform == "darwin" else 1)
