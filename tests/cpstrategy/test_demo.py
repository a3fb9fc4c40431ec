"""The demo as loaded: what the 2020 paper said is what the issued paper says, and it is loaded once."""

import io
from contextlib import ExitStack
from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts import roles
from accounts.models import User
from cpstrategy.demo.load import FOLDER, PASSWORD, load
from documents.blocks import Heading, ItemList, Paragraph, Table
from documents.plain import plain
from documents.store import digest, from_json
from offences import vintages
from offences.extracts.diff import changes
from offences.models import Extract, Measure, MonthlyCount, PrintedFigure
from papers.models import IssuedPaper
from strands import frozen
from strands.models import Breakdown, Person, Section, Update, UpdateEvent
from tests.offences.loads import look
from tests.printed_2020 import HEADINGS, LEADS, NAMES, NOTE, TABLES

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this file, which only read; then rolled back."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        said = []
        assert load(say=said.append)
        yield said
        transaction.set_rollback(True)


@pytest.fixture
def issued():
    return IssuedPaper.objects.get()


@pytest.fixture
def document(issued):
    return from_json(issued.document)


def printed(command):
    out = io.StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


# The paper


def test_the_ten_tables_are_as_printed_in_2020(document):
    tables = [block for block in document.body if isinstance(block, Table) and len(block.columns) == 4]
    assert [(table.caption, [cell.text for cell in table.rows[0]]) for table in tables] == [
        (caption, row) for caption, _, _, row in TABLES
    ]
    for table, (_, long, month, _) in zip(tables, TABLES, strict=True):
        assert [column.label for column in table.columns] == [
            f"12 Month ending {month} 19",
            f"12 Month ending {month} 20",
            "Diff.",
            "% Diff.",
        ]
        assert table.lead == f"12 months to end of {long} 2020:"
        assert len(table.rows) == 1


def test_the_twenty_totals_that_the_paper_printed_are_kept(issued):
    found = PrintedFigure.objects.order_by("end").values_list("measure__caption", "end__year", "total")
    both = {(caption, year): int(row[year - 2019]) for caption, _, _, row in TABLES for year in (2019, 2020)}
    assert {(caption, year): total for caption, year, total in found} == both
    assert set(PrintedFigure.objects.values_list("paper", "url")) == {(str(issued), issued.get_absolute_url())}


def test_the_headings_of_2020_stand_in_their_order(document):
    headings = [f"{block.number} {block.text}".strip() for block in document.body if isinstance(block, Heading)]
    assert [heading for heading in headings if heading in HEADINGS or heading[0].isdigit()] == HEADINGS


def test_the_header_is_that_of_2020(document):
    assert document.programme == "Performance and Resources Scrutiny Programme 2020"
    assert document.report_to == "Report to: The Office of the Police, Fire and Crime Commissioner for Essex"
    assert [value for _, value in document.header] == [
        "Crime Prevention Strategy Delivery Plan",
        "9.0",
        "ACC Prophet",
        "13 March 2020",
        "3",
        "Essex Police",
        "26 March 2020",
        "Chief Inspector 3027 BALDING",
        "16 March 2020",
    ]


def test_every_strand_is_printed_with_who_led_it_on_the_day(document):
    numbered, beside = [block for block in document.body if isinstance(block, ItemList)][:2]
    assert (numbered.ordered, len(numbered.items)) == (True, 9)
    assert [item[0].text.split(": ")[0] for item in numbered.items + beside.items] == LEADS


def test_the_figures_in_prose_are_the_paper_s_own_and_its_one_wrong_average_is_right(document):
    text = plain(document.body)
    for words in (
        "Recorded knife crime rose by 422 (+42.9%, not like for like) in the 12 months to end of January 2020",
        "deployed 207 times under Operation Sceptre since June 2019, an average of 23 deployments a month",
        "made over 800 arrests and carried out 7545 stop and searches",
        "Prevent received 32 referrals",
        "over 25600 individuals and businesses",
        "fallen since the team was formed (-59.6%)",
        "lower than in the same months of 2018 (-27.4%)",
        "visited 6177 properties and deployed 3098 property marking kits, 77.5% of the number planned",
        "Property marking kits deployed: 3098 of 4000 (77.5%)",
        "14 vulnerable victims",
        "knife crime (+42.9%, not like for like), domestic abuse (+21.5%, not like for like) and hate crime (+14.9%)",
    ):
        assert words in text
    assert "40 a month" not in text
    assert "{{" not in text
    assert "[no figure" not in text


@pytest.mark.parametrize("name", NAMES)
def test_the_names_of_the_paper_are_there(document, name):
    for_the_board = " ".join(part.label for part in _themes().parts.all())
    assert name in plain(document.body) + for_the_board


def _themes():
    return Breakdown.objects.get(slug="prevent-themes")


def test_the_rises_that_recording_explains_say_that_they_are_not_like_for_like(document):
    tables = {block.caption: block for block in document.body if isinstance(block, Table)}
    marked = {caption for caption, table in tables.items() if any("Not like for like" in note for note in table.notes)}
    assert marked == {"DA Offences", "Knife Crime Offences"}


def test_the_night_time_table_says_why_it_ends_a_month_later(document):
    [table] = [block for block in document.body if isinstance(block, Table) and block.caption == "NTE Offences"]
    assert any(
        "To February 2020, not January 2020: figures for this section were supplied to the end of February." in note
        for note in table.notes
    )


def test_measures_that_are_followed_without_figures_show_the_gap(document):
    text = plain(document.body)
    assert "Body-Worn Video Used in Interview: no figures" in text
    assert "Domestic Violence Protection Orders as Custody Outcome: no figures" in text


def test_small_numbers_of_people_are_for_the_board_only(document):
    text = plain(document.body)
    assert "Four other themes, each under 5" in text
    assert "School Shooter Ideology" not in text
    assert _themes().board_only


def test_the_paper_is_issued_with_its_files(issued):
    assert (issued.version, issued.marking) == ("3", "OFFICIAL")
    assert issued.sha256 == digest(issued.document)
    files = {file.format: bytes(file.content) for file in issued.files.all()}
    assert files.keys() == {"docx", "html", "pdf", "xlsx", "zip"}
    assert files["pdf"].startswith(b"%PDF")
    assert b"29981" in files["html"]


# The counts


def test_counts_come_in_two_vintages_that_both_say_they_are_illustrative():
    assert list(Extract.objects.order_by("pk").values_list("as_at", "quality", "note")) == [
        (date(2020, 2, 17), "illustrative", NOTE),
        (date(2020, 3, 13), "illustrative", NOTE),
    ]


def test_what_was_known_in_february_is_less_than_what_is_known_now():
    ends = {Measure.objects.get(slug="knife-crime"): date(2020, 1, 1)}
    now = vintages.summaries(ends)["knife-crime"]
    then = vintages.summaries(ends, as_at=date(2020, 2, 29))["knife-crime"]
    assert (now.rolling[-1], now.disagreements) == (1405, ())
    assert then.rolling[-1] < 1405


def test_the_last_months_tell_different_stories():
    ends = {measure: date(2020, 1, 1) for measure in Measure.objects.all()}
    readings = {slug: summary.reading for slug, summary in vintages.summaries(ends).items()}
    assert readings["knife-crime"].words == "Within usual range (trial limits)"
    assert readings["dwelling-burglary"].tone == "improvement"
    assert readings["hate-crime"].tone == "neutral"
    assert readings["personal-robbery"].words == "Two of three months near the upper limit"
    assert readings["personal-robbery"].tone == "concern"
    assert readings["business-crime"].words == "Within usual range"


def test_the_sample_file_has_new_changed_unchanged_and_bad_rows():
    path = FOLDER / "sample" / "counts-march-2020.csv"
    with transaction.atomic():
        upload = look(path.read_bytes(), path.name)
        found = changes(upload)
        transaction.set_rollback(True)
    assert (found.new, found.revised, found.unchanged) == (10, 6, 6)
    assert upload.found["rejected"] == 2


# The rounds


def test_all_thirteen_updates_of_march_are_approved_by_someone_else_than_their_author():
    updates = Update.objects.filter(round__slug="march-2020")
    assert updates.approved().count() == 13
    for update in updates.select_related("section", "author", "approver"):
        assert update.author != update.approver
        assert Section.objects.led_by(update.author, date(2020, 3, 13)).filter(pk=update.section_id).exists()
        assert [event.kind for event in update.events.order_by("at")] == ["submitted", "approved"]


def test_the_approved_sections_print_what_was_approved(document):
    printed = list(document.body)
    for update in Update.objects.filter(round__slug="march-2020"):
        words = [block for block in frozen.words(update.frozen) if isinstance(block, ItemList | Paragraph)]
        assert words and all(block in printed for block in words)


def test_events_carry_the_times_they_happened():
    assert UpdateEvent.objects.filter(update__round__slug="march-2020", at__year=2020, at__month=3).count() == 26


def test_june_is_open_and_has_something_for_everyone_to_do():
    states = Update.objects.filter(round__slug="june-2020", round__closed=False).values_list("section__slug", "state")
    assert len(states) == 13
    assert {slug: state for slug, state in states if state != "draft"} == {
        "extremism-radicalisation": "returned",
        "rural-crime": "submitted",
    }


def test_figures_of_june_say_which_months_are_missing():
    knife = Measure.objects.get(slug="knife-crime")
    comparison = vintages.summaries({knife: date(2020, 4, 1)})["knife-crime"].comparison
    assert comparison.current.words == "10 of 12 months"
    assert comparison.difference is None


# Loading it


def test_a_second_load_changes_nothing():
    def held():
        return {model.__name__: model.objects.count() for model in apps.get_models()}

    before = held()
    assert not load(say=pytest.fail)
    assert held() == before
    assert MonthlyCount.objects.current().count() == 370


def test_every_file_is_loaded_and_reported(demo):
    said = "\n".join(demo)
    for words in ("users: 14", "sections: 13", "period totals: 20", "updates: 26", "issued: ", "commitments: 13"):
        assert f"  {words}" in said


def test_production_refuses_the_demo_unless_told_otherwise():
    with pytest.raises(CommandError, match="--allow-production"):
        call_command("load_demo")


def test_loading_again_says_that_nothing_was_done():
    out = io.StringIO()
    call_command("load_demo", allow_production=True, stdout=out)
    assert "nothing was loaded" in out.getvalue()


def test_the_printed_sign_ins_are_one_for_each_role_and_work():
    lines = [line.split() for line in printed("demo_signins").splitlines()[1:]]
    emails = [next(word for word in line if "@" in word) for line in lines]
    held = set()
    for email in emails:
        user = authenticate(request=None, username=email, password=PASSWORD)
        assert user.emailaddress_set.get().verified
        held |= user.roles | ({"administrator"} if user.is_staff else set())
    assert held == {*roles.ROLES, "administrator"}
    assert len(emails) == 7


def test_every_lead_can_sign_in():
    assert Person.objects.filter(appointments__isnull=False, user=None).count() == 0
    assert User.objects.filter(groups__name=roles.LEAD).count() == 9
