"""What measures and areas are called here: the names that files are read by."""

from offences.extracts.how import FOUND
from offences.extracts.names import Entry, Known, Names
from offences.models import Area, Measure


def known(how=FOUND):
    """Every measure and area, with what `how` says that a file calls them. Two queries."""
    return Known(Names("measure", _measures(), how.measures), Names("area", _areas(), how.areas))


def with_said(names, how):
    """The same measures and areas, with what `how` says that a file calls them. No query."""
    return Known(Names("measure", names.measures.entries, how.measures), Names("area", names.areas.entries, how.areas))


def _measures():
    for measure in Measure.objects.all():
        yield Entry(measure.pk, measure.name, (measure.slug, measure.name, measure.caption), slug=measure.slug)


def _areas():
    for area in Area.objects.all():
        yield Entry(area.pk, area.name, (area.code, area.name), area.kind, slug=area.code)
