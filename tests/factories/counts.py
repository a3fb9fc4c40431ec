"""What is counted: measures, areas, extracts and their counts."""

from datetime import UTC, date, datetime

import factory

from offences.models import Area, Extract, Measure, MonthlyCount, PeriodTotal, PrintedFigure, RecordingChange
from tests.factories.people import ModelFactory


class AreaFactory(ModelFactory):
    class Meta:
        model = Area
        django_get_or_create = ["code"]

    code = "E23000099"
    name = "Westshire"
    kind = Area.Kind.FORCE


class MeasureFactory(ModelFactory):
    class Meta:
        model = Measure
        django_get_or_create = ["slug"]

    slug = "knife-crime"
    name = factory.LazyAttribute(lambda measure: measure.slug.replace("-", " ").capitalize())
    caption = factory.LazyAttribute(lambda measure: f"{measure.name} offences")
    source_system = "Crime recording system"


class ExtractFactory(ModelFactory):
    class Meta:
        model = Extract

    file_name = "counts.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    as_at = date(2020, 3, 13)
    quality = Extract.Quality.FINAL
    loaded_at = datetime(2020, 3, 13, 9, tzinfo=UTC)


class MonthlyCountFactory(ModelFactory):
    class Meta:
        model = MonthlyCount

    measure = factory.SubFactory(MeasureFactory)
    area = factory.SubFactory(AreaFactory)
    month = date(2020, 1, 1)
    count = 100
    extract = factory.SubFactory(ExtractFactory)


def make_counts(measure, counts, **extra):
    """Counts for a measure from {month: count}, in one extract."""
    extract, area = extra.pop("extract", None) or ExtractFactory(), extra.pop("area", None) or AreaFactory()
    return [
        MonthlyCountFactory(measure=measure, area=area, month=month, count=count, extract=extract, **extra)
        for month, count in counts.items()
    ]


class PeriodTotalFactory(ModelFactory):
    class Meta:
        model = PeriodTotal

    measure = factory.SubFactory(MeasureFactory)
    area = factory.SubFactory(AreaFactory)
    start = date(2019, 2, 1)
    end = date(2020, 1, 1)
    total = 1405
    source = "Board paper, March 2020"
    as_at = date(2020, 3, 13)


class PrintedFigureFactory(PeriodTotalFactory):
    class Meta:
        model = PrintedFigure
        exclude = ["source", "as_at"]

    paper = "Crime Prevention Strategy Delivery Plan, March 2020, version 1"
    url = factory.Sequence(lambda n: f"/papers/paper-{n}/1/")
    printed_on = date(2020, 3, 17)


class RecordingChangeFactory(ModelFactory):
    class Meta:
        model = RecordingChange

    slug = factory.Sequence(lambda n: f"change-{n}")
    month = date(2019, 6, 1)
    title = "New recording process"
    note = "more offences are found by the new process"
