from datetime import date

import pytest
from django.urls import reverse

from papers.models import IssuedPaper, Paper

pytestmark = pytest.mark.django_db

ADMIN = "admin:papers_%s_%s"
HEADER = {
    "title": "Crime Prevention Strategy Delivery Plan",
    "slug": "march-2020",
    "version": "3",
    "marking": "OFFICIAL",
    "agenda_number": "9.0",
    "chief_officer": "ACC Prophet",
    "written_on": "2020-03-13",
    "report_from": "Westshire Police",
    "author": "Chief Inspector Balding",
}


@pytest.fixture
def admin(client, administrator, settings):
    settings.MFA_REQUIRED_FOR_STAFF = False
    client.force_login(administrator)
    return client


def change(admin, paper, **changes):
    url = reverse(ADMIN % ("paper", "change"), args=[paper.pk])
    chosen = {"round": paper.round.pk, "outline": paper.outline.pk, "initial-outline": paper.outline.pk}
    return admin.post(url, HEADER | chosen | changes)


def test_a_header_changed_in_the_admin_withdraws_the_approval(admin, approved_paper):
    assert change(admin, approved_paper, agenda_number="10").status_code == 302

    approved_paper.refresh_from_db()
    assert (approved_paper.agenda_number, approved_paper.approved_on) == ("10", None)


def test_a_header_saved_as_it_was_keeps_the_approval(admin, approved_paper):
    change(admin, approved_paper)

    approved_paper.refresh_from_db()
    assert approved_paper.approved_on == date(2020, 3, 16)


def test_nobody_approves_in_the_admin(admin, paper, chief_officer):
    change(admin, paper, approved_on="2020-03-16", approved_by=chief_officer.pk)

    assert Paper.objects.get().approved_on is None


def test_an_issued_paper_is_only_looked_at(admin, issued):
    page = reverse(ADMIN % ("issuedpaper", "change"), args=[issued.pk])
    delete = reverse(ADMIN % ("issuedpaper", "delete"), args=[issued.pk])

    assert issued.sha256 in admin.get(page).content.decode()
    assert admin.post(page, {"version": "9"}).status_code == 403
    assert admin.post(delete, {"post": "yes"}).status_code == 403
    assert admin.get(reverse(ADMIN % ("issuedpaper", "add"))).status_code == 403
    assert IssuedPaper.objects.get().version == "3"


@pytest.mark.parametrize("model", ["paper", "papertext", "issuedpaper", "outline", "outlinepart"])
def test_every_list_opens(admin, issued, model):
    assert admin.get(reverse(ADMIN % (model, "changelist"))).status_code == 200


def test_a_publication_decision_is_only_looked_at_with_its_history(admin, issued):
    decision = issued.paper.publication
    page = reverse(ADMIN % ("publication", "change"), args=[decision.pk])

    assert "Published" in admin.get(page).content.decode()
    assert admin.get(reverse(ADMIN % ("publication", "history"), args=[decision.pk])).status_code == 200
    assert admin.post(page, {"decision": "withheld", "reason": "x"}).status_code == 403
    assert admin.get(reverse(ADMIN % ("publication", "add"))).status_code == 403
    assert admin.get(reverse(ADMIN % ("publication", "delete"), args=[decision.pk])).status_code == 403
