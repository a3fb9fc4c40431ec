"""Papers in and out of files: what people enter, and never an approval."""

import pytest
from tablib import Dataset

from papers.models import Paper, PaperText
from papers.resources import PaperResource, PaperTextResource
from tests.factories import PaperFactory, RoundFactory

pytestmark = pytest.mark.django_db


def imported(resource, headers, *rows):
    return resource().import_data(Dataset(*rows, headers=headers))


def test_a_paper_comes_in_with_its_round_and_unapproved():
    RoundFactory(slug="march-2020")
    headers = ["slug", "round", "title", "written_on", "version"]
    result = imported(PaperResource, headers, ["march", "march-2020", "Delivery Plan", "13/03/2020", "3"])
    assert result.totals["new"] == 1
    paper = Paper.objects.get()
    assert (paper.round.slug, paper.version, paper.approved_on) == ("march-2020", "3", None)


def test_a_file_cannot_approve_a_paper():
    PaperFactory(slug="march")
    result = imported(PaperResource, ["slug", "approved_on"], ["march", "2020-03-16"])
    assert "“approved_on”" in str(result.base_errors[0].error)
    assert Paper.objects.get().approved_on is None


def test_a_text_is_found_by_its_paper_and_slot():
    paper = PaperFactory(slug="march")
    PaperText.objects.create(paper=paper, slot="purpose", text="Old")
    imported(PaperTextResource, ["paper", "slot", "text"], ["march", "purpose", "New"], ["march", "summary", "More"])
    assert list(paper.texts.values_list("slot", "text")) == [("purpose", "New"), ("summary", "More")]
