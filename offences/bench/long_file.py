"""Files of monthly counts in the long layout, made from a seed: the same file each time. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, product
from pathlib import Path

from offences.months import months_to

HEADER = "measure,area,month,count\n"
ROWS, SAMPLE = 100_000, 2_000
MEASURES = tuple(f"measure-{number}" for number in range(1, 21))
AREAS = tuple(f"E0799{number:04}" for number in range(1, 51))
MONTHS = months_to(date(2020, 1, 1), 100)
_REVISED = 50  # one row in so many: 2 %

# A count's measure, area and month; and the count.
Counts = dict[tuple[str, str, date], int]


def counts(rows: int) -> Counts:
    """The first so many counts of every measure in every area in every month."""
    chance = random.Random(2020)  # noqa: S311 figures, not secrets
    keys = islice(product(MEASURES, AREAS, MONTHS), rows)
    return {key: chance.randrange(1000) for key in keys}


def revised(before: Counts) -> Counts:
    """The same with 2 % of them changed."""
    return {key: count + 1 if number % _REVISED == 0 else count for number, (key, count) in enumerate(before.items())}


def write(path: Path, held: Counts) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        file.writelines(_lines(held))
    return path


def _lines(held: Counts) -> Iterator[str]:
    for (measure, area, month), count in held.items():
        yield f"{measure},{area},{month},{count}\n"


def names(slugs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each with the name that a person would give it."""
    for slug in slugs:
        yield slug, slug.replace("-", " ").capitalize()
