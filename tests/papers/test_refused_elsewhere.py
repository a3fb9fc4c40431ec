"""What no paper can hold is refused where the secretariat and administrators type what papers print."""

import pytest

from offences.cells import TextWidget
from offences.models import Measure, RecordingChange
from papers.models import Outline
from strands.forms import MarkingForm
from strands.models import Organisation, Section, Strand
from strands.round_forms import ExcusesForm, OpenForm, ReasonForm
from tests.factories import MeasureFactory, OrganisationFactory, RecordingChangeFactory

pytestmark = pytest.mark.django_db

EMOJI, TURNS, CONTROL = "A \N{GRINNING FACE} b", "A \N{RIGHT-TO-LEFT OVERRIDE}b", "A\x07b"
SAYS = {
    EMOJI: "The character \N{GRINNING FACE} cannot be used in a paper. Remove it.",
    TURNS: "A hidden mark that turns the reading direction (U+202E) is in the text. Remove it.",
    CONTROL: "A hidden control character (U+0007) is in the text. Remove it.",
}


@pytest.mark.parametrize("text", [EMOJI, TURNS])
@pytest.mark.parametrize(
    ("model", "box"),
    [
        (Measure, "caption"),
        (Measure, "definition"),
        (RecordingChange, "note"),
        (Section, "heading"),
        (Strand, "name"),
        (Organisation, "force_name"),
    ],
)
def test_the_admin_refuses_it_at_its_box(admin_client, section, model, box, text):
    MeasureFactory(), RecordingChangeFactory(), OrganisationFactory()
    one = model.objects.first()
    url = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{one.pk}/change/"
    response = admin_client.post(url, {box: text})

    assert response.status_code == 200
    assert SAYS[text] in response.context["adminform"].form.errors[box]


def test_the_heading_of_an_outline_is_refused_at_its_box(admin_client):
    outline = Outline.objects.get(slug="board-paper")
    url = f"/admin/papers/outline/{outline.pk}/change/"
    [formset] = [one.formset for one in admin_client.get(url).context["inline_admin_formsets"]]

    assert type(formset.forms[0].fields["heading"]).__name__ == "PrintedField"


@pytest.mark.parametrize("text", SAYS)
def test_an_imported_cell_is_refused_in_words(text):
    with pytest.raises(ValueError, match=r"Remove it\."):
        TextWidget().clean(text)


@pytest.mark.parametrize("text", [EMOJI, TURNS])
def test_the_reasons_that_papers_print_are_refused_at_their_box(section, text):
    excuses = ExcusesForm({f"excuse-{section.pk}": text}, sections=[section])
    [box] = excuses.fields
    forms = [
        (MarkingForm({"marking": "OFFICIAL-SENSITIVE", "reason": text}), "reason"),
        (ReasonForm({"reason": text}), "reason"),
        (OpenForm({"name": text}), "name"),
        (ExcusesForm({box: text}, sections=[section]), box),
    ]
    for form, name in forms:
        assert SAYS[text] in form.errors[name]
