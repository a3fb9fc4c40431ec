"""What is said of a whole table, outside it: by the name of its sheet, or by a person. Domain research § 2.1 H."""

from __future__ import annotations

from dataclasses import replace

from offences.extracts.how import How
from offences.extracts.layouts import headings, years
from offences.extracts.layouts.places import Place, named_by
from offences.extracts.layouts.years import Year
from offences.extracts.lines import Sheet
from offences.extracts.names import Known


def measure(sheet: Sheet, known: Known, how: How, sure: bool) -> Place | None:
    """The sheet's name, when it is a measure. `sure`: that of a table which must have one."""
    name = named_by(sheet)
    return Place(says=name) if name and (sure or known.measures.known(name) or known.measures.said(name)) else None


def area(sheet: Sheet, known: Known) -> Place | None:
    name = named_by(sheet)
    return Place(says=name) if name and (known.areas.known(name) or known.areas.said(name)) else None


def month(sheet: Sheet, how: How) -> Place | None:
    """The month that a person said, or that the sheet is called."""
    if how.month:
        return Place(says=how.month)
    name = named_by(sheet)
    return Place(says=name) if headings.month_in(name) else None


def year(sheet: Sheet) -> Year | None:
    return years.year_in(named_by(sheet))


def dated(place: Place, sheet: Sheet) -> Place:
    """A column of months, with the sheet's year for those that have none."""
    return replace(place, year=year(sheet)) if place.at else place
