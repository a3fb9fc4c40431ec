"""Files with one line for each crime, as data.police.uk publishes them, made from a seed, with what they hold. Pure.

The twelve columns are the true ones. Anti-social behaviour has no number; 1.5 % of the lines have no place; a few
places hold commas, quotation marks or a line break. Some lines of each kind that cannot be counted are among them.
"""

from __future__ import annotations

import json
import random
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from offences.months import months_to

ROWS = 500_000
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
CATEGORIES = {
    "Violence and sexual offences": 34,
    "Anti-social behaviour": 25,
    "Criminal damage and arson": 7,
    "Public order": 7,
    "Vehicle crime": 6,
    "Shoplifting": 5,
    "Other theft": 5,
    "Burglary": 4,
    "Drugs": 3,
    "Other crime": 2,
    "Robbery": 1,
    "Bicycle theft": 1,
    "Possession of weapons": 1,
    "Theft from the person": 1,
}
UNNUMBERED = "Anti-social behaviour"
DISTRICTS = ("Northham", "Southham", "Eastham", "Westham", "Oldham Green", "Newham", "Longham", "Aldham", "Saint Mary")
MONTHS = months_to(date(2022, 3, 1), 12)
_BAD = ("short", "long", "bad month", "no month")
_BAD_EACH = 3  # in each month's file
_OUTCOMES = ("Under investigation", "Investigation complete; no suspect identified", "Unable to prosecute suspect")
_PLACES = ("On or near Station Road", "On or near Parking Area", "On or near Church Lane", "On or near Supermarket")
# Of a hundred lines one has each of these; in 216,000 lines of a real force none has.
_ODD_PLACES = {0: '"On or near The Green, off High Street"', 50: '"On or near ""The Old Mill"""'}
_TWO_LINES = '"On or near Mill Lane\nand the ford"'


@dataclass
class Held:
    """What some files hold: the crimes of each category, district ("" for none) and month, and the numbers of the
    lines that cannot be counted: in the one file of all months, and in each month's own. `lines` has the one file."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    bad: list[int] = field(default_factory=list)
    bad_of_month: dict[str, list[int]] = field(default_factory=dict)
    lines: int = 1

    def save(self, path: Path) -> None:
        counts = [[*key, count] for key, count in self.counts.items()]
        kept = {"counts": counts, "bad": self.bad, "bad_of_month": self.bad_of_month, "lines": self.lines}
        path.write_text(json.dumps(kept))

    @classmethod
    def load(cls, path: Path) -> Held:
        kept = json.loads(path.read_text())
        return cls(**kept | {"counts": Counter({tuple(key): count for *key, count in kept["counts"]})})


def write(folder: Path, rows: int) -> Held:
    """crimes.csv with every month, crimes.zip with a file for each, and crimes.json: what they hold."""
    chance, held = random.Random(2022), Held()  # noqa: S311 figures, not secrets
    with (
        (folder / "crimes.csv").open("w", encoding="utf-8", newline="") as file,
        zipfile.ZipFile(folder / "crimes.zip", "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        file.write(HEADER)
        for number, month in enumerate(MONTHS):
            of_month = rows * (number + 1) // len(MONTHS) - rows * number // len(MONTHS)
            text = "".join(_month(f"{month:%Y-%m}", of_month, chance, held))
            file.write(text)
            archive.writestr(f"{month:%Y-%m}/{month:%Y-%m}-westshire-street.csv", HEADER + text)
    held.save(folder / "crimes.json")
    return held


def _month(month: str, rows: int, chance: random.Random, held: Held) -> Iterator[str]:
    """The lines of a month. As many more as there are bad ones, at places that the seed says."""
    before = held.lines - 1
    odd: dict[int, list[str]] = {}
    for kind in ("blank", "two lines", *_BAD * _BAD_EACH):
        odd.setdefault(chance.randrange(rows), []).append(kind)
    categories = chance.choices(list(CATEGORIES), list(CATEGORIES.values()), k=rows)
    of_month = held.bad_of_month.setdefault(month, [])
    for number, category in enumerate(categories):
        for kind in odd.get(number, ()):
            text = _odd(kind, month, chance, held)
            held.lines += text.count("\n")
            if kind in _BAD:
                held.bad.append(held.lines)
                of_month.append(held.lines - before)
            yield text
        held.lines += 1
        yield _line(month, category, _ODD_PLACES.get(number % 100, _PLACES[number % 4]), chance, held.counts)


def _odd(kind: str, month: str, chance: random.Random, held: Held) -> str:
    if kind == "blank":
        return "\n"
    if kind == "two lines":
        return _line(month, "Drugs", _TWO_LINES, chance, held.counts)
    if kind in ("short", "long"):
        line = _line(month, "Drugs", _PLACES[0], chance, Counter())
        return line.rsplit(",", 3)[0] + "\n" if kind == "short" else line.replace("\n", ",one cell more\n")
    return _line("" if kind == "no month" else "2021-13", "Drugs", _PLACES[0], chance, Counter())


def _line(month: str, category: str, place: str, chance: random.Random, counts: Counter) -> str:
    number = "" if category == UNNUMBERED else f"{chance.getrandbits(256):064x}"
    outcome = "" if category == UNNUMBERED else _OUTCOMES[chance.randrange(3)]
    where, district = ",,No Location,,", ""
    if chance.random() >= 0.015:
        district, lsoa = DISTRICTS[chance.randrange(len(DISTRICTS))], chance.randrange(120)
        where = f"0.{chance.randrange(10**6):06},51.{chance.randrange(10**6):06},{place},E0102{lsoa:04},"
        where += f"{district} {lsoa // 5 + 1:03}{'ABCDE'[lsoa % 5]}"
    counts[category, district, month] += 1
    return f"{number},{month},Westshire Police,Westshire Police,{where},{category},{outcome},\n"
