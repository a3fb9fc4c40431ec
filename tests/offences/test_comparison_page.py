"""A comparison typed on a page: checked line by line, and loaded as a file is."""

import re
from datetime import date

import pytest
from django.urls import reverse

from offences.extracts import load
from offences.models import Area, Extract, PeriodTotal, Upload
from tests.factories import AreaFactory, MeasureFactory
from tests.strands.pages import words

PAGE = "/extracts/comparison/"
KNIFE = {"measure": "knife-crime", "previous": "983", "current": "1405", "difference": "422", "percentage": "+42.9%"}
FRAUD = {"measure": "fraud", "previous": "2,228", "current": "2,087", "difference": "-141", "percentage": "-6.3%"}
FORMS = {"line-TOTAL_FORMS": "10", "line-INITIAL_FORMS": "0"}


def form(*lines, month="January 2020", **more):
    typed = {f"line-{at}-{field}": said for at, line in enumerate(lines) for field, said in line.items()}
    areas = {f"line-{at}-area": "E23000028" for at in range(10)}
    return FORMS | areas | {"month": month} | typed | more


@pytest.fixture
def typing(client, analyst, knife):
    Area.objects.filter(kind="force").update(code="E23000028")
    MeasureFactory(slug="fraud", name="Fraud")
    client.force_login(analyst)
    return client


def problems(response):
    return re.findall(r'<a href="#([^"]+)">([^<]+)</a>', response.content.decode())


def test_what_is_typed_goes_in_as_a_file_and_is_previewed_like_one(typing, analyst):
    response = typing.post(PAGE, form(KNIFE, FRAUD))
    upload = Upload.objects.get()
    assert response.url == reverse("offences:preview", args=[upload.pk])
    assert (upload.file_name, upload.uploaded_by) == ("Typed comparison to January 2020.csv", analyst)
    assert (upload.found["layout"], upload.found["rejected"]) == ("comparison", 0)
    load.apply(upload, load.Said(date(2020, 3, 13)), loaded_by=analyst)
    found = PeriodTotal.objects.order_by("measure__slug", "end").values_list("measure__slug", "start", "end", "total")
    assert list(found) == [
        ("fraud", date(2018, 2, 1), date(2019, 1, 1), 2228),
        ("fraud", date(2019, 2, 1), date(2020, 1, 1), 2087),
        ("knife-crime", date(2018, 2, 1), date(2019, 1, 1), 983),
        ("knife-crime", date(2019, 2, 1), date(2020, 1, 1), 1405),
    ]
    assert typing.get(response.url).url == "/extracts/"


def test_an_area_may_be_chosen_and_the_rest_left_empty(typing):
    AreaFactory(code="E07000066", name="Basildon", kind=Area.Kind.DISTRICT)
    typing.post(PAGE, form(KNIFE | {"area": "E07000066", "difference": "", "percentage": ""}))
    assert set(Upload.objects.get().staged.values_list("area__name", "count")) == {
        ("Basildon", 983),
        ("Basildon", 1405),
    }


FORMULA = (
    "Line 2: “=1+1” is a formula without its result. Open the file in Excel, save it, and upload that; "
    "or write the result."
)


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ({"difference": "423"}, "difference", "Line 2: The difference given is 423, but 1405 less 983 is 422."),
        (
            {"percentage": "+42.8%"},
            "percentage",
            "Line 2: The percentage given is +42.8%, but from 983 to 1405 it is +42.9%.",
        ),
        ({"measure": ""}, "measure", "Line 2: select the measure"),
        ({"measure": "no-such"}, "measure", "Line 2: select one of the measures"),
        ({"area": "no-such"}, "area", "Line 2: select one of the areas"),
        ({"previous": ""}, "previous", "Line 2: enter the previous total"),
        ({"current": ".."}, "current", "Line 2: enter the current total"),
        ({"current": "many"}, "current", "Line 2: “many” is not a count. Write a whole number."),
        ({"current": "=1+1"}, "current", FORMULA),
        ({"measure": "fraud"}, "measure", "Line 2: line 1 has the same measure and area. Clear one of them"),
    ],
)
def test_a_line_that_cannot_be_right_says_which_it_is_and_why_and_keeps_what_was_typed(typing, line, field, said):
    response = typing.post(PAGE, form(FRAUD, KNIFE | line))
    assert problems(response) == [(f"id_line-1-{field}", said)]
    assert "<title>Error: " in response.content.decode()
    assert 'value="2,228"' in response.content.decode()
    assert not Upload.objects.exists()


def test_nothing_typed_is_said(typing):
    assert problems(typing.post(PAGE, form())) == [
        ("id_line-0-measure", "Line 1: select a measure, and enter its totals"),
    ]


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("", "Enter the last month of the current 12 months"),
        ("Q1 2020", "Enter a month and a year, for example January 2020"),
        ("January 2098", "The last month must not be in the future"),
    ],
)
def test_a_window_that_is_none_is_said(typing, month, said):
    assert problems(typing.post(PAGE, form(KNIFE, month=month))) == [("id_month", said)]


def test_the_same_comparison_is_not_loaded_twice(typing, analyst):
    typing.post(PAGE, form(KNIFE))
    load.apply(Upload.objects.get(), load.Said(date(2020, 3, 13)), loaded_by=analyst)
    response = typing.post(PAGE, form(KNIFE))
    assert "This file was loaded before" in words(response)
    assert Extract.objects.get().get_absolute_url() in response.content.decode()


@pytest.mark.parametrize("sent", [{"month": "January 2020"}, form(KNIFE) | {"line-TOTAL_FORMS": "9999"}])
def test_a_form_that_is_not_the_page_s_own_is_refused_in_words(typing, sent):
    assert "The lines did not arrive whole" in words(typing.post(PAGE, sent))
    assert not Upload.objects.exists()


def test_the_page_asks_little_of_the_database(typing, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        typing.get(PAGE)


def test_only_analysts_type_comparisons(client, reader, knife):
    client.force_login(reader)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, form(KNIFE)).status_code == 403
