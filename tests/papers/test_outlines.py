"""Outlines as an administrator keeps them: in the admin, in files, and what must hold of them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from tablib import Dataset

from papers.compose import compose
from papers.models import Outline, OutlinePart, Paper, PaperText
from papers.outline_rules import faults
from papers.resources import OutlinePartResource, OutlineResource, PaperResource
from tests.factories import PaperFactory, RoundFactory
from tests.papers.test_admin import ADMIN, admin  # noqa: F401
from tests.papers.test_compose import headings

pytestmark = pytest.mark.django_db

FIELDS = ("id", "outline", "order", "level", "number", "heading", "slug", "kind", "empty", "nil")


@pytest.fixture
def summary():
    return Outline.objects.get(slug="performance-summary")


def sent(outline, *, numbering="fixed", **changes):
    """What the admin's page sends of an outline; `changes` are of parts by their slug with the dashes left out."""
    parts = list(outline.parts.all())
    said = {"name": outline.name, "slug": outline.slug, "numbering": numbering}
    said |= {"parts-TOTAL_FORMS": len(parts), "parts-INITIAL_FORMS": len(parts)}
    for place, part in enumerate(parts):
        values = {name: getattr(part, name) for name in FIELDS if name not in ("id", "outline")}
        values |= {"id": part.pk, "outline": outline.pk} | changes.get(part.slug.replace("-", ""), {})
        said |= {f"parts-{place}-{name}": value for name, value in values.items()}
    return said


def change(admin, outline, **how):  # noqa: F811
    return admin.post(reverse(ADMIN % ("outline", "change"), args=[outline.pk]), sent(outline, **how))


def said(response):
    """Everything that the page says is wrong with the parts."""
    formset = response.context["inline_admin_formsets"][0].formset
    return [*formset.non_form_errors(), *(str(error) for one in formset.errors for error in one.values())]


def test_an_administrator_changes_a_heading_and_papers_print_it(admin, paper):  # noqa: F811
    outline = Outline.objects.get(slug="performance-summary")
    assert change(admin, outline, summary={"heading": "In short"}).status_code == 302

    paper.outline = outline
    assert headings(compose(paper))[0] == "1 In short"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"summary": {"number": "2.0"}, "decisions": {"number": "1.0"}},
            "“1.0 Decisions required” comes after “2.0 Summary”: put them in the order of their numbers.",
        ),
        (
            {"summary": {"number": "2.0"}, "decisions": {"number": "2"}},
            "“2.0 Summary” and “2 Decisions required” have the same number.",
        ),
        ({"summary": {"level": 2}}, "“Summary” comes first, so it must be of level 1."),
        ({"summary": {"order": 10}}, "2 parts have the order 10: give each a place of its own."),
        ({"charts": {"kind": "measures"}}, "“All measures in one table” stands 2 times: the service writes it once."),
        ({"summary": {"heading": "For {nobody}"}}, "Only {commissioner} and {strategy} may stand in braces."),
        ({"summary": {"heading": "A {"}}, "Only {commissioner} and {strategy} may stand in braces."),
        ({"summary": {"heading": "{strategy.pk}"}}, "Only {commissioner} and {strategy} may stand in braces."),
        (
            {"charts": {"empty": "required"}},
            "Only a text can be required: what the service writes is as long as there is something.",
        ),
    ],
)
def test_what_no_paper_could_print_is_refused_in_words(admin, summary, changes, words):  # noqa: F811
    before = list(summary.parts.values())
    response = change(admin, summary, **changes)

    assert any(words in one for one in said(response))
    assert list(summary.parts.values()) == before


def test_a_part_that_papers_have_a_text_for_keeps_its_slug(admin, paper):  # noqa: F811
    outline = paper.outline
    words = "Papers have a text for “purpose” or print it: its slug can no longer change."
    assert any(words in one for one in said(change(admin, outline, purpose={"slug": "aim"})))

    PaperText.objects.filter(slot="purpose").delete()
    assert change(admin, outline, purpose={"slug": "aim"}).status_code == 302


def test_the_page_says_what_a_change_does_to_papers(admin, issued, summary):  # noqa: F811
    pages = [
        admin.get(reverse(ADMIN % ("outline", "change"), args=[outline.pk])).content.decode()
        for outline in (issued.paper.outline, summary)
    ]
    assert "1. What is issued stays as it was issued." in pages[0]
    assert "None yet" in pages[1]


def test_an_outline_that_a_paper_uses_is_not_deleted_and_the_page_names_the_paper(admin, paper):  # noqa: F811
    url = reverse(ADMIN % ("outline", "delete"), args=[paper.outline.pk])

    assert str(paper) in admin.get(url).content.decode()
    assert admin.post(url, {"post": "yes"}).status_code == 200
    assert Outline.objects.count() == 2


def test_an_outline_that_nothing_uses_can_be_deleted(admin, summary):  # noqa: F811
    admin.post(reverse(ADMIN % ("outline", "delete"), args=[summary.pk]), {"post": "yes"})
    assert not Outline.objects.filter(slug="performance-summary").exists()


def test_both_standard_outlines_hold_by_the_rules():
    for outline in Outline.objects.all():
        assert faults(outline.parts.all(), outline.numbering) == []
        for part in outline.parts.all():
            part.full_clean()


def test_an_outline_without_parts_is_not_one():
    assert faults([], "fixed") == ["An outline needs at least one part."]


def test_a_part_does_not_take_the_place_that_links_to_sections_have(summary):
    part = OutlinePart(outline=summary, slug="section-fraud", order=99, nil="None.")
    with pytest.raises(ValidationError, match="names a section"):
        part.full_clean()


def test_where_no_outline_is_the_default_a_new_paper_gets_the_first():
    Outline.objects.update(default=False)
    assert PaperFactory().outline.slug == "board-paper"


# In and out as files


def everything():
    parts = OutlinePart.objects.order_by("outline__slug", "order")
    return list(parts.values_list("outline__slug", *(name for name in FIELDS if name not in ("id", "outline"))))


def test_an_outline_goes_out_and_comes_in_again_as_it_was(summary):
    outlines, parts = OutlineResource().export(), OutlinePartResource().export()
    before = everything()
    Outline.objects.all().delete()

    assert not OutlineResource().import_data(outlines).has_errors()
    assert not OutlinePartResource().import_data(parts).has_errors()
    assert everything() == before


def test_a_file_that_breaks_an_outline_changes_nothing_and_says_why(summary):
    rows = Dataset(["performance-summary", "summary", "2"], headers=["outline", "slug", "level"])
    result = OutlinePartResource().import_data(rows)

    assert str(result.base_errors[0].error) == ("Performance summary: “Summary” comes first, so it must be of level 1.")
    assert summary.parts.get(slug="summary").level == 1


def test_a_file_of_papers_names_their_outline():
    RoundFactory(slug="march-2020")
    headers = ["slug", "round", "outline", "title"]
    rows = Dataset(["march", "march-2020", "performance-summary", "Summary"], headers=headers)
    PaperResource().import_data(rows, raise_errors=True)

    assert Paper.objects.get().outline.slug == "performance-summary"
