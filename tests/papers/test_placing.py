"""The optional parts of a paper, and what becomes of texts when it gets another outline."""

import pytest

from papers.models import Outline, OutlinePart, Paper, PaperText
from tests.papers.pages import HEADER, PAGES

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, secretariat):
    client.force_login(secretariat)
    return client


def test_the_form_offers_the_optional_parts_of_the_outline_in_its_order(office, paper):
    assert office.get(PAGES["placing"]).context["form"].fields["parts"].choices == [
        ("since", "What has changed since the last paper"),
        ("measures", "All measures"),
        ("commitments", "Commitments due"),
        ("revisions", "Appendix – Revised figures"),
        ("definitions", "Appendix – Definitions and recording changes"),
        ("glossary", "Appendix – Glossary"),
    ]


def test_what_is_placed_is_printed_and_withdraws_the_approval(office, approved_paper):
    assert office.post(PAGES["placing"], {"parts": ["glossary", "measures"]}).url == PAGES["edit"]

    approved_paper.refresh_from_db()
    assert (approved_paper.extras, approved_paper.approved_on) == (["measures", "glossary"], None)
    assert "All measures" in office.get(PAGES["preview"]).content.decode()


def test_saving_what_is_there_already_keeps_the_approval(office, approved_paper):
    office.post(PAGES["placing"], {})

    approved_paper.refresh_from_db()
    assert approved_paper.approved_on is not None


def test_a_part_that_the_outline_does_not_offer_is_refused(office, paper):
    form = office.post(PAGES["placing"], {"parts": ["purpose"]}).context["form"]
    assert form.errors["parts"] == ["Select parts that this outline has"]


def test_an_issued_version_gets_no_other_parts(office, issued):
    form = office.post(PAGES["placing"], {"parts": ["measures"]}).context["form"]

    assert form.non_field_errors() == ["Version 3 was issued. Give the paper its next version number first."]
    assert Paper.objects.get().extras == []


def test_an_outline_without_optional_parts_says_so(office, paper):
    OutlinePart.objects.filter(optional=True).delete()
    assert "has no parts to choose from" in office.get(PAGES["placing"]).content.decode()


def test_another_outline_keeps_the_texts_and_the_page_says_which_do_not_print(office, paper):
    Paper.objects.update(extras=["measures"])
    office.post(PAGES["edit"], HEADER | {"outline": "performance-summary"})
    page = office.get(PAGES["edit"])

    assert page.context["unprinted"] == ["1.0 Purpose of Report"]
    assert "Knife crime {{ knife-crime.change }}." in PaperText.objects.get(slot="summary").text

    office.post(PAGES["edit"], HEADER)
    assert office.get(PAGES["edit"]).context["unprinted"] == []
    assert (Paper.objects.get().extras, PaperText.objects.count()) == (["measures"], 2)


def test_only_the_secretariat_places_parts(client, paper, chief_officer):
    client.force_login(chief_officer)
    assert client.post(PAGES["placing"], {"parts": ["measures"]}).status_code == 403


def test_a_text_whose_part_is_gone_is_named_by_its_slot(office, paper):
    Outline.objects.get(slug="board-paper").parts.filter(slug="purpose").delete()
    assert office.get(PAGES["edit"]).context["unprinted"] == ["purpose"]
