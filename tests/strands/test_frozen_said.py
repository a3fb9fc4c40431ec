"""What is said of the measures, and the risks, are approved with the words: nothing entered later changes them."""

import pytest
from django.urls import reverse

from documents import store
from documents.blocks import Paragraph, Table, Text, Value
from documents.plain import plain
from documents.renderers import word
from offences.models import PeriodTotal
from papers.compose import compose
from strands import frozen, workflow
from strands.models import Commentary, Update
from tests.documents import readers
from tests.factories import OrganisationFactory, PaperFactory, SectionMeasureFactory, UpdateFactory
from tests.strands.pages import update_url, words

pytestmark = pytest.mark.django_db

SAID = "More searches, so it {{ knife-crime.change }}."
READ = "More searches, so it rose by 422 (+42.9%)."
RISKS = "Risks Posts are empty: 1405 . What is needed Two vans."


@pytest.fixture
def update(section, knife):
    SectionMeasureFactory(section=section, measure=knife)
    update = UpdateFactory(section=section, risks="Posts are empty: {{ knife-crime.current }}.", needs="Two vans.")
    update.commentaries.create(measure=knife, text=SAID)
    return update


@pytest.fixture
def approved(update, lead, secretariat):
    workflow.submit(update, lead, token="")
    workflow.approve(update, secretariat, token=workflow.token(update))
    return update


@pytest.fixture
def page(client, update):
    """The words of the strand's page, as anyone reads them."""
    return lambda: words(client.get(reverse("strands:strand", args=[update.section.strand.slug])))


@pytest.fixture
def paper(update):
    OrganisationFactory()
    return PaperFactory(round=update.round)


def change_all():
    Commentary.objects.update(text="Something else.")
    Update.objects.update(risks="None.", needs="")


@pytest.mark.parametrize("board", [False, True])
def test_both_texts_keep_what_is_said_of_a_measure_and_the_risks(approved, board):
    kept = frozen.read(Update.objects.get().frozen_for(board))

    assert plain(kept.commentaries["knife-crime"]) == READ
    assert " ".join(plain(kept.risks).split()) == RISKS.replace(" .", ".")


def test_on_the_strands_page_it_stands_under_its_table_as_it_was_approved(page, approved):
    change_all()

    shown = page()
    assert "983 1405 422 +42.9%" in shown
    assert shown.index("983 1405 422 +42.9%") < shown.index("More searches, so it rose by 422 (+42.9%) .")
    assert "Something else" not in shown


def test_in_a_paper_it_stands_under_its_table_as_it_was_approved(paper, approved):
    change_all()

    body = list(compose(paper).body)
    table = next(at for at, block in enumerate(body) if isinstance(block, Table))
    assert plain(body[table + 1 : table + 2]) == READ
    assert "Something else" not in plain(body)


def test_in_a_word_file_it_follows_its_table_and_the_source_of_that(paper, approved):
    change_all()

    (following,) = readers.after_tables(word.render(compose(paper)))
    assert following[0].startswith("Source: ")
    assert following[1] == READ


def test_a_total_revised_after_the_approval_changes_what_is_said_of_it(page, approved):
    PeriodTotal.objects.filter(total=1405).update(total=1410)

    assert "More searches, so it rose by 427 (+43.4%) ." in page()


def test_what_is_said_of_a_sensitive_measure_is_kept_for_the_board_alone(
    client, page, update, lead, secretariat, reader
):
    update.section.measures.update(sensitive=True)
    workflow.submit(update, lead, token="")
    workflow.approve(update, secretariat, token=workflow.token(update))

    assert "More searches" not in Update.objects.get().frozen
    assert "More searches" not in page()
    client.force_login(reader)
    assert "More searches, so it rose by 422 (+42.9%) ." in page()


def test_a_measure_made_sensitive_after_the_approval_takes_its_words_from_everyone(page, approved):
    approved.section.measures.update(sensitive=True)

    assert "More searches" not in page()


def test_the_secretariat_reads_the_risks_that_were_submitted(client, update, lead, secretariat):
    workflow.submit(update, lead, token="")
    change_all()
    client.force_login(secretariat)

    assert RISKS in words(client.get(update_url(update, "update_review")))


def test_a_text_kept_before_there_were_commentaries_and_risks_still_reads():
    kept = (Paragraph((Text("Schools were met."),)),)
    own = Value("sceptre.value", "207")

    found = frozen.read(store.nodes_to_json((kept, (own,))))
    assert found == frozen.Content(kept, {"sceptre.value": own})


def test_an_update_approved_before_there_were_commentaries_is_shown_as_it_was(page, approved):
    kept = store.nodes_to_json(((Paragraph((Text("Old words."),)),), ()))
    Update.objects.update(frozen=kept, frozen_board=kept)

    shown = page()
    assert "Old words." in shown
    assert "983 1405 422 +42.9%" in shown
    assert "More searches" not in shown
