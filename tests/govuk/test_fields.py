from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from govuk.fields import DateField, MonthField, month_number


class Milestone(forms.Form):
    due = DateField(label="Milestone date", error_messages={"required": "Enter the milestone date"})


class Window(forms.Form):
    end = MonthField(label="Last month", required=False)


def milestone(day="", month="", year=""):
    return Milestone({"due_day": day, "due_month": month, "due_year": year})


@pytest.mark.parametrize("month", ["2", "02", "Feb", "february", " FEBRUARY "])
def test_a_month_is_a_number_or_a_name(month):
    form = milestone("29", month, "2020")
    assert form.is_valid()
    assert form.cleaned_data == {"due": date(2020, 2, 29)}


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        (("", "", ""), "Enter the milestone date"),
        (("27", "3", ""), "Milestone date must include a year"),
        (("", "", "2020"), "Milestone date must include a day and a month"),
        (("27", "3", "20"), "Year must be four figures, for example 2020"),
        (("27", "3", "٢٠٢٠"), "Year must be four figures, for example 2020"),
        (("27", "13", "2020"), "Milestone date must have a real month, for example 3 or March"),
        (("27", "ma", "2020"), "Milestone date must have a real month, for example 3 or March"),
        (("30", "2", "2020"), "Milestone date must be a real date"),
        (("x", "2", "2020"), "Milestone date must be a real date"),
        (("1", "1", "0000"), "Milestone date must be a real date"),
    ],
)
def test_a_wrong_date_says_what_to_put_right(boxes, message):
    assert milestone(*boxes).errors == {"due": [message]}


def test_only_the_boxes_an_error_is_about_are_marked():
    html = milestone("27", "3", "20")["due"].as_field_group()
    assert html.count("govuk-input--error") == 1
    assert html.count('aria-invalid="true"') == 1
    assert 'name="due_year" value="20"' in html


def test_a_date_that_is_missing_marks_every_box():
    assert milestone()["due"].as_field_group().count("govuk-input--error") == 3


def test_a_date_that_stands_is_shown_in_its_boxes():
    html = Milestone(initial={"due": date(2020, 4, 30)})["due"].as_field_group()
    assert [f'value="{value}"' in html for value in (30, 4, 2020)] == [True, True, True]


def test_a_date_sent_as_it_stood_has_not_changed():
    sent = {"due_day": "30", "due_month": "4", "due_year": "2020"}
    assert Milestone(sent, initial={"due": date(2020, 4, 30)}).has_changed() is False
    assert Milestone(sent, initial={"due": date(2020, 4, 29)}).has_changed() is True


def test_a_month_is_its_first_day():
    form = Window({"end_month": "sep", "end_year": "2019"})
    assert form.is_valid()
    assert form.cleaned_data == {"end": date(2019, 9, 1)}


def test_a_month_that_may_stay_empty_may():
    form = Window({"end_month": "", "end_year": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"end": None}


def test_a_form_sent_without_the_boxes_has_no_date():
    assert Window(QueryDict()).is_valid()
    assert Milestone(QueryDict()).errors == {"due": ["Enter the milestone date"]}


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("12", 12), ("dec", 12), ("0", None), ("ju", None), ("q", None)]
)
def test_month_number(text, number):
    assert month_number(text) == number
