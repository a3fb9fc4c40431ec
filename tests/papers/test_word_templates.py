"""The force's own Word template: uploaded by one, approved by another, used by what is issued after that."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from papers import word_templates
from papers.issue import issue
from papers.models import IssuedPaper, WordTemplate
from tests.documents.word_templates import LETTERHEAD, changed, template
from tests.factories import make_user
from tests.papers.test_verify import verify

pytestmark = pytest.mark.django_db

PAGE = "/papers/templates/"
OWN = template()
OTHER = template(numbered=False)


@pytest.fixture
def office(client, secretariat):
    client.force_login(secretariat)
    return client


@pytest.fixture
def waiting(secretariat):
    return kept(secretariat)


@pytest.fixture
def used(waiting, administrator):
    word_templates.approve(waiting, administrator)
    return WordTemplate.objects.get()


def kept(by, content=OWN, name="Letterhead of 2020"):
    return word_templates.add(by, name=name, file_name="letter.docx", content=content)


def upload(client, content, name="letter.docx", called="Letterhead of 2020"):
    return client.post(PAGE, {"name": called, "file": SimpleUploadedFile(name, content)}, follow=True)


def page(client):
    return client.get(PAGE).content.decode()


def url(template, act):
    return f"{PAGE}{template.pk}/{act}/"


def opened(content):
    return docx.Document(BytesIO(bytes(content)))


def test_what_the_secretariat_uploads_waits_for_an_administrator(office, secretariat):
    said = upload(office, OWN, "C:\\letters\\letter.docx").content.decode().replace("&#x27;", "'")
    assert "“Letterhead of 2020” is uploaded. It waits for an administrator's approval." in said
    found = WordTemplate.objects.get()
    assert (found.uploaded_by, found.file_name, found.in_use) == (secretariat, "letter.docx", False)
    assert bytes(found.content) == OWN
    assert "Waiting for approval" in page(office) and "Approve and use" not in page(office)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Dear Sir", "The file is not a Word file (.docx). Open it in Word, choose Save As"),
        (changed(OWN, put=[("word/vbaProject.bin", b"x")]), "The file holds macros."),
        (template(alt=""), "A picture in the header or footer has no alternative text. Right-click it"),
        (b"0" * (5 * 1024 * 1024 + 1), "The file is larger than 5 MB"),
        (b"", "The file is empty. Choose another"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_a_template_says_what_to_do(office, content, words):
    assert words in upload(office, content).content.decode().replace("&#x27;", "'")
    assert not WordTemplate.objects.exists()


def test_a_name_and_a_file_are_asked_for(office):
    said = office.post(PAGE, {}).content.decode()
    assert "Enter a name for the template" in said and "Choose a file" in said


def test_the_same_file_is_kept_once(office):
    upload(office, OWN)
    assert "That file is here already, as “Letterhead of 2020”" in upload(office, OWN, called="Again").content.decode()


def test_the_sample_is_a_paper_in_the_template(office, waiting):
    answer = office.get(f"{PAGE}{waiting.pk}/sample.docx")
    assert answer["Content-Disposition"] == 'attachment; filename="sample-Letterhead of 2020.docx"'
    file = opened(answer.content)
    assert file.sections[0].header.paragraphs[0].text == LETTERHEAD
    assert len(file.tables) == 1 and len(file.inline_shapes) == 1


def test_an_administrator_is_asked_and_takes_it_into_use(client, waiting, administrator):
    client.force_login(administrator)
    assert "Look at the" in client.get(url(waiting, "approve")).content.decode()
    assert not word_templates.in_use()
    assert "is in use." in client.post(url(waiting, "approve"), follow=True).content.decode()
    used = word_templates.in_use()
    assert (used.pk, used.approved_by, used.approved_at is None) == (waiting.pk, administrator, False)


def test_nobody_approves_their_own(client, administrator):
    mine = kept(administrator)
    client.force_login(administrator)
    assert "Approve and use" not in page(client)
    assert word_templates.OWN in client.post(url(mine, "approve"), follow=True).content.decode()
    assert not word_templates.in_use()


def test_the_database_asks_for_two_people_and_keeps_one_in_use(waiting, used, secretariat, administrator):
    other = kept(administrator, OTHER, "Other")
    for change in ({"approved_by": administrator}, {"approved_by": secretariat, "in_use": True}, {"in_use": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            WordTemplate.objects.filter(pk=other.pk).update(**change)


def test_staff_without_the_permission_do_not_decide(client, waiting):
    client.force_login(make_user("clerk", "secretariat", is_staff=True))
    assert client.get(PAGE).status_code == 200
    for act in ("approve", "stop", "remove"):
        assert client.post(url(waiting, act)).status_code == 403


def test_one_takes_the_place_of_another_and_all_that_was_done_is_said(client, used, secretariat, administrator):
    other = kept(secretariat, OTHER, "Other")
    word_templates.approve(other, administrator)
    assert list(WordTemplate.objects.filter(in_use=True)) == [other]
    word_templates.stop(other, administrator)
    word_templates.remove(other, administrator)
    assert [(one.what, one.name, one.by) for one in word_templates.events()] == [
        ("Removed", "Other", administrator),
        ("Taken out of use", "Other", administrator),
        ("Approved and taken into use", "Other", administrator),
        ("Taken out of use", "Letterhead of 2020", administrator),
        ("Uploaded", "Other", secretariat),
        ("Approved and taken into use", "Letterhead of 2020", administrator),
        ("Uploaded", "Letterhead of 2020", secretariat),
    ]
    client.force_login(administrator)
    assert "Removed: Other" in page(client)


def test_what_is_in_use_is_not_removed(client, used, administrator):
    client.force_login(administrator)
    assert "Take it out of use first." in client.post(url(used, "remove"), follow=True).content.decode()
    assert client.post(url(used, "stop")).status_code == 302 and not word_templates.in_use()
    assert word_templates.NOT_IN_USE in client.post(url(used, "stop"), follow=True).content.decode()
    client.post(url(used, "remove"))
    assert not WordTemplate.objects.exists()


def test_what_is_issued_is_written_in_the_template_and_made_again_with_it(
    client, used, approved_paper, secretariat, administrator
):
    issued = issue(approved_paper, secretariat, at=datetime(2020, 3, 17, 10, tzinfo=UTC))
    file = opened(issued.files.get(format="docx").content)
    assert issued.template == used
    assert [each.text for each in file.sections[0].header.paragraphs] == [LETTERHEAD, "OFFICIAL"]
    assert file.styles["Heading 1"].font.name == "Georgia"
    assert "1405" in {cell.text for table in file.tables for row in table.rows for cell in row.cells}
    assert verify() == ("Issued papers: 1. Every file is as it was issued.\n", None)

    word_templates.stop(used, administrator)
    assert verify()[1] is None
    client.force_login(administrator)
    assert "A paper was issued with this template" in client.post(url(used, "remove"), follow=True).content.decode()
    with pytest.raises(ProtectedError):
        used.delete()


def test_a_template_that_was_changed_under_a_paper_is_named(used, approved_paper, secretariat):
    issue(approved_paper, secretariat)
    WordTemplate.objects.update(content=OTHER)
    said = verify()[0]
    assert f"Word template: stored {word_templates.digest(OWN)}, now {word_templates.digest(OTHER)}\n" in said
    assert ": docx: stored" in said and "pdf" not in said


def test_a_paper_issued_without_a_template_has_our_own_look(waiting, issued):
    assert IssuedPaper.objects.get().template is None
    file = opened(issued.files.get(format="docx").content)
    assert file.sections[0].header.paragraphs[0].text == "OFFICIAL"
    assert file.styles["Heading 1"].font.name == "Arial"


def test_a_draft_is_written_in_the_template(office, used, paper):
    file = opened(office.get("/papers/march-2020/draft.docx").content)
    assert file.sections[0].header.paragraphs[0].text == LETTERHEAD


def test_the_secretariat_finds_the_page_and_is_told_which_template_prints(office, used, paper):
    assert PAGE in office.get("/papers/").content.decode()
    said = office.get("/papers/march-2020/edit/").content.decode()
    assert "is written in the template “Letterhead of 2020”" in said and PAGE in said


def test_readers_are_not_shown_the_page(client, reader):
    client.force_login(reader)
    assert PAGE not in client.get("/papers/").content.decode()


def test_an_administrator_finds_the_page_in_the_administration(client, used, administrator):
    client.force_login(administrator)
    assert PAGE in client.get("/admin/papers/wordtemplate/").content.decode()
    assert PAGE in client.get(f"/admin/papers/wordtemplate/{used.pk}/change/").content.decode()


def test_the_number_of_queries_does_not_grow_with_templates(
    client, secretariat, administrator, django_assert_max_num_queries
):
    client.force_login(administrator)
    kept(secretariat, OWN, "0")
    with django_assert_max_num_queries(12) as one:
        page(client)
    for number in range(1, 30):
        by = make_user(f"office-{number}", "secretariat")
        word_templates.add(by, name=str(number), file_name="a.docx", content=OWN + bytes([number]))
    with django_assert_max_num_queries(len(one)):
        page(client)
