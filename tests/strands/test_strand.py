from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    ActivityFigureFactory,
    AppointmentFactory,
    BreakdownFactory,
    CommitmentFactory,
    ExtractFactory,
    MeasureFactory,
    OperationFactory,
    PersonFactory,
    RoundFactory,
    SectionFactory,
    SectionMeasureFactory,
    StrandFactory,
    UpdateFactory,
    make_counts,
    set_state,
)
from tests.strands.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def strand():
    return StrandFactory(
        slug="gangs-knife-crime", name="Gangs & Knife Crime", number=2, summary="Fewer knives carried."
    )


@pytest.fixture
def section(strand):
    return SectionFactory(strand=strand, slug="knife-crime", heading="Knife Crime")


@pytest.fixture
def update(section, secretariat):
    return approved(secretariat, section=section, narrative="Schools were met.")


def approved(by, **extra):
    return UpdateFactory(state="approved", approver=by, approved_at="2020-03-16T12:00Z", **extra)


def shown(client, strand):
    return words(client.get(reverse("strands:strand", args=[strand.slug])))


def count(section, slug="knife-crime", **extra):
    measure = MeasureFactory(slug=slug, caption="Knife Crime Offences", **extra)
    SectionMeasureFactory(section=section, measure=measure)
    make_counts(measure, {date(2018 + n // 12, n % 12 + 1, 1): 100 for n in range(25)}, extract=ExtractFactory())
    return measure


def test_anyone_reads_what_was_approved_for_a_strand(client, strand, update):
    page = shown(client, strand)

    assert page.startswith("Strand 2 of the Crime Prevention Strategy (2018-2021) Gangs & Knife Crime Fewer knives")
    assert "Knife Crime Approved 16 March 2020, March 2020 round Schools were met." in page


def test_the_present_lead_and_deputies_stand_with_their_rank(client, strand):
    gone = date(2019, 1, 1)
    for surname, role, end in [("Older", "lead", gone), ("Harman", "lead", None), ("Second", "deputy", None)]:
        person = PersonFactory(forename="", surname=surname)
        AppointmentFactory(strand=strand, person=person, role=role, end=end)

    page = shown(client, strand)

    assert "Lead Chief Superintendent Harman Deputy Chief Superintendent Second" in page
    assert "Older" not in page


def test_a_strand_nobody_leads_says_so(client, strand):
    assert "Nobody leads this strand today." in shown(client, strand)


def test_the_latest_approved_text_is_shown_and_nothing_later(client, strand, section, update, secretariat):
    older = RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1))
    newer = RoundFactory(slug="june-2020", name="June 2020", period_end=date(2020, 4, 1))
    approved(secretariat, section=section, round=older, narrative="Long ago.")
    UpdateFactory(section=section, round=newer, narrative="Not yet approved.", state="submitted")

    page = shown(client, strand)

    assert "Schools were met." in page
    assert "Long ago" not in page
    assert "Not yet approved" not in page


def test_a_section_without_an_approved_text_says_so(client, strand, section):
    UpdateFactory(section=section, narrative="A draft.")

    page = shown(client, strand)

    assert "Nothing has been approved for this section yet." in page
    assert "A draft" not in page


def test_a_strand_without_sections_says_so(client, strand):
    assert "No section of the paper reports on this strand." in shown(client, strand)


def test_a_section_shows_all_it_reports(client, strand, section, update):
    count(section)
    OperationFactory(section=section, name="Operation Zeal")
    CommitmentFactory(section=section, text="The evaluation reports.")
    breakdown = BreakdownFactory(section=section, title="Referrals", total=32)
    breakdown.parts.create(label="All", value=32)
    set_state(update, "approved")

    page = shown(client, strand)

    order = ["Schools were met.", "Operation Zeal", "Referrals", "The evaluation reports.", "12 Month ending Jan 20"]
    order += ["each month and 12-month totals", "Data behind this chart", "Download the monthly counts of Knife Crime"]
    assert sorted(order, key=page.index) == order


def test_each_series_can_be_downloaded(client, strand, section, update):
    count(section)

    response = client.get(reverse("strands:strand", args=[strand.slug]))

    assert 'href="/measures/knife-crime/series.csv"' in response.content.decode()


def test_only_board_members_see_what_is_for_the_board(client, strand, section, update, reader):
    count(section, slug="channel", sensitive=True)
    ActivityFigureFactory(section=section, slug="victims", label="Victims found", value=14, board_only=True)
    update.narrative = "Found: {{ victims.value }}."
    set_state(update, "approved")

    public = shown(client, strand)
    client.force_login(reader)
    board = shown(client, strand)

    assert "Found: [for board members] ." in public
    assert [told in public for told in ("Victims found", "Knife Crime Offences")] == [False, False]
    assert [told in board for told in ("Found: 14 .", "Victims found", "Knife Crime Offences")] == [True] * 3


def test_text_is_escaped(client, strand, section, update):
    update.narrative = "<script>alert(1)</script>"
    OperationFactory(section=section, name="<b>Bold</b>")
    set_state(update, "approved")

    page = client.get(reverse("strands:strand", args=[strand.slug])).content.decode()

    assert "<script>alert" not in page
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page


def test_a_strand_that_is_not_there_is_404(client):
    assert client.get(reverse("strands:strand", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_a_strand_asks_the_database_as_often_however_many_sections(
    client, strand, secretariat, django_assert_num_queries, number
):
    extract = ExtractFactory()
    for n in range(number):
        section = SectionFactory(strand=strand)
        measure = MeasureFactory(slug=f"measure-{n}")
        SectionMeasureFactory(section=section, measure=measure)
        make_counts(measure, {date(2020, 1, 1): 5}, extract=extract)
        OperationFactory(section=section)
        BreakdownFactory(section=section).parts.create(label="All", value=32)
        approved(secretariat, section=section)

    with django_assert_num_queries(9):
        client.get(reverse("strands:strand", args=[strand.slug]))
