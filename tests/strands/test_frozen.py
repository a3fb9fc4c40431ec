"""What was approved is what is shown, whatever is entered afterwards."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from documents.blocks import Emphasis, Heading, ItemList, Paragraph, Strong, Text, Value
from offences.models import PeriodTotal
from strands import figures, frozen, workflow
from strands.models import ActivityFigure, BreakdownPart, Commitment, Operation, SectionMeasure, Update
from tests.factories import (
    ActivityFigureFactory,
    BreakdownFactory,
    CommitmentFactory,
    MeasureFactory,
    OperationFactory,
    RoundFactory,
    SectionMeasureFactory,
    UpdateFactory,
)
from tests.strands.pages import form_of, update_url, words

pytestmark = pytest.mark.django_db

NARRATIVE = (
    "Knife crime {{ knife-crime.change }}. Deployed {{ sceptre.value }} times. Referrals: {{ referrals.total }}."
)


@pytest.fixture
def update(section, knife):
    """All that a section can say, not submitted yet."""
    SectionMeasureFactory(section=section, measure=knife)
    operation = OperationFactory(section=section, name="Operation Sceptre", description="Patrols")
    ActivityFigureFactory(section=section, operation=operation, slug="sceptre", label="Deployments", value=207)
    BreakdownFactory(section=section, slug="referrals", total=32).parts.create(label="Unclear", value=32)
    CommitmentFactory(section=section, text="The team goes live.")
    return UpdateFactory(section=section, narrative=NARRATIVE)


@pytest.fixture
def approved(update, lead, secretariat):
    workflow.submit(update, lead, token="")
    workflow.approve(update, secretariat, token=workflow.token(update))
    return update


@pytest.fixture
def page(client, update):
    """The words of the strand's page, as anyone reads them."""
    return lambda: words(client.get(reverse("strands:strand", args=[update.section.strand.slug])))


def change_all():
    """What a lead, or an administrator, can enter once the update is out of hand."""
    ActivityFigure.objects.update(value=999, label="Sorties")
    Operation.objects.update(description="Nothing", status="finished")
    BreakdownPart.objects.update(value=999)
    Commitment.objects.update(text="Something else.", status="dropped", outcome="Never mind.")


def test_nothing_entered_after_the_approval_changes_the_public_page(page, approved):
    before = page()

    change_all()
    OperationFactory(section=approved.section, name="Operation New")
    CommitmentFactory(section=approved.section, text="A new promise.")
    Update.objects.update(narrative="Another text.")

    assert page() == before
    assert "Deployed 207 times. Referrals: 32 ." in before


def test_a_draft_of_the_next_round_changes_nothing_on_the_public_page(client, page, approved, lead):
    later = UpdateFactory(section=approved.section, round=RoundFactory(slug="june-2020", period_end="2020-04-01"))
    before = page()
    client.force_login(lead)
    url, number = update_url(later, "update_operations"), f"activity-{ActivityFigure.objects.get().pk}-value"
    sent = form_of(client.get(url)) | {"do": "save", number: "250"}
    sent |= {"activity-as_at_day": "1", "activity-as_at_month": "6", "activity-as_at_year": "2020"}

    assert client.post(url, sent).status_code == 302

    assert later.activity_entries.get().value == 250
    client.logout()
    assert page() == before


def test_a_total_revised_after_the_approval_changes_text_and_table_alike(page, approved):
    PeriodTotal.objects.filter(total=1405).update(total=1410)

    shown = page()
    assert "Knife crime rose by 427 (+43.4%) ." in shown
    assert "983 1410 427 +43.4%" in shown
    assert "1405" not in shown


def test_a_measure_made_sensitive_after_the_approval_is_withheld_at_once(client, page, approved, reader):
    approved.section.measures.update(sensitive=True)

    public = page()
    client.force_login(reader)

    assert "Knife crime [for board members] ." in public
    assert "1405" not in public
    assert "Knife crime rose by 422 (+42.9%) ." in page()


def test_a_measure_taken_out_of_the_section_keeps_the_figure_approved_in_its_text(page, approved):
    SectionMeasure.objects.all().delete()

    assert "Knife crime rose by 422 (+42.9%) ." in page()


def test_what_is_for_the_board_only_is_kept_for_it_and_no_one_else(client, page, update, lead, secretariat, reader):
    ActivityFigure.objects.update(board_only=True)
    workflow.submit(update, lead, token="")
    workflow.approve(update, secretariat, token=workflow.token(update))
    change_all()

    public = page()
    client.force_login(reader)
    board = page()

    assert "Deployed [for board members] times." in public
    assert "Deployments" not in public
    assert "207" not in public
    assert "Deployed 207 times." in board
    assert "Deployments: 207" in board
    assert "207" not in Update.objects.get().frozen


def test_sent_back_and_approved_again_it_says_what_was_entered_meanwhile(page, approved, lead, secretariat):
    workflow.send_back(approved, secretariat, token=workflow.token(approved), comment="Count again.")
    assert (Update.objects.get().frozen, Update.objects.get().frozen_board) == ("", "")
    assert "Deployed" not in page()

    change_all()
    workflow.submit(approved, lead, token=workflow.token(approved))
    assert "Deployed" not in page()
    workflow.approve(approved, secretariat, token=workflow.token(approved))

    assert "Deployed 999 times." in page()
    assert "Something else." in page()


def test_the_secretariat_approves_what_it_read(client, page, update, lead, secretariat):
    workflow.submit(update, lead, token="")
    client.force_login(secretariat)
    url = update_url(update, "update_review")
    read = client.get(url)

    change_all()
    client.post(url, {"seen": form_of(read)["seen"], "comment": ""})

    assert "Deployed 207 times." in words(read)
    assert "Deployed 207 times." in page()
    assert "999" not in page()


def test_what_this_round_reported_and_promised_is_what_is_kept(update, lead):
    update.activity_entries.create(figure=ActivityFigure.objects.get(), value=250, as_at="2020-03-01")
    CommitmentFactory(section=update.section, text="A new promise.")
    workflow.submit(update, lead, token="")

    assert "A new promise." in Update.objects.get().frozen
    assert figures.registry(Update.objects.get(), {})["sceptre.value"].text == "250"


def test_a_text_can_name_the_figures_approved_and_no_others(approved):
    ActivityFigureFactory(section=approved.section, slug="later", value=5)
    ActivityFigure.objects.filter(slug="sceptre").update(value=999)

    found = figures.registry(Update.objects.get(), {})

    assert {key: value.text for key, value in found.items()} == {"sceptre.value": "207", "referrals.total": "32"}


def test_the_same_section_is_kept_in_the_same_bytes(update):
    workflow.freeze(update)
    first = (update.frozen, update.frozen_board)
    workflow.freeze(Update.objects.get())

    assert (update.frozen, update.frozen_board) == first


def test_the_database_refuses_an_approval_without_the_words(update, secretariat):
    with pytest.raises(IntegrityError, match="submitted_words_are_kept"):
        Update.objects.update(state="approved", approver=secretariat, approved_at="2020-03-16T12:00Z")


# Words kept and put in their place


def test_kept_words_come_back_equal_with_their_figures():
    blocks = (Heading("Training"), Paragraph((Text("All "), Strong((Value("a.value", "207", "Visits."),)))))

    own, measured = {"a.value": Value("a.value", "207", "Visits.")}, {"b.current": Value("b.current", "1405")}
    said = {"b": (Paragraph((Text("More searches."),)),)}

    content = frozen.Content(blocks, own, measured, said, risks=(Heading("Risks"),))
    assert frozen.read(frozen.written(content)) == content


def test_a_figure_is_put_in_the_place_of_the_one_kept_wherever_it_stands():
    old, new, other = Value("a.change", "rose by 5"), Value("a.change", "rose by 6"), Value("b.value", "7")
    blocks = (Paragraph((Emphasis((old,)), other)), ItemList(((Text("x"), old),)))

    assert frozen.placed(blocks, {"a.change": new}) == (
        Paragraph((Emphasis((new,)), other)),
        ItemList(((Text("x"), new),)),
    )


def test_headings_go_down_to_where_the_page_or_paper_has_them():
    found = frozen.placed((Heading("A", 1), Heading("B", 2), Heading("C", 6)), {}, level=3)

    assert [block.level for block in found] == [3, 4, 6]


def test_every_measure_is_where_the_page_has_its_figures(page, approved):
    """A measure that joins the section after the approval has its table, and the text is as it was."""
    SectionMeasureFactory(section=approved.section, measure=MeasureFactory(slug="robbery", name="Robbery"))

    assert "Robbery offences: no figures." in page()
    assert "Deployed 207 times." in page()
