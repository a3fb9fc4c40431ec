"""Time, measured in a process that does nothing else. Pure."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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
