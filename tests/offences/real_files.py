"""Small cuts of real files, what must be known to read them, and ways to say it shortly."""

from datetime import date
from pathlib import Path

from offences.extracts.how import FOUND
from offences.extracts.names import Entry, Known, Names
from offences.models import Area, MonthlyCount
from tests.factories import AreaFactory, MeasureFactory
from tests.offences import loads

FILES = Path(__file__).parent / "files"
STREET = (FILES / "essex-street-2021-03.csv").read_bytes()
TO_MAY, TO_JUNE = ((FILES / f"mps-{name}.csv").read_bytes() for name in ("2018-06-to-2020-05", "2018-07-to-2020-06"))
MONTHS_DOWN = (FILES / "westminster-months-down.csv").read_bytes()
MATRIX = (FILES / "mps-april-2020-matrix.csv").read_bytes()
BURGLARY, ROBBERY, BLADE = (
    "Burglary - Residential",
    "Robbery of Personal Property",
    "Possession of Article with Blade or Point",
)


def known(measures=(), areas=(), force="Essex"):
    """What is known, without a database."""
    kinds = [(force, "force"), *((area, "district") for area in areas)]
    return Known(
        Names("measure", [Entry(at, name, (name,)) for at, name in enumerate(measures)]),
        Names("area", [Entry(at, name, (name,), kind) for at, (name, kind) in enumerate(kinds)]),
    )


def add(*measures, areas=(), force="Metropolitan Police"):
    AreaFactory(code="E23", name=force, kind=Area.Kind.FORCE)
    for at, name in enumerate(areas):
        AreaFactory(code=f"E0900{at}", name=name, kind=Area.Kind.DISTRICT)
    for at, name in enumerate(measures):
        MeasureFactory(slug=f"measure-{at}", name=name, caption=f"{name} offences")


def preview(content, how=FOUND):
    return loads.read(content, how)


def apply(content, file_name="file.csv", how=FOUND, **said):
    return loads.apply(content, file_name, how, **({"as_at": date(2022, 4, 1)} | said))


def held():
    """{(measure, area, month): count or reason}"""
    found = MonthlyCount.objects.current().select_related("measure", "area")
    return {(row.measure.name, row.area.name, f"{row.month:%Y-%m}"): row.missing or row.count for row in found}
