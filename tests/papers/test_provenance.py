"""Where each figure of an issued paper comes from: kept with it, on its pages, and in its spreadsheet."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from documents.store import from_json
from offences.models import Measure, MonthlyCount, PeriodTotal
from offences.months import months_to
from papers import approval, provenance, publishing
from papers.issue import issue
from papers.material import gather
from papers.models import Paper
from strands.models import BreakdownPart, Update
from tests.factories import (
    BreakdownFactory,
    ExtractFactory,
    MeasureFactory,
    RecordingChangeFactory,
    SectionMeasureFactory,
    make_counts,
    rewrite,
)
from tests.papers.conftest import answer_all
from tests.strands.pages import words

pytestmark = pytest.mark.django_db

FIGURES = "/papers/march-2020/3/figures/"
SHA = "ab" * 32


@pytest.fixture
def counted(knife_crime):
    """A second measure, of monthly counts in one file: 10 a month, then 12."""
    measure = MeasureFactory(slug="robbery", caption="Robbery Offences")
    SectionMeasureFactory(section=knife_crime, measure=measure)
    extract = ExtractFactory(file_name="robbery.csv", sha256=SHA, as_at=date(2020, 2, 17))
    months = months_to(date(2020, 1, 1), 24)
    make_counts(measure, {month: 10 if month < date(2019, 2, 1) else 12 for month in months}, extract=extract)
    return measure


@pytest.fixture
def issued(counted, approved_paper, secretariat, chief_officer):
    approval.approve(approved_paper, chief_officer, on=date(2020, 3, 16))
    found = issue(approved_paper, secretariat)
    publishing.decide(approved_paper, secretariat, "publish", published_on=date(2020, 3, 18))
    return found


def test_a_total_of_months_names_each_month_and_its_file(issued, client):
    page = words(client.get(f"{FIGURES}robbery.current/"))

    assert page.startswith("Robbery Offences: these 12 months 144 As issued 144, in Crime Prevention Strategy")
    assert "As now The same" in page
    assert "How it was made Sum of monthly counts" in page
    assert f"January 2020 12 robbery.csv SHA-256 {SHA} 17 February 2020" in page
    assert page.count("robbery.csv") == 12


def test_a_difference_shows_both_totals(issued, client):
    page = words(client.get(f"{FIGURES}robbery.difference/"))

    assert "Current total less previous total" in page
    assert page.count("robbery.csv") == 24


def test_a_published_total_names_its_publication_instead(issued, client):
    page = words(client.get(f"{FIGURES}knife-crime.current/"))

    assert "1405" in page
    assert "Published as a whole:" in page
    assert "Total as published" in page


def test_a_figure_that_was_revised_says_both(issued, client):
    PeriodTotal.objects.filter(total=1405).update(total=1410)

    page = words(client.get(f"{FIGURES}knife-crime.change/"))

    assert "As issued rose by 422 (+42.9%)" in page
    assert "As now rose by 427 (+43.4%)" in page
    assert "It was revised since; the paper stays as it was issued." in page


def test_what_was_kept_does_not_follow_the_counts(issued):
    MonthlyCount.objects.update(count=99)
    issued.refresh_from_db()

    current = issued.figures["totals"]["robbery"][1]
    assert {month["count"] for month in current["months"]} == {12}


def test_the_list_leads_to_every_figure(issued, client):
    response = client.get(FIGURES)

    assert "Where each figure comes from" in words(response)
    for key in ("knife-crime.change", "robbery.current", "robbery.percentage"):
        assert f'href="{FIGURES}{key}/"' in response.content.decode()
    assert FIGURES in client.get("/papers/march-2020/3/").content.decode()


def test_a_figure_that_the_paper_does_not_have_is_not_found(issued, client):
    assert client.get(f"{FIGURES}fraud.current/").status_code == 404


def test_a_paper_that_is_not_published_shows_its_figures_to_the_board_only(issued, client, reader):
    publishing.decide(issued.paper, issued.issued_by, "withheld", reason="It names people.")

    assert client.get(FIGURES).status_code == 404
    assert client.get(f"{FIGURES}robbery.current/").status_code == 404
    client.force_login(reader)
    assert client.get(FIGURES).status_code == 200


@pytest.fixture
def two_readings(counted, knife_crime, approved_paper, chief_officer, secretariat):
    """A paper for the board, published for everyone without a sensitive measure and a breakdown of small numbers."""
    channel = MeasureFactory(slug="channel", caption="Channel", sensitive=True)
    SectionMeasureFactory(section=knife_crime, measure=channel)
    make_counts(channel, dict.fromkeys(months_to(date(2020, 1, 1), 24), 61))
    breakdown = BreakdownFactory(section=knife_crime, slug="referrals", total=2)
    for order in (1, 2):
        BreakdownPart.objects.create(breakdown=breakdown, label=f"Kind {order}", value=1, order=order)
    rewrite("Knife crime {{ knife-crime.change }}.", section=knife_crime)
    Paper.objects.update(marking=Paper.Marking.OFFICIAL_SENSITIVE)
    approved_paper.refresh_from_db()
    approval.approve(approved_paper, chief_officer, on=date(2020, 3, 16))
    answer_all(approved_paper)
    board = issue(approved_paper, secretariat)
    publishing.decide(approved_paper, secretariat, "redacted", reason="Small.", published_on=date(2020, 3, 18))
    return {"board": board, "everyone": approved_paper.issues.for_everyone().get()}


def test_each_reading_keeps_the_figures_that_its_readers_may_see(two_readings):
    keys = {name: {one["key"] for one in each.figures["figures"]} for name, each in two_readings.items()}

    assert "robbery.current" in keys["everyone"] & keys["board"]
    assert {"channel.current", "referrals.total"} <= keys["board"] - keys["everyone"]
    assert "channel" not in two_readings["everyone"].figures["totals"]


def test_the_appendix_of_each_reading_is_its_own(two_readings):
    appendix = {name: str(from_json(each.document).figures) for name, each in two_readings.items()}

    assert "channel.current" in appendix["board"] and "channel" not in appendix["everyone"].lower()
    assert "referrals.total" in appendix["board"] and "referrals" not in appendix["everyone"].lower()


def test_the_figures_of_the_board_stand_at_their_own_address(two_readings, client, reader):
    for_board = "/papers/march-2020/3/board/figures/"
    assert client.get(f"{FIGURES}robbery.current/").status_code == 200
    assert client.get(f"{FIGURES}channel.current/").status_code == 404
    assert client.get(f"{for_board}robbery.current/").status_code == 404
    client.force_login(reader)
    assert "732" in words(client.get(f"{for_board}channel.current/"))
    assert f'href="{for_board}channel.current/"' in client.get(for_board).content.decode()
    assert client.get(f"{FIGURES}channel.current/").status_code == 404


def test_a_section_kept_back_keeps_its_figures_back(knife_crime, counted, approved_paper):
    Update.objects.filter(section=knife_crime).update(sensitive_reason="An operation is under way.")

    found = provenance.kept(gather(approved_paper))

    assert (found["figures"], found["totals"]) == ([], {})


def test_a_measure_that_became_sensitive_says_nothing_of_today_to_everyone(issued, client):
    Measure.objects.filter(slug="robbery").update(sensitive=True)

    page = words(client.get(f"{FIGURES}robbery.current/"))
    assert "As issued 144" in page and "As now" not in page


def test_what_is_sensitive_is_not_kept_with_an_official_paper(knife_crime, approved_paper, secretariat):
    channel = MeasureFactory(slug="channel", sensitive=True)
    SectionMeasureFactory(section=knife_crime, measure=channel)

    kept = issue(approved_paper, secretariat).figures

    assert [figure for figure in kept["figures"] if figure["slug"] == "channel"] == []
    assert "channel" not in kept["totals"]


def test_a_change_is_kept_as_its_sentence_prints_it(approved_paper, chief_officer, secretariat):
    RecordingChangeFactory().measures.add(Measure.objects.get(slug="knife-crime"))
    approval.approve(approved_paper, chief_officer, on=date(2020, 3, 16))
    answer_all(approved_paper)

    found = issue(approved_paper, secretariat).figures["figures"]
    texts = {figure["key"]: figure["text"] for figure in found}
    assert texts["knife-crime.change"] == "rose by 422 (+42.9%, not like for like)"
    assert texts["knife-crime.percentage"] == "+42.9%"


def test_the_spreadsheet_has_them_in_an_appendix(issued, settings):
    book = load_workbook(BytesIO(bytes(issued.files.get(format="xlsx").content)))
    rows = list(book["Figures"].values)

    assert rows[0][0] == "Where each figure comes from"
    (current,) = [row for row in rows if row[0] == "robbery.current"]
    assert current[1:5] == ("Robbery Offences", "144", "12 months to end of January 2020", "17 February 2020")
    months, files, link = current[-3:]
    assert months.startswith("Feb 2019: 12; Mar 2019: 12; ")
    assert months.count(";") == 11
    assert files == f"robbery.csv ({SHA})"
    assert link == f"{settings.SITE_URL}{FIGURES}robbery.current/"


@pytest.mark.parametrize("measures", [1, 12])
def test_a_figure_s_page_asks_the_same_however_many_there_are(
    measures, knife_crime, approved_paper, chief_officer, secretariat, client, django_assert_max_num_queries
):
    for number in range(measures):
        measure = MeasureFactory(slug=f"measure-{number}")
        SectionMeasureFactory(section=knife_crime, measure=measure)
        make_counts(measure, dict.fromkeys(months_to(date(2020, 1, 1), 24), 60))
    approval.approve(approved_paper, chief_officer, on=date(2020, 3, 16))
    issue(approved_paper, secretariat)
    publishing.decide(approved_paper, secretariat, "publish", published_on=date(2020, 3, 18))

    with django_assert_max_num_queries(8):
        client.get(f"{FIGURES}measure-0.current/")
