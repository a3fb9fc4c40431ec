"""The figures' page of a lead's update: what prints, what changed, what is said of it, and what is missing."""

from datetime import date

import pytest

from offences import vintages
from offences.months import months_to
from strands import checking, last_round, report
from strands.models import Commentary, SectionMeasure
from strands.tasks import progress
from tests.factories import (
    MeasureFactory,
    PeriodTotalFactory,
    RoundFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
)
from tests.strands.pages import form_of, stored, told, update_url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def measured(update, knife):
    """The section reports knife crime: 983 in the earlier 12 months, 1405 in these."""
    return SectionMeasureFactory(section=update.section, measure=knife)


@pytest.fixture
def task(client, lead, update):
    """Signed in as the lead: `task()` reads it, `task(do, **boxes)` sends its form."""
    client.force_login(lead)
    url = update_url(update, "update_figures")

    def visit(do=None, **changes):
        response = client.get(url)
        return response if do is None else client.post(url, form_of(response) | {"do": do} | changes)

    return visit


def box(measure):
    return f"commentary-{measure.pk}-text"


def earlier_round(section, secretariat, measure):
    """December 2019, approved: 1300 in the 12 months to October 2019, 1000 in those before."""
    PeriodTotalFactory(measure=measure, start=date(2017, 11, 1), end=date(2018, 10, 1), total=1000)
    PeriodTotalFactory(measure=measure, start=date(2018, 11, 1), end=date(2019, 10, 1), total=1300)
    UpdateFactory(
        section=section,
        round=RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1)),
        state="approved",
        approver=secretariat,
        approved_at="2019-12-16T12:00Z",
    )


# As the paper prints it


def test_the_comparison_is_the_one_that_the_paper_prints(task, measured):
    shown = words(task())

    assert "12 Month ending Jan 19 12 Month ending Jan 20 Diff. % Diff. 983 1405 422 +42.9%" in shown


def test_the_months_that_stand_out_are_said_beside_the_charts(task, update):
    link = SectionMeasureFactory(section=update.section)
    make_counts(link.measure, dict.fromkeys(months_to(date(2020, 1, 1), 24), 100))

    response = task()

    assert "January 2020: Within usual range" in words(response)
    assert response.content.decode().count("app-chart__picture--") == 2


def test_a_section_without_measures_says_so(task):
    assert "No measure is reported in this section." in words(task())


# Since the last round


def test_what_was_approved_last_stands_beside_what_is_known_now(task, measured, update, secretariat):
    earlier_round(update.section, secretariat, measured.measure)

    assert (
        "Last round (December 2019): 1300, +30.0% (12 months to end of October 2019). "
        "Now: 1405, +42.9% (12 months to end of January 2020). "
        "From that round to this one the 12-month total rose by 105 (+8.1%)."
    ) in words(task())


def test_a_revision_of_the_last_rounds_own_months_is_named(task, update, secretariat):
    link = SectionMeasureFactory(section=update.section)
    held = make_counts(link.measure, dict.fromkeys(months_to(date(2020, 1, 1), 27), 100))
    earlier = RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1))
    UpdateFactory(
        section=update.section,
        round=earlier,
        state="approved",
        approver=secretariat,
        approved_at="2019-12-16T12:00Z",
    )
    august = next(count for count in held if count.month == date(2019, 8, 1))
    august.count = 130
    august.save()

    shown = words(task())

    assert "Last round (December 2019): 1200, 0.0% (12 months to end of October 2019). Now: 1230, +2.5%" in shown
    assert "Revised since: the same 12 months are now counted as 1230, +2.5%" in shown


def test_nothing_approved_before_is_no_comparison(task, measured):
    assert "Last round" not in words(task())


def test_an_approval_of_before_figures_were_kept_is_counted_today(update, secretariat, measured):
    earlier_round(update.section, secretariat, measured.measure)
    last = last_round.last_round(update)
    summary = vintages.summaries(report.ends([update]))[measured.measure.slug]

    said = last_round.said(last_round.LastRound(last.name, {}, last.now), measured.measure, summary)

    assert said[0].startswith("Last round (December 2019, as counted today): 1300, +30.0%")


# Without data


def test_a_measure_whose_counts_stopped_is_named_with_the_months_missing(task, update):
    measure = MeasureFactory(slug="bwv", name="Body-worn video in interview")
    SectionMeasureFactory(section=update.section, measure=measure)
    make_counts(measure, {date(2019, 6, 1): 14})

    assert "Body-worn video in interview : no value for 7 months, the last is that of June 2019." in words(task())


def test_a_measure_never_loaded_has_no_value_yet(task, update):
    SectionMeasureFactory(section=update.section, measure=MeasureFactory(slug="bwv", name="Body-worn video"))

    assert "Body-worn video : no value yet." in words(task())


def test_a_measure_with_its_last_month_is_not_named(task, measured):
    assert "no value" not in words(task())


# What the lead says


def test_a_commentary_is_kept_and_prints_under_its_table(task, client, update, measured, lead):
    task("save", **{box(measured.measure): "Recorded knife crime {{ knife-crime.change }}."})

    assert Commentary.objects.get().text == "Recorded knife crime {{ knife-crime.change }}."
    assert [(kind, by) for kind, by, _ in told()] == [("saved", "Lead")]
    assert "Recorded knife crime rose by 422 (+42.9%) ." in words(client.get(update_url(update, "update_check")))


def test_a_commentary_left_empty_leaves_no_trace(task, measured):
    task("save")

    assert not Commentary.objects.exists()
    assert told() == []


def test_a_commentary_is_no_longer_than_it_may_be(task, measured):
    response = task("save", **{box(measured.measure): "x" * 2001})

    assert "Shorten the text to 2000 characters or fewer. It has 2001" in words(response)
    assert not Commentary.objects.exists()


def test_a_preview_shows_what_is_typed_and_saves_nothing(task, measured):
    response = task("preview", **{box(measured.measure): "It {{ knife-crime.change }}."})

    assert "It rose by 422 (+42.9%) ." in words(response)
    assert form_of(response)[box(measured.measure)] == "It {{ knife-crime.change }}."
    assert not Commentary.objects.exists()


def test_a_commentary_saves_itself(task, measured):
    answer = task("autosave", **{box(measured.measure): "Half a sent"}).json()

    assert answer["errors"] == {}
    assert Commentary.objects.get().text == "Half a sent"


def test_two_leads_who_say_different_things_are_shown_both(task, client, update, measured):
    url = update_url(update, "update_figures")
    opened = form_of(client.get(url)) if task() else None
    task("save", **{box(measured.measure): "First."})

    response = client.post(url, opened | {"do": "save", box(measured.measure): "Second."})

    assert "Changed by two people" in words(response)
    assert Commentary.objects.get().text == "First."


def test_the_checks_read_what_is_said_of_a_measure(update, measured):
    Commentary.objects.create(
        update=update, measure=measured.measure, text="It {{ knife-crime.change }}.\n\nMore is TBC."
    )

    found = checking.findings(update, vintages.summaries(report.ends([update])))

    place = f"figures/#id_commentary-{measured.measure.pk}-text"
    said = [finding for finding in found if finding.place.box == place]
    assert [finding.place.words for finding in said] == ["What is said of Knife crime offences: paragraph 2"]


# Another month


def test_figures_to_another_month_need_a_reason(task, measured):
    response = task("save", period_end_month="12", period_end_year="2019")

    assert "Say why these figures end in another month: the reason is printed." in words(response)
    assert stored().period_end is None


@pytest.mark.parametrize(
    ("boxes", "words_of_it"),
    [
        ({"period_end_month": "1", "period_end_year": "2020"}, "That is the round’s own month. Leave it empty."),
        ({"period_reason": "Late."}, "Enter the last month of these figures, or clear the reason."),
    ],
)
def test_a_month_and_a_reason_go_together(task, measured, boxes, words_of_it):
    assert words_of_it in words(task("save", **boxes))


def test_figures_to_another_month_are_shown_to_it(task, measured):
    task("save", period_end_month="12", period_end_year="2019", period_reason="January came late")

    assert (stored().period_end, stored().period_reason) == (date(2019, 12, 1), "January came late")
    assert "12 Month ending Dec 19" in words(task())


# How the task stands, and what the page costs


def test_the_task_says_how_it_stands(update, measured):
    assert progress.figures(update) == ("The figures are in", "part")

    Commentary.objects.create(update=update, measure=measured.measure, text="It rose.")
    assert progress.figures(update) == ("In progress", "part")

    other = SectionMeasureFactory(section=update.section, measure=MeasureFactory(slug="bwv"))
    assert progress.figures(update) == ("1 measure without data", "alert")

    SectionMeasure.objects.filter(pk=other.pk).update(supplied=True)
    assert progress.figures(update) == ("3 months to type", "none")


def queries(task, django_assert_max_num_queries):
    with django_assert_max_num_queries(100) as counted:
        assert task().status_code == 200
    return len(counted.captured_queries)


def test_the_page_asks_as_much_of_six_measures_as_of_one(task, update, secretariat, django_assert_max_num_queries):
    def add(number):
        measure = MeasureFactory(slug=f"measure-{number}")
        SectionMeasureFactory(section=update.section, measure=measure, order=number, supplied=True)
        make_counts(measure, dict.fromkeys(months_to(date(2019, 12, 1), 24), 100))
        Commentary.objects.create(update=update, measure=measure, text="As before.")

    add(1)
    task()
    one = queries(task, django_assert_max_num_queries)
    for number in range(2, 7):
        add(number)

    assert queries(task, django_assert_max_num_queries) == one


def test_a_measure_without_figures_then_is_not_compared(task, update, secretariat, measured):
    earlier_round(update.section, secretariat, measured.measure)
    SectionMeasureFactory(section=update.section, measure=MeasureFactory(slug="bwv", name="Body-worn video"))

    assert words(task()).count("Last round (") == 1
