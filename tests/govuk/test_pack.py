"""What the pack writes, read back as HTML."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.template import Context, Template
from django.utils.safestring import SafeString

from govuk.fields import DateField, MonthField

HOSTILE = '<script>alert("x")</script>'
CHOICES = [("on", "On track"), ("off", HOSTILE)]


class Everything(forms.Form):
    name = forms.CharField(label=f"Name {HOSTILE}", help_text="As the paper prints it")
    text = forms.CharField(widget=forms.Textarea(attrs={"maxlength": 20, "data-paste": True}))
    status = forms.ChoiceField(widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}), choices=CHOICES)
    partners = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=CHOICES)
    strand = forms.ChoiceField(choices=CHOICES)
    due = DateField()
    end = MonthField()
    agreed = forms.BooleanField(label="Agreed")
    count = forms.IntegerField(min_value=1)
    secret = forms.CharField(widget=forms.PasswordInput)
    file = forms.FileField()


class Single(forms.Form):
    name = forms.CharField()


def render(source, **context):
    return Template("{% load crispy_forms_tags govuk %}" + source).render(Context({"csrf_token": "token", **context}))


def summary(*forms_and_formsets):
    names = [f"form{position}" for position, _ in enumerate(forms_and_formsets)]
    return render("{% error_summary " + " ".join(names) + " %}", **dict(zip(names, forms_and_formsets, strict=True)))


def test_every_link_of_the_summary_leads_to_a_control_of_the_form():
    form = Everything({})
    targets = re.findall(r'href="#([^"]+)"', summary(form))
    page = render("{% crispy form %}", form=form)
    controls = re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', page)
    assert len(targets) == len(form.fields)
    assert set(targets) <= set(controls)


def test_the_summary_leads_to_the_faulty_box_of_a_date():
    form = Everything({"due_day": "1", "due_month": "2", "due_year": "20"})
    assert 'href="#id_due_2"' in summary(form)


def test_the_summary_lists_formsets_in_page_order():
    formset = forms.formset_factory(Single, extra=0)
    sent = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": ""}
    html = summary(Single({}), formset(sent), None, Single())
    assert re.findall(r'href="#([^"]+)"', html) == ["id_name"]
    bound = formset(sent | {"form-INITIAL_FORMS": "1"})
    assert re.findall(r'href="#([^"]+)"', summary(Single({}), bound)) == ["id_name", "id_form-0-name"]


def test_there_is_no_summary_without_problems():
    assert "govuk-error-summary" not in summary(Single({"name": "x"}), Single(), None)


def test_a_problem_of_the_whole_form_is_words_without_a_link():
    form = Single({"name": "x"})
    form.add_error(None, HOSTILE)
    assert "<li>&lt;script&gt;" in summary(form)


def test_labels_legends_and_options_are_escaped():
    html = render("{% crispy form %}", form=Everything({}))
    assert "<script" not in html
    assert "Name &lt;script&gt;" in html
    assert (
        html.count("&lt;script&gt;alert") == 5
    )  # the label and its message, a radio, a checkbox, an option of the select


def test_a_legend_named_by_a_variable_is_escaped():
    form = Single()
    form.helper = FormHelper()
    form.helper.layout = Layout(Fieldset("{{ strand }}", "name"), Submit("save", "{{ strand }}"))
    html = render("{% crispy form %}", form=form, strand=HOSTILE)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3  # the legend, the button's value and its text


def test_djangos_own_required_message_never_reaches_a_page():
    form = Everything({})
    html = summary(form) + render("{% crispy form %}", form=form)
    assert "This field is required" not in html
    for message in ("Enter text", "Select status", "Select partners", "Enter due", "Select file"):
        assert html.count(message) == 2


def test_a_required_message_of_the_forms_own_is_kept():
    form = Single({})
    form.fields["name"].error_messages["required"] = "Enter the name of the operation"
    assert "Enter the name of the operation" in summary(form)


@pytest.mark.parametrize("name", Everything.base_fields)
def test_what_describes_a_control_is_on_the_page(name):
    html = Everything({})[name].as_field_group()
    described = set(" ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split())
    assert described
    assert described <= set(re.findall(r' id="([^"]+)"', html))


def test_ids_are_not_repeated():
    ids = re.findall(r' id="([^"]+)"', render("{% crispy form %}", form=Everything({})))
    assert len(ids) == len(set(ids))


def test_a_form_is_checked_by_us_and_not_by_the_browser():
    html = render("{% crispy form %}", form=Everything())
    assert re.search(r"<form [^>]*novalidate", html)
    assert 'enctype="multipart/form-data"' in html
    assert not re.search(r" required[ >]", html)
    assert 'name="csrfmiddlewaretoken"' in html


def test_a_long_text_is_counted_and_never_cut_short():
    html = Everything()["text"].as_field_group()
    assert 'data-module="govuk-character-count" data-maxlength="20"' in html
    assert " maxlength=" not in html
    assert "You can enter up to 20 characters" in html


def test_a_number_is_typed_in_a_text_box():
    assert 'type="text"' in Everything()["count"].as_field_group()
    assert 'inputmode="decimal"' in Everything()["count"].as_field_group()


def test_inline_radios_keep_their_base_class_and_module():
    html = Everything()["status"].as_field_group()
    assert 'class="govuk-radios govuk-radios--inline" data-module="govuk-radios"' in html


def test_nothing_needs_an_inline_style_or_script():
    html = render("{% crispy form %}", form=Everything({}))
    assert not re.search(r"<script|<style| style=| on[a-z]+=", html)


def test_tags_and_crumbs_are_escaped():
    html = render(
        '{% tag text "green" %}{% breadcrumbs "Papers" "/papers/" text %}{% back_link "/x" text %}', text=HOSTILE
    )
    assert isinstance(html, SafeString)
    assert "<script" not in html
    assert 'href="/papers/"' in html
    assert 'class="govuk-tag govuk-tag--green"' in html


def test_the_title_says_when_there_is_an_error():
    assert render("{% error_prefix %}", form=Single({})) == "Error: "
    assert render("{% error_prefix %}", form=Single()) == ""
    assert render("{% error_prefix %}") == ""
