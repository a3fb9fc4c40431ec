from datetime import date
from threading import BoundedSemaphore

import pytest
from django.urls import reverse

from documents import press
from papers.models import Paper, PaperText
from strands.models import Update
from tests.factories import RoundFactory, rewrite
from tests.papers.pages import HEADER, PAGES

pytestmark = pytest.mark.django_db


def test_a_paper_is_started(client, secretariat):
    client.force_login(secretariat)
    response = client.post(PAGES["add"], HEADER | {"round": RoundFactory().pk})

    paper = Paper.objects.get()
    assert response.url == paper.get_absolute_url()
    assert (paper.slug, paper.written_on) == ("march-2020-crime-prevention-strategy-del", date(2020, 3, 13))


def test_a_second_paper_of_the_same_name_gets_an_address_of_its_own(client, secretariat):
    client.force_login(secretariat)
    for _ in range(3):
        client.post(PAGES["add"], HEADER | {"round": RoundFactory().pk})

    stem = "march-2020-crime-prevention-strategy-del"
    assert set(Paper.objects.values_list("slug", flat=True)) == {stem, f"{stem}-2", f"{stem}-3"}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Enter the title of the report"),
        ("title", "Plan \N{TRACTOR}", "The character \N{TRACTOR} cannot be used in a paper. Remove it."),
        ("version", "", "Enter the version number"),
        ("version", "edit", "Enter a version number, for example 3 or 1.2"),
        ("marking", "", "Select the marking"),
        ("marking", "SECRET", "Select a valid choice. SECRET is not one of the available choices."),
    ],
)
def test_a_header_that_cannot_be_kept_says_why(client, paper, secretariat, field, value, message):
    client.force_login(secretariat)
    response = client.post(PAGES["edit"], HEADER | {field: value})

    assert response.context["form"].errors[field] == [message]


def test_a_changed_header_is_kept_and_withdraws_the_approval(client, approved_paper, secretariat):
    client.force_login(secretariat)
    page = client.get(PAGES["edit"]).content.decode()
    client.post(PAGES["edit"], HEADER | {"agenda_number": "10"})

    assert "Saving a change withdraws the approval." in page
    approved_paper.refresh_from_db()
    assert (approved_paper.agenda_number, approved_paper.approved_on, approved_paper.approved_by) == ("10", None, None)


def test_a_header_saved_as_it_was_keeps_the_approval(client, approved_paper, secretariat):
    client.force_login(secretariat)
    client.post(PAGES["edit"], HEADER)

    approved_paper.refresh_from_db()
    assert approved_paper.approved_on == date(2020, 3, 16)


def test_after_an_issue_the_header_needs_the_next_version_number(client, issued, secretariat):
    client.force_login(secretariat)
    response = client.post(PAGES["edit"], HEADER | {"agenda_number": "10"})
    message = "Version 3 was issued already: enter the next version number"
    assert response.context["form"].errors["version"] == [message]

    following = HEADER | {"agenda_number": "10", "version": "4"}
    response = client.post(PAGES["edit"], following)
    assert response.context["form"].errors["version_reason"] == ["Say why there is a version 4"]

    assert client.post(PAGES["edit"], following | {"version_reason": "A total was wrong."}).status_code == 302


def test_the_outline_shows_what_is_written_and_what_will_print(client, paper, secretariat):
    Update.objects.filter(section__slug="rural-crime").update(state=Update.State.SUBMITTED)
    PaperText.objects.filter(slot="summary").delete()
    client.force_login(secretariat)
    tasks = client.get(PAGES["edit"]).context["tasks"]

    assert [(task.number, task.state) for task in tasks][:7] == [
        ("1.0", "Written"),
        ("2.0", "Standard text will print"),
        ("3.0", "To be written"),
        ("4.0", "Standard text will print"),
        ("", "Written by the service"),
        ("5.0", "Approved"),
        ("5.1", "Waiting for approval"),
    ]
    assert [task.heading for task in tasks if task.number == "10.0"] == [
        "Decisions Required by the Police, Fire and Crime Commissioner"
    ]


def test_a_text_is_kept_and_withdraws_the_approval(client, approved_paper, secretariat):
    client.force_login(secretariat)
    response = client.post(PAGES["text"], {"text": "To inform."})

    assert response.url == PAGES["edit"]
    assert PaperText.objects.get(slot="purpose").text == "To inform."
    approved_paper.refresh_from_db()
    assert approved_paper.approved_on is None


def test_a_text_saved_as_it_was_keeps_the_approval(client, approved_paper, secretariat):
    client.force_login(secretariat)
    client.post(PAGES["text"], {"text": "To report."})

    approved_paper.refresh_from_db()
    assert approved_paper.approved_on == date(2020, 3, 16)


def test_the_box_says_what_prints_when_it_is_empty(client, paper, secretariat):
    client.force_login(secretariat)
    page = client.get("/papers/march-2020/edit/equality/").content.decode()

    assert "If you leave this empty, the paper prints: “None identified.”" in page


def test_a_text_that_names_no_figure_is_refused_at_the_box(client, paper, secretariat):
    client.force_login(secretariat)
    response = client.post(PAGES["text"], {"text": "{{ knife.change }}"})

    assert "knife.change" in response.context["form"].errors["text"][0]
    assert PaperText.objects.get(slot="purpose").text == "To report."


def test_a_preview_shows_the_figures_and_keeps_nothing(client, paper, secretariat):
    client.force_login(secretariat)
    response = client.post(PAGES["text"], {"text": "It {{ knife-crime.change }}.", "preview": "1"})

    assert "rose by 422 (+42.9%)" in response.context["preview"]
    assert PaperText.objects.get(slot="purpose").text == "To report."


def test_a_text_of_an_issued_version_is_refused(client, issued, secretariat):
    client.force_login(secretariat)
    response = client.post(PAGES["text"], {"text": "Changed."})

    message = "Version 3 was issued. Give the paper its next version number first."
    assert response.context["form"].non_field_errors() == [message]


def test_a_slot_that_is_not_in_the_outline_is_not_found(client, paper, secretariat):
    client.force_login(secretariat)

    assert client.get("/papers/march-2020/edit/nothing/").status_code == 404


def test_text_sent_after_the_sign_in_expired_is_in_the_box_again(client, paper, secretariat):
    client.post(PAGES["text"], {"text": "Written for an hour."})
    client.force_login(secretariat)

    assert "Written for an hour." in client.get(PAGES["text"]).content.decode()
    assert PaperText.objects.get(slot="purpose").text == "To report."


# Drafts


def test_the_preview_and_the_draft_files_say_that_they_are_drafts(client, paper, secretariat):
    client.force_login(secretariat)
    draft = client.get(PAGES["draft"])

    assert "DRAFT: not issued" in client.get(PAGES["preview"]).content.decode()
    assert "DRAFT: not issued" in draft.content.decode()
    name = "OFFICIAL-2020-03-26-crime-prevention-strategy-delivery-plan-v3-DRAFT.html"
    assert draft["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx", "zip"])
def test_a_draft_comes_in_every_format(client, paper, secretariat, format):
    client.force_login(secretariat)
    response = client.get(reverse("papers:draft_file", args=["march-2020", format]))

    assert response.status_code == 200 and response.content


def test_a_draft_in_another_format_is_not_found(client, paper, secretariat):
    client.force_login(secretariat)

    assert client.get("/papers/march-2020/draft.exe").status_code == 404


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx", "html"])
def test_a_draft_is_made_even_of_what_no_font_can_show(client, paper, secretariat, format):
    rewrite("A \N{TRACTOR}.", section__slug="rural-crime")
    client.force_login(secretariat)
    response = client.get(reverse("papers:draft_file", args=["march-2020", format]))

    assert response.status_code == 200 and response.content


def test_the_last_page_of_a_draft_lists_what_was_found(client, paper, secretariat):
    client.force_login(secretariat)
    draft = client.get(PAGES["draft"]).content.decode()

    assert "What the checks found" in draft
    assert "To put right, Approval: The chief officer has not approved the paper." in draft
    assert "To check, 6.3 Mitigation: The numbers go from 6.2 to 6.4." in draft


def test_a_draft_that_cannot_be_made_says_why(client, paper, secretariat, monkeypatch):
    monkeypatch.setattr(press, "_PLACES", BoundedSemaphore(1))
    client.force_login(secretariat)
    with press._PLACES:
        response = client.get(PAGES["draft"], follow=True)

    assert response.redirect_chain == [(PAGES["preview"], 302)]
    assert press.BUSY in response.content.decode()


@pytest.mark.parametrize("name", ["edit", "text"])
def test_the_pages_of_an_issued_version_say_what_a_change_needs(client, issued, secretariat, name):
    client.force_login(secretariat)

    assert "give the paper its next version number</a> first" in client.get(PAGES[name]).content.decode()


def test_the_page_of_a_text_lists_its_figures_by_what_they_are(client, paper, secretariat):
    client.force_login(secretariat)

    slots = {slot.figure.key: slot for slot in client.get(PAGES["text"]).context["slots"]}

    change = slots["knife-crime.change"]
    assert (change.words, change.figure.text) == ("Knife Crime Offences: change, in words", "rose by 422 (+42.9%)")
    assert change.when.startswith("12 months to end of January 2020")
    ranking = slots["rankings.largest-increases"]
    assert ranking.words == "Largest increases"
    assert ranking.when == "Measures compared over 12 months to end of January 2020: 1"


def test_an_outline_without_parts_to_place_does_not_offer_the_page_for_it(client, paper, secretariat):
    client.force_login(secretariat)
    assert PAGES["placing"] in client.get(PAGES["edit"]).content.decode()
    paper.outline.parts.update(optional=False)
    assert PAGES["placing"] not in client.get(PAGES["edit"]).content.decode()
