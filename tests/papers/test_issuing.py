from datetime import date
from threading import BoundedSemaphore

import pytest
from django.utils import timezone

from documents import press
from papers.models import IssuedPaper, PaperText
from tests.papers.pages import PAGES, token

pytestmark = pytest.mark.django_db


def test_the_chief_officer_approves(client, paper, chief_officer):
    client.force_login(chief_officer)
    client.post(PAGES["approve"], token(client.get(PAGES["approve"])))

    paper.refresh_from_db()
    assert (paper.approved_by, paper.approved_on) == (chief_officer, timezone.localdate())


def test_a_paper_that_is_not_ready_is_not_approved(client, paper, chief_officer):
    PaperText.objects.filter(slot="purpose").delete()
    client.force_login(chief_officer)
    page = client.get(PAGES["approve"])
    client.post(PAGES["approve"], token(page))

    assert "This part has no text." in page.content.decode()
    paper.refresh_from_db()
    assert paper.approved_on is None


@pytest.mark.parametrize("name", ["approve", "issue"])
def test_nobody_signs_a_paper_that_changed_while_they_looked(client, approved_paper, chief_officer, secretariat, name):
    client.force_login(chief_officer if name == "approve" else secretariat)
    seen = token(client.get(PAGES[name]))
    PaperText.objects.filter(slot="purpose").update(text="Changed.")
    response = client.post(PAGES[name], seen)

    assert "The paper has changed since you opened this page." in response.content.decode()
    approved_paper.refresh_from_db()
    assert approved_paper.approved_on == date(2020, 3, 16)
    assert not IssuedPaper.objects.exists()


def test_the_secretariat_issues(client, approved_paper, secretariat):
    client.force_login(secretariat)
    page = client.get(PAGES["issue"])
    response = client.post(PAGES["issue"], token(page))

    assert "2 sections, 1 table, 0 charts, 6 figures; 5 files" in page.content.decode()
    assert response.url == PAGES["issued"]
    assert IssuedPaper.objects.get().issued_by == secretariat


def test_a_paper_that_nobody_approved_is_not_issued(client, paper, secretariat):
    client.force_login(secretariat)
    page = client.get(PAGES["issue"])
    client.post(PAGES["issue"], token(page))

    assert "The chief officer has not approved the paper." in page.content.decode()
    assert not IssuedPaper.objects.exists()


def test_an_issued_paper_is_not_issued_again(client, issued, secretariat):
    client.force_login(secretariat)
    response = client.post(PAGES["issue"], token(client.get(PAGES["issue"])))

    assert "The paper was not issued" in response.content.decode()
    assert IssuedPaper.objects.count() == 1


def test_a_paper_whose_files_cannot_be_made_is_not_issued(client, approved_paper, secretariat, monkeypatch):
    monkeypatch.setattr(press, "_PLACES", BoundedSemaphore(1))
    client.force_login(secretariat)
    seen = token(client.get(PAGES["issue"]))
    with press._PLACES:
        response = client.post(PAGES["issue"], seen)

    assert f"The paper was not issued. {press.BUSY}" in response.content.decode()
    assert not IssuedPaper.objects.exists()
