import pytest

from strands import checking
from strands.models import Breakdown, UpdateEvent
from tests.factories import BreakdownFactory, SectionFactory, set_state
from tests.strands.breakdowns import GROUPED, PREVENT, SMALL, broken_down, kept, part
from tests.strands.pages import errors, form_of, stored, update_url, visitor, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def prevent(update):
    return broken_down(update, GROUPED)


@pytest.fixture
def page(client, lead, update):
    """Signed in as the section's lead: `page()` reads the breakdown's page, `page(do, **changes)` sends its form."""
    client.force_login(lead)
    return visitor(client, update_url(update, "update_breakdowns") + "prevent/")


# Small numbers


def test_small_numbers_are_saved_only_once_someone_says_that_they_may_be_printed(page, update):
    broken_down(update, PREVENT)

    response = page("save", title="Referrals")

    advice = "Join small groups into one, mark the figures for the board only, or tick that the board may read them"
    assert errors(response) == {"printed": [f"Fewer than 5 people may be known to a reader: {SMALL}. {advice}"]}
    assert Breakdown.objects.get().title == "Prevent referrals"

    page("save", title="Referrals", printed="on")
    assert Breakdown.objects.get().title == "Referrals"


def test_small_numbers_for_the_board_only_are_not_asked_about(page, update):
    broken_down(update, PREVENT)

    page("save", board_only="on")

    assert Breakdown.objects.get().board_only
    assert "Fewer than 5 people" not in words(page())


def test_small_numbers_that_are_joined_are_not_asked_about(page, prevent):
    assert "Fewer than 5 people" not in words(page())


def test_a_tick_alone_changes_nothing(page, update):
    broken_down(update, PREVENT)

    page("save", printed="on")

    assert not UpdateEvent.objects.exists()


def test_the_check_of_small_numbers_leads_to_the_breakdown(page, update):
    broken_down(update, PREVENT)

    (finding,) = [one for one in checking.findings(update, {}) if one.code == "small-number"]

    assert SMALL in finding.words
    assert finding.place.box == "breakdowns/prevent/#id_total"
    assert b'id="id_total"' in page().content


# Several people


def test_a_total_that_two_people_change_is_shown_both_ways(client, page, update, prevent):
    mine = form_of(page()) | {"do": "save", "total": "34"} | part("Mixed/Unstable/Unclear", value="12")
    page("save", total="33", **part("Mixed/Unstable/Unclear", value="11"))

    response = client.post(update_url(update, "update_breakdowns") + "prevent/", mine)

    assert "Theirs, saved 33 Yours, not saved 34" in words(response)
    assert "Theirs, saved 11 Yours, not saved 12" in words(response)
    assert sum(kept().values()) == 33

    client.post(update_url(update, "update_breakdowns") + "prevent/", form_of(response) | {"do": "save"})
    assert (Breakdown.objects.get().total, sum(kept().values())) == (34, 34)


def test_a_part_that_someone_added_meanwhile_counts(client, page, update, prevent):
    mine = form_of(page()) | {"do": "save"} | part("Mixed/Unstable/Unclear", value="12") | {"total": "34"}
    prevent.parts.create(label="Islamist", value=5, order=4)

    response = client.post(update_url(update, "update_breakdowns") + "prevent/", mine)

    assert errors(response) == {"total": ["The parts make 39, and the total is 34: put right a part or the total"]}


def test_a_page_sent_as_it_was_leaves_the_approval_alone(page, update, prevent, secretariat):
    update.approver, update.approved_at = secretariat, "2020-03-16T12:00Z"
    set_state(update, "approved")

    page("save")
    assert (stored().state, UpdateEvent.objects.count()) == ("approved", 0)

    page("save", title="Referrals")
    assert (stored().state, UpdateEvent.objects.get().kind) == ("draft", "reopened")


def test_half_a_breakdown_is_not_saved_by_itself(page, prevent):
    response = page("autosave", **part("Mixed/Unstable/Unclear", value="9"))

    assert "The parts make 31" in response.json()["errors"]["id_total"]
    assert kept() == GROUPED


def test_a_breakdown_of_another_section_is_out_of_reach(client, page, update):
    BreakdownFactory(section=SectionFactory(), slug="theirs")

    assert client.get(update_url(update, "update_breakdowns") + "theirs/").status_code == 404


def test_someone_elses_lead_reads_and_writes_nothing(client, update, prevent, other_lead):
    client.force_login(other_lead)
    url = update_url(update, "update_breakdowns") + "prevent/"

    assert client.get(url).status_code == 403
    assert client.post(url, {"do": "save", "title": "Mine"}).status_code == 403
    assert client.post(update_url(update, "breakdown_add"), {"do": "save"}).status_code == 403
