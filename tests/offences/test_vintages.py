from datetime import UTC, date, datetime

import pytest

from offences import vintages
from offences.extracts import load
from offences.models import Area, Extract, Measure
from offences.months import months_to
from tests.factories import (
    AreaFactory,
    ExtractFactory,
    MeasureFactory,
    PeriodTotalFactory,
    RecordingChangeFactory,
    make_counts,
)

JANUARY = date(2020, 1, 1)


def text(counts):
    return "measure,month,count\n" + "".join(f"knife-crime,{month:%Y-%m},{count}\n" for month, count in counts.items())


def summary(measure, **asked):
    return vintages.summaries({measure: JANUARY}, **asked)[measure.slug]


def texts(summary):
    return [cell.text for cell in summary.row()]


def test_the_same_question_has_the_answer_of_its_day(knife):
    months = months_to(JANUARY, 24)
    first = dict.fromkeys(months, 100)
    for counts, day in ((first, 17), (first | {JANUARY: 112}, 20)):
        load.read_and_apply(
            text(counts).encode(),
            f"{day}.csv",
            as_at=date(2020, 2, day),
            loaded_at=datetime(2020, 2, day, 9, tzinfo=UTC),
        )
    assert texts(summary(knife)) == ["1200", "1212", "12", "+1.0%"]
    assert texts(summary(knife, as_at=date(2020, 2, 19))) == ["1200", "1200", "0", "0.0%"]
    assert summary(knife).source_line == "Source: Crime recording system; data as at 20 February 2020."
    assert texts(summary(knife, as_at=date(2020, 2, 16)))[:2] == ["0 of 12 months", "0 of 12 months"]


def test_published_totals_print_with_where_they_were_published(knife):
    PeriodTotalFactory(measure=knife, start=date(2018, 2, 1), end=date(2019, 1, 1), total=983)
    PeriodTotalFactory(measure=knife, start=date(2019, 2, 1), end=JANUARY, total=1405)
    found = summary(knife)
    assert texts(found) == ["983", "1405", "422", "+42.9%"]
    assert found.published
    assert found.source_line == "Source: Board paper, March 2020; data as at 13 March 2020."


def test_a_total_published_later_was_not_known_on_the_day_asked_about(knife):
    PeriodTotalFactory(measure=knife, start=date(2019, 2, 1), end=JANUARY, total=1405)
    assert summary(knife, as_at=date(2020, 3, 12)).comparison.current.value is None


def test_illustrative_counts_make_the_summary_say_so_with_the_extracts_note(knife):
    months = months_to(JANUARY, 24)
    make_counts(knife, dict.fromkeys(months[:-1], 100))
    note = "Illustrative monthly profile"
    illustrative = ExtractFactory(quality=Extract.Quality.ILLUSTRATIVE, note=note, as_at=date(2020, 2, 17))
    make_counts(knife, {JANUARY: 100}, extract=illustrative)
    found = summary(knife)
    assert found.illustrative
    assert note in found.notes
    assert found.vintage.as_at == date(2020, 3, 13)


def test_recording_changes_and_restarts_belong_to_their_measures_only(knife):
    other = MeasureFactory(slug="other")
    RecordingChangeFactory(note="new process").measures.add(knife)
    knife.rebases.create(month=date(2019, 6, 1), reason="r", decided_by="A", decided_on=JANUARY)
    for measure in (knife, other):
        make_counts(measure, dict.fromkeys(months_to(JANUARY, 36), 100))
    found = vintages.summaries({knife: JANUARY, other: JANUARY})
    assert "Not like for like: new process" in found["knife-crime"].notes
    assert [phase.start for phase in found["knife-crime"].chart.phases] == [date(2017, 2, 1), date(2019, 6, 1)]
    assert found["other"].notes == ()
    assert len(found["other"].chart.phases) == 1


def test_an_area_has_its_own_summary_under_its_own_name(knife):
    basildon = AreaFactory(code="E07000066", name="Basildon", kind=Area.Kind.DISTRICT)
    make_counts(knife, dict.fromkeys(months_to(JANUARY, 24), 100))
    make_counts(knife, dict.fromkeys(months_to(JANUARY, 24), 10), area=basildon)
    assert texts(summary(knife, area=basildon))[:2] == ["120", "120"]
    assert summary(knife, area=basildon).facts.label == "Knife Crime Offences, Basildon"
    assert texts(summary(knife))[:2] == ["1200", "1200"]


def test_the_first_month_charted_has_its_12_month_total(knife):
    make_counts(knife, dict.fromkeys(months_to(JANUARY, 60), 100))
    found = summary(knife)
    assert (found.months[0], found.rolling[0]) == (date(2017, 2, 1), 1200)


def test_the_last_month_held_is_the_last_with_a_count_or_a_published_total(knife):
    make_counts(knife, {date(2019, 12, 1): 5})
    make_counts(knife, {JANUARY: None}, missing="not known")
    PeriodTotalFactory(measure=knife, end=JANUARY)
    published = PeriodTotalFactory(measure=MeasureFactory(slug="published"), end=JANUARY).measure
    nothing = MeasureFactory(slug="nothing")
    held = {each: each.last_month for each in vintages.with_last_month(Measure.objects.all())}
    assert held == {knife: date(2019, 12, 1), published: JANUARY, nothing: None}


@pytest.mark.parametrize("measures", [1, 30])
def test_summaries_ask_four_times_at_most_however_many_measures(db, django_assert_num_queries, measures):
    AreaFactory()
    extract = ExtractFactory()
    ends = {}
    for n in range(measures):
        measure = MeasureFactory(slug=f"measure-{n}")
        make_counts(measure, dict.fromkeys(months_to(JANUARY, 3), 100), extract=extract)
        ends[measure] = JANUARY
    with django_assert_num_queries(4):
        assert len(vintages.summaries(ends, as_at=date(2020, 3, 31))) == measures
    with django_assert_num_queries(3):
        vintages.summaries(ends)


def test_without_measures_there_is_nothing_to_ask(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert vintages.summaries({}) == {}


def test_without_a_force_nothing_is_known(db):
    district = AreaFactory(code="E07000066", name="Basildon", kind=Area.Kind.DISTRICT)
    measure = MeasureFactory()
    make_counts(measure, dict.fromkeys(months_to(JANUARY, 24), 10), area=district)
    assert texts(summary(measure))[:2] == ["0 of 12 months", "0 of 12 months"]


def test_each_change_and_each_restart_counts_once_however_many_of_the_other(knife):
    for year in (2018, 2019):
        RecordingChangeFactory(month=date(year, 6, 1), note=f"process of {year}").measures.add(knife)
        knife.rebases.create(month=date(year, 1, 1), reason="r", decided_by="A", decided_on=JANUARY)
    make_counts(knife, dict.fromkeys(months_to(JANUARY, 36), 100))
    found = summary(knife)
    assert found.notes == ("Not like for like: process of 2018", "Not like for like: process of 2019")
    assert [phase.start for phase in found.chart.phases] == [date(2017, 2, 1), date(2018, 1, 1), date(2019, 1, 1)]
