"""Whether the difference and the percentage that a file gives are those of its two totals. Pure.

Rule: domain research § 3.1 R3 to R5. Papers print one decimal; a spreadsheet may hold all of them, or a fraction of 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from offences import figures
from offences.extracts import values
from offences.extracts.readers import text
from offences.rolling import percentage_change

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_NONE = {"", "-", "n/a", "na", "..", ":", "[x]", "[z]", "[u]", "[low]", figures.SMALL_BASE, "#div/0!"}


def problems(previous: int, current: int, difference: object, percentage: object) -> Iterator[str]:
    """What is wrong with a difference and a percentage, in sentences with both numbers; nothing when they hold, or
    when a cell gives none."""
    yield from _difference(previous, current, difference)
    yield from _percentage(previous, current, percentage)


def _difference(previous: int, current: int, cell: object) -> Iterator[str]:
    if _says_nothing(cell):
        return
    try:
        said = values.parse(_plain(cell) if isinstance(cell, str) else cell).count
    except ValueError:
        yield f"“{text(cell)}” is not a difference: {current} less {previous} is {current - previous}."
        return
    if said is not None and said != current - previous:
        yield f"The difference given is {said}, but {current} less {previous} is {current - previous}."


def _percentage(previous: int, current: int, cell: object) -> Iterator[str]:
    if _says_nothing(cell):
        return
    exact = Fraction(100 * (current - previous), previous) if previous > 0 else None
    if exact is None or not any(_rounds_to(exact, said) for said in _said(cell)):
        found = figures.percentage(percentage_change(previous, current))
        yield f"The percentage given is {text(cell)}, but from {previous} to {current} it is {found}."


def _says_nothing(cell: object) -> bool:
    return cell is None or text(cell).lower() in _NONE


def _said(cell: object) -> Iterator[Decimal]:
    """The percentages that a cell may give: a number in a workbook may be the fraction of 1 behind it."""
    plain = _plain(text(cell))
    number = plain.removesuffix("%").strip()
    if _NUMBER.fullmatch(number):
        yield Decimal(number)
        if not isinstance(cell, str):
            yield Decimal(number) * 100


def _rounds_to(exact: Fraction, said: Decimal) -> bool:
    """To one decimal, half away from zero; to none when it is given with none."""
    exponent = said.as_tuple().exponent
    unit = Decimal("1") if isinstance(exponent, int) and exponent >= 0 else Decimal("0.1")
    ours = Decimal(exact.numerator) / Decimal(exact.denominator)
    return ours.quantize(unit, ROUND_HALF_UP) == said.quantize(unit, ROUND_HALF_UP)


def _plain(words: str) -> str:
    """ "− 1,141" and "(1,141)" as "-1141"; "+ 387" as "387"."""
    plain = re.sub("[‐‑‒–—−]", "-", words.strip()).replace(",", "").replace(" ", "").lower()
    if plain.startswith("(") and plain.endswith((")", ")%")):
        plain = "-" + plain.replace("(", "").replace(")", "")
    return plain.removeprefix("+")
