"""Series of counts with something to see in them, or nothing, in tests."""

from datetime import date

from offences.extracts.checks import Series
from offences.months import add_months

JAN20 = date(2020, 1, 1)
# Havering, April 2018 to March 2020, from the Metropolitan Police's open counts: limits 81.3 and 236.3.
BURGLARY = [
    *(130, 140, 119, 138, 170, 149, 145, 217, 216, 186, 126, 135),
    *(136, 179, 196, 154, 136, 94, 190, 195, 159, 195, 166, 140),
]
# Mean 100, moves of 20: limits 46.8 and 153.2.
QUIET = [90, 110] * 12


def ending(end, counts):
    """{month: count}, None left out: nothing is known of it."""
    months = [add_months(end, back) for back in range(1 - len(counts), 1)]
    return {month: count for month, count in zip(months, counts, strict=True) if count is not None}


def series(counts, held=(), end=JAN20, changed=None, measure="Knife crime", area="Essex"):
    """A file of `counts` up to January 2020, after what is held: (month, count)."""
    file = ending(end, counts)
    return Series(measure, area, file, dict(held), set(file) if changed is None else changed)


def before(counts, months):
    """What is held of the months before the last `months` up to January 2020."""
    return ending(add_months(JAN20, -months), counts)


def seen(found):
    return [(warning.month, warning.value) for warning in found]
