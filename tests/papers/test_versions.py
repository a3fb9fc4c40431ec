"""A version is a number wherever it is entered: it is part of an address and of a file's name."""

import pytest
from django.urls import reverse
from tablib import Dataset

from papers import files
from papers.models import IssuedFile, Paper
from papers.resources import PaperResource
from tests.factories import PaperFactory, RoundFactory
from tests.papers.test_admin import admin, change  # noqa: F401 the fixture

pytestmark = pytest.mark.django_db

WRONG = ["edit", "1/2", "1.", "1.2.3", "-1"]


@pytest.mark.parametrize("version", WRONG)
def test_a_file_brings_in_no_other(version):
    RoundFactory(slug="march-2020")
    rows = Dataset(["march", "march-2020", "Plan", version], headers=["slug", "round", "title", "version"])
    [row] = PaperResource().import_data(rows).invalid_rows
    assert "Enter a version number, for example 3 or 1.2" in str(row.error)


def test_a_digit_of_another_script_is_no_version_and_a_line_break_no_part_of_one():
    RoundFactory(slug="march-2020")
    heads = ["slug", "round", "title", "version"]
    arabic, broken = (
        PaperResource().import_data(Dataset(["march", "march-2020", "Plan", version], headers=heads))
        for version in ("٣", "3\n")
    )
    assert "The character ٣ cannot be used in a paper" in str(arabic.invalid_rows[0].error)
    assert not broken.invalid_rows
    assert Paper.objects.get().version == "3"


def test_the_admin_takes_no_other(admin, paper):  # noqa: F811
    assert "Enter a version number, for example 3 or 1.2" in change(admin, paper, version="edit").text
    assert Paper.objects.get().version == "3"


@pytest.mark.parametrize("version", ["%00", "edit2", "3%0A", "1.2.3"])
def test_no_other_is_looked_for(client, issued, version):
    assert client.get(f"/papers/march-2020/{version}/").status_code == 404
    assert client.get(f"/papers/march-2020/{version}/pdf/").status_code == 404


def test_a_version_with_a_point_has_its_address():
    assert reverse("papers:issued", args=["march", "1.2"]) == "/papers/march/1.2/"


def test_the_longest_title_gives_a_file_name_that_can_be_kept():
    paper = PaperFactory(title="prevention " * 18, marking=Paper.Marking.OFFICIAL_SENSITIVE, version="999.999")
    name = f"{files.stem(paper, draft=True)}.html"
    assert len(name) <= IssuedFile._meta.get_field("name").max_length
    assert name.endswith("-v999-999-DRAFT.html")
