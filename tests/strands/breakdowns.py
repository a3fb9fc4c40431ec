"""The Prevent referrals, and what a form sends of a breakdown."""

from strands.models import BreakdownPart
from tests.factories import BreakdownFactory

# As the board was told in March 2020: 32 referrals from 1 December 2019 to 25 February 2020.
PREVENT = {
    "Extreme Right Wing (XRW)": 11,
    "Mixed/Unstable/Unclear": 10,
    "Islamist": 4,
    "School Shooter Ideology": 3,
    "Involuntary Celibacy (INCEL)": 2,
    "Northern Ireland Related": 2,
}
GROUPED = {"Extreme Right Wing (XRW)": 11, "Mixed/Unstable/Unclear": 10, "Four other themes, each under 5": 11}
SMALL = "Islamist (4), School Shooter Ideology (3), Involuntary Celibacy (INCEL) (2), Northern Ireland Related (2)"


def broken_down(update, parts, **extra):
    found = BreakdownFactory(section=update.section, slug="prevent", title="Prevent referrals", **extra)
    for order, (label, value) in enumerate(parts.items(), start=1):
        found.parts.create(label=label, value=value, order=order)
    return found


def part(label, /, **boxes):
    """What is sent for the part of that name."""
    pk = BreakdownPart.objects.get(label=label).pk
    return {f"part-{pk}-{box}": value for box, value in boxes.items()}


def new(number, **boxes):
    return {f"new-{number}-{box}": value for box, value in boxes.items()}


def day(box, day, month, year):
    return {f"{box}_day": day, f"{box}_month": month, f"{box}_year": year}


def kept():
    return dict(BreakdownPart.objects.order_by("order", "pk").values_list("label", "value"))
