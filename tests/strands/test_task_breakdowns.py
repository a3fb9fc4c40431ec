from datetime import date

import pytest

from documents.blocks import Table
from strands import report
from strands.models import Breakdown, UpdateEvent
from tests.factories import BreakdownFactory
from tests.strands.breakdowns import GROUPED, PREVENT, broken_down, day, kept, new, part
from tests.strands.pages import errors, form_of, update_url, visitor, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def prevent(update):
    return broken_down(update, GROUPED)


@pytest.fixture
def page(client, lead, update):
    """Signed in as the section's lead: `page()` reads the breakdown's page, `page(do, **changes)` sends its form."""
    client.force_login(lead)
    return visitor(client, update_url(update, "update_breakdowns") + "prevent/")


# Parts make the total


def test_the_referrals_of_march_2020_make_their_total(client, page, update):
    url = update_url(update, "breakdown_add")
    sent = form_of(client.get(url))
    for _ in range(3):
        sent = form_of(client.post(url, sent | {"do": "add"}))
    sent |= {"do": "save", "title": "Prevent referrals", "total": "32", "board_only": "on"}
    sent |= (
        day("period_start", "1", "12", "2019") | day("period_end", "25", "2", "2020") | day("as_at", "25", "2", "2020")
    )
    for number, (label, value) in enumerate(PREVENT.items(), start=1):
        sent |= new(number, label=label, value=str(value))

    response = client.post(url, sent)

    assert response.url == update_url(update, "update_breakdowns")
    added = Breakdown.objects.get()
    assert (added.slug, added.total, added.section) == ("knife-crime-prevent-referrals", 32, update.section)
    assert (added.period_start, added.as_at) == (date(2019, 12, 1), date(2020, 2, 25))
    assert list(kept().items()) == list(PREVENT.items())
    assert UpdateEvent.objects.get().task == "breakdowns"


def test_parts_that_do_not_make_the_total_are_refused_with_both_sums(page, prevent):
    response = page("save", **part("Mixed/Unstable/Unclear", value="9"))

    assert errors(response) == {"total": ["The parts make 31, and the total is 32: put right a part or the total"]}
    assert kept() == GROUPED


def test_a_part_and_the_total_are_changed_together(page, prevent):
    page("save", total="33", **part("Mixed/Unstable/Unclear", value="11"))

    prevent.refresh_from_db()
    assert (prevent.total, sum(kept().values())) == (33, 33)


def test_counts_side_by_side_need_no_total(page, update):
    broken_down(update, {"Heard": 17, "Waiting": 14}, total=None)

    page("save", **part("Heard", value="18"))

    assert kept() == {"Heard": 18, "Waiting": 14}


def test_a_breakdown_needs_a_part(page, prevent):
    boxes = {key: "on" for label in GROUPED for key in part(label, remove="on")}

    assert errors(page("save", total="", **boxes)) == {"__all__": ["Enter at least one part"]}


@pytest.mark.parametrize("value", ["-1", "3.5", "eleven", "1e3"])
def test_a_part_is_a_whole_number(page, prevent, value):
    response = page("save", **part("Mixed/Unstable/Unclear", value=value))

    assert errors(response) == {"value": ["The number must be a whole number, 0 or more, for example 32"]}


# Rows


def test_a_part_is_added_without_anything_being_checked_or_saved_yet(page, prevent):
    response = page("add", title="", **part("Mixed/Unstable/Unclear", value="5"))

    assert "There is a problem" not in words(response)
    assert [form.prefix for form in response.context["parts"]][-1] == "new-1"
    assert form_of(response)["title"] == ""
    assert kept() == GROUPED


def test_what_is_typed_in_a_new_row_stays_when_another_is_added(client, page, update, prevent):
    sent = form_of(page("add")) | {"do": "add"} | new(1, label="Islamist", value="5")

    response = client.post(update_url(update, "update_breakdowns") + "prevent/", sent)

    assert form_of(response)["new-1-label"] == "Islamist"
    assert form_of(response)["new-2-label"] == ""


def test_a_part_is_split_in_two(client, page, update, prevent):
    sent = form_of(page("add")) | {"do": "save"} | new(1, label="Islamist", value="5")

    client.post(
        update_url(update, "update_breakdowns") + "prevent/", sent | part("Four other themes, each under 5", value="6")
    )

    assert list(kept().items()) == [*(GROUPED | {"Four other themes, each under 5": 6}).items(), ("Islamist", 5)]


def test_an_empty_row_is_none(client, page, update, prevent):
    client.post(update_url(update, "update_breakdowns") + "prevent/", form_of(page("add")) | {"do": "save"})

    assert kept() == GROUPED
    assert not UpdateEvent.objects.exists()


def test_a_part_is_removed_by_a_tick(page, prevent):
    page("save", total="22", **part("Mixed/Unstable/Unclear", remove="on", value=""))

    assert list(kept()) == ["Extreme Right Wing (XRW)", "Four other themes, each under 5"]


def test_parts_change_places_and_names(page, prevent):
    first = part("Extreme Right Wing (XRW)", order="2", label="Mixed/Unstable/Unclear")
    page("save", **first, **part("Mixed/Unstable/Unclear", order="1", label="Extreme Right Wing (XRW)"))

    assert list(kept().items())[:2] == [("Extreme Right Wing (XRW)", 10), ("Mixed/Unstable/Unclear", 11)]


def test_two_parts_have_two_names(page, prevent):
    response = page("save", **part("Mixed/Unstable/Unclear", label="extreme right wing (XRW)"))

    assert errors(response) == {"label": ["Another part has this name"]}


# Periods and dates


def test_a_period_does_not_end_before_it_starts(page, prevent):
    response = page("save", **day("period_end", "30", "11", "2019"))

    assert errors(response) == {"period_end": ["The period must not end before it starts"]}


def test_nothing_was_counted_after_today(page, prevent):
    assert errors(page("save", **day("as_at", "1", "1", "2999"))) == {
        "as_at": ["The day the numbers were counted must not be after today"]
    }


def test_a_part_keeps_a_period_and_a_date_of_its_own_and_prints_them(page, update, prevent):
    boxes = day("as_at", "27", "2", "2020") | day("period_end", "27", "2", "2020")
    page("save", **part("Mixed/Unstable/Unclear", **boxes))

    (table,) = [block for block in report.section_blocks(update, {}) if isinstance(block, Table)]
    assert [row[0].text for row in table.rows] == [
        "Extreme Right Wing (XRW)",
        "Mixed/Unstable/Unclear (1 December 2019 to 27 February 2020; data as at 27 February 2020)",
        "Four other themes, each under 5",
        "Total",
    ]


# The list


def test_the_list_says_total_period_and_date_of_each(client, page, update, prevent):
    channel = BreakdownFactory(section=update.section, title="Channel cases", total=None, as_at=date(2020, 1, 31))
    channel.parts.create(label="Heard", value=17)
    prevent.parts.update(value=10)

    shown = words(client.get(update_url(update, "update_breakdowns")))

    period = "1 December 2019 to 25 February 2020"
    assert f"Prevent referrals 32 its parts make 30 {period} 25 February 2020" in shown
    assert f"Channel cases No total {period} 31 January 2020 before this round" in shown


def test_a_section_without_breakdowns_says_so(client, page, update):
    assert "Nothing is broken down in this section." in words(client.get(update_url(update, "update_breakdowns")))


def test_the_list_of_tasks_says_how_many_are_up_to_date(client, page, update, prevent):
    assert "Up to date" in words(client.get(update_url(update)))

    BreakdownFactory(section=update.section, as_at=date(2020, 1, 31))
    assert "1 of 2 up to date" in words(client.get(update_url(update)))


@pytest.mark.parametrize("name", ["update_breakdowns", "prevent"])
def test_the_number_of_queries_does_not_grow(client, page, update, prevent, name, django_assert_max_num_queries):
    listed = update_url(update, "update_breakdowns")
    url = listed if name == "update_breakdowns" else f"{listed}{name}/"
    client.get(url)
    with django_assert_max_num_queries(40) as one:
        client.get(url)
    for number in range(20):
        BreakdownFactory(section=update.section).parts.create(label="One", value=32)
        prevent.parts.create(label=f"Part {number}", value=5)

    with django_assert_max_num_queries(len(one)):
        client.get(url)
