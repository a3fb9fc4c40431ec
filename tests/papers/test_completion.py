"""The page on which the secretariat answers the checks of a paper and issues it."""

from datetime import date

import pytest
from django.utils.html import escape

from papers import approval
from papers.material import gather
from papers.models import IssuedPaper, Paper, PaperText
from strands.check_forms import prefix
from strands.models import Appointment
from tests.factories import SectionFactory, UpdateFactory, rewrite
from tests.papers.pages import PAGES, token

pytestmark = pytest.mark.django_db
REASON = "Nothing is entered under 6.3 this time."


@pytest.fixture
def asked(client, paper, chief_officer, secretariat):
    """Approved; its one warning (6.3 is left out) is not answered. Gives the page as the secretariat opens it."""
    approval.approve(paper, chief_officer, on=date(2020, 3, 16))
    client.force_login(secretariat)
    return client.get(PAGES["issue"])


def sent(page, **answer):
    """What the form sends, with an answer to the only warning."""
    (form,) = page.context["answers"].forms
    key = form.finding.key
    return token(page) | {"asked": key} | {f"{prefix(key)}-{name}": value for name, value in answer.items()}


def test_a_warning_must_be_answered_before_the_paper_is_issued(client, asked):
    response = client.post(PAGES["issue"], sent(asked) | {"do": "issue"})

    assert "Tick this, or give a reason: The numbers go from 6.2 to 6.4." in response.content.decode()
    assert not IssuedPaper.objects.exists()


@pytest.mark.parametrize("answer", [{"right": "on"}, {"reason": REASON}])
def test_an_answer_is_kept_with_the_paper_and_with_the_issue(client, asked, answer):
    client.post(PAGES["issue"], sent(asked, **answer) | {"do": "issue"})

    (kept_with_paper,) = Paper.objects.get().answers
    assert IssuedPaper.objects.get().answers == [kept_with_paper]
    assert (kept_with_paper["right"], kept_with_paper["reason"]) == ("right" in answer, answer.get("reason", ""))


def test_answers_are_saved_for_later_and_stand_on_the_page(client, asked):
    response = client.post(PAGES["issue"], sent(asked, reason=REASON) | {"do": "save"}, follow=True)

    assert response.redirect_chain == [(PAGES["issue"], 302)]
    assert REASON in response.content.decode()
    assert not IssuedPaper.objects.exists()


def test_answers_can_be_saved_while_something_is_to_be_put_right(client, paper, secretariat):
    client.force_login(secretariat)
    page = client.get(PAGES["issue"])
    client.post(PAGES["issue"], sent(page, reason=REASON) | {"do": "save"})

    assert [answer["reason"] for answer in Paper.objects.get().answers] == [REASON]


def test_an_answer_does_not_withdraw_the_approval(client, asked):
    client.post(PAGES["issue"], sent(asked, reason=REASON) | {"do": "save"})

    paper = Paper.objects.get()
    assert paper.approved_on == date(2020, 3, 16)
    assert not approval.is_of_another_text(gather(paper))


def test_the_chief_officer_sees_each_warning_with_its_answer(client, asked, chief_officer):
    client.post(PAGES["issue"], sent(asked, reason=REASON) | {"do": "save"})
    Appointment.objects.filter(strand__slug="rural-crime").delete()
    client.force_login(chief_officer)
    page = client.get(PAGES["approve"]).content.decode()

    assert REASON in page
    assert "Nobody leads Rural Crime on the date of the paper." in page
    assert page.count("Not answered yet") == 1


def test_a_reason_is_shown_as_it_was_typed(client, asked):
    client.post(PAGES["issue"], sent(asked, reason="<b>6.3</b>") | {"do": "save"})

    assert escape("<b>6.3</b>") in client.get(PAGES["issue"]).content.decode()


def test_a_reason_that_is_too_long_is_not_cut_and_the_paper_stays(client, asked):
    response = client.post(PAGES["issue"], sent(asked, reason="x" * 501) | {"do": "save"})

    assert "Shorten the reason to 500 characters or fewer" in response.content.decode()
    assert "x" * 501 in response.content.decode()
    assert Paper.objects.get().answers == []


def test_an_answer_is_to_one_question_only(client, asked, chief_officer):
    """Another text asks another question."""
    PaperText.objects.create(paper=Paper.objects.get(), slot="mitigation", text="Patrols were added.")
    PaperText.objects.create(paper=Paper.objects.get(), slot="actions", text="The growth of crime continues to slow.")
    approval.approve(Paper.objects.get(), chief_officer, on=date(2020, 3, 16))
    client.post(PAGES["issue"], sent(asked, right="on") | {"do": "issue"})

    assert not IssuedPaper.objects.exists()


def test_answers_sent_after_the_sign_in_expired_are_there_again(client, asked, secretariat):
    client.logout()
    client.post(PAGES["issue"], sent(asked, reason=REASON) | {"do": "save"})
    client.force_login(secretariat)

    assert REASON in client.get(PAGES["issue"]).content.decode()


def test_the_page_leads_to_a_draft_whatever_is_wrong(client, paper, secretariat):
    rewrite("A \N{TRACTOR}.", section__slug="rural-crime")
    client.force_login(secretariat)
    page = client.get(PAGES["issue"])

    assert "The character \N{TRACTOR} cannot be used in a paper." in page.content.decode()
    assert "/papers/march-2020/draft.pdf" in page.content.decode()


@pytest.mark.parametrize("sections", [0, 20])
@pytest.mark.parametrize("name", ["issue", "approve"])
def test_the_pages_ask_the_database_as_often_for_one_section_as_for_many(
    client, approved_paper, secretariat, chief_officer, django_assert_max_num_queries, sections, name
):
    for order in range(sections):
        UpdateFactory(section=SectionFactory(order=order + 10), state="submitted")
    client.force_login(secretariat if name == "issue" else chief_officer)
    client.get(PAGES[name])

    with django_assert_max_num_queries(22):
        client.get(PAGES[name])
