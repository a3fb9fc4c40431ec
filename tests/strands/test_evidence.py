"""Files on operations and commitments: who adds and removes them, and who may have them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from strands import evidence, marking
from strands.models import Evidence, UpdateEvent
from tests.factories import (
    EvidenceFactory,
    OperationFactory,
    RoundFactory,
    SectionFactory,
    UpdateFactory,
    set_state,
)
from tests.strands import evidence_files as files
from tests.strands.pages import words

PAGE = "/rounds/march-2020/knife-crime/operations/sceptre/evidence/"
OF_PROMISE = "/rounds/march-2020/knife-crime/commitments/report/evidence/"
TAKEN_BACK = (
    "This section is approved. If you change anything here, its approval is taken back, "
    "and it has to be submitted again."
)


@pytest.fixture
def send(client, lead, operation):
    client.force_login(lead)

    def post(name="minutes.pdf", content=None, url=PAGE, **said):
        content = files.pdf() if content is None else content
        sent = {"file": SimpleUploadedFile(name, content, "text/html"), "title": "Minutes", "public": "no"}
        return client.post(url, sent | said)

    return post


def approve(update, secretariat):
    update.approver, update.approved_at = secretariat, timezone.now()
    return set_state(update, "approved")


def test_a_lead_adds_a_file_to_an_operation(send, operation, lead):
    content = files.pdf()
    assert send(content=content).status_code == 302
    kept = Evidence.objects.get()
    assert (kept.operation, kept.commitment, kept.title, kept.file_name) == (operation, None, "Minutes", "minutes.pdf")
    assert (bytes(kept.content), kept.size, kept.content_type) == (content, len(content), "application/pdf")
    assert (kept.public, kept.by, len(kept.sha256)) == (False, lead, 64)
    event = UpdateEvent.objects.get()
    assert (event.kind, event.by, event.task, event.comment) == ("saved", lead, "operations", "Evidence added: Minutes")


def test_a_lead_adds_a_public_file_to_a_commitment(send, promise):
    send("poster.png", files.image(), OF_PROMISE, public="yes")
    kept = Evidence.objects.get()
    assert (kept.commitment, kept.operation, kept.public, kept.content_type) == (promise, None, True, "image/png")
    assert UpdateEvent.objects.get().task == "commitments"


def test_the_page_lists_what_is_there(client, lead, operation):
    EvidenceFactory(operation=operation, title="Poster", by=lead, size=2048, public=True)
    client.force_login(lead)
    shown = words(client.get(PAGE))
    assert "Poster minutes.pdf PDF, 2.0 KB. Public. Added by" in shown


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"file": ""}, "Choose a file"),
        ({"title": ""}, "Enter what the file shows"),
        ({"public": ""}, "Select who may download it"),
        ({"public": "perhaps"}, "Select who may download it"),
        ({"content": b""}, "The file is empty. Choose another"),
        ({"name": "run.exe"}, "The file must be a PDF, PNG, JPEG, Word (.docx), Excel (.xlsx) or PowerPoint (.pptx)"),
        ({"content": b"<html>"}, "The file is named .pdf but what is in it is not a PDF. Save it again as one"),
        ({"content": b"%PDF-" + b"0" * evidence.MOST_BYTES}, "The file must be no larger than 10 MB."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(send, said, told):
    shown = words(send(**said))
    assert "There is a problem" in shown and told in shown
    assert not Evidence.objects.exists() and not UpdateEvent.objects.exists()


def test_a_name_is_cleaned_before_it_is_kept(send):
    send("min\u202eutes\t.pdf")
    assert Evidence.objects.get().file_name == "minutes.pdf"


def test_a_file_that_is_far_too_large_is_not_read(client, lead, operation, settings):
    """Only its size is kept, however much is sent."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1024
    client.force_login(lead)
    sent = {"file": SimpleUploadedFile("a.pdf", b"%PDF-" + b"0" * 12_000_000), "title": "Minutes", "public": "no"}
    assert "The file must be no larger than 10 MB." in words(client.post(PAGE, sent))


def test_there_are_twenty_files_at_most(send, operation, lead):
    EvidenceFactory.create_batch(evidence.MOST_FILES, operation=operation, by=lead)
    shown = words(send())
    assert "There are 20 files here already, which is as many as there can be. Remove one first." in shown
    assert Evidence.objects.count() == 20 and not UpdateEvent.objects.exists()


@pytest.mark.parametrize("who", ["other_lead", "reader", "analyst", "secretariat", "chief_officer", "administrator"])
def test_only_who_writes_the_section_adds_and_removes(who, client, request, operation, lead):
    kept = EvidenceFactory(operation=operation, by=lead)
    client.force_login(request.getfixturevalue(who))
    for url in (PAGE, removal(kept)):
        assert client.get(url).status_code == client.post(url).status_code == 403
    assert Evidence.objects.exists()


def test_a_stranger_signs_in_first(client, operation):
    assert client.get(PAGE).status_code == 302


def test_an_operation_of_another_section_is_not_found(client, lead, update):
    OperationFactory(section=SectionFactory(), slug="sceptre")
    client.force_login(lead)
    assert client.get(PAGE).status_code == 404


def test_nothing_is_added_to_or_removed_from_a_closed_round(send, client, operation, update, lead):
    kept = EvidenceFactory(operation=operation, by=lead)
    update.round.closed = True
    update.round.save()
    assert send().headers["Location"] == client.post(removal(kept)).headers["Location"] == update.get_absolute_url()
    assert Evidence.objects.get() == kept and not UpdateEvent.objects.exists()


def test_a_file_takes_an_approval_back_and_the_page_says_so_before(send, client, update, secretariat):
    approve(update, secretariat)
    assert TAKEN_BACK in words(client.get(PAGE))
    send()
    update.refresh_from_db()
    assert (update.state, update.approver, update.frozen) == ("draft", None, "")
    assert [event.kind for event in update.events.all()] == ["reopened"]


def test_a_file_that_is_refused_leaves_the_approval(send, update, secretariat):
    approve(update, secretariat)
    send(content=b"<html>")
    update.refresh_from_db()
    assert update.state == "approved"


def removal(kept):
    return reverse("strands:evidence_remove", args=["march-2020", "knife-crime", kept.pk])


def test_removing_is_confirmed_and_recorded(client, operation, update, lead, secretariat):
    kept = EvidenceFactory(operation=operation, by=lead, title="Poster")
    approve(update, secretariat)
    client.force_login(lead)
    shown = words(client.get(removal(kept)))
    assert "Remove “Poster”?" in shown and TAKEN_BACK in shown and Evidence.objects.exists()
    assert client.post(removal(kept)).headers["Location"] == PAGE
    assert not Evidence.objects.exists()
    update.refresh_from_db()
    assert update.state == "draft"
    assert UpdateEvent.objects.get().comment == "Evidence removed: Poster (minutes.pdf)"
    assert client.post(removal(kept)).status_code == 404


def test_a_file_of_another_section_is_not_removed(client, operation, lead):
    kept = EvidenceFactory(operation=OperationFactory(), by=lead)
    client.force_login(lead)
    assert client.post(removal(kept)).status_code == 404
    assert Evidence.objects.exists()


CAST = ("public", "reader", "lead", "other_lead", "analyst", "secretariat", "chief_officer", "administrator")
WRITERS = (404, 404, 200, 404, 404, 200, 200, 404)
BOARD = (404, 200, 200, 200, 200, 200, 200, 404)
# (public, how its section stands): what each of the cast is answered
MATRIX = {
    (False, "draft"): WRITERS,
    (True, "draft"): WRITERS,
    (False, "submitted"): WRITERS,
    (True, "submitted"): WRITERS,
    (True, "returned"): WRITERS,
    (False, "approved before"): WRITERS,
    (True, "approved before"): WRITERS,
    (False, "approved"): BOARD,
    (True, "approved"): (200,) * 8,
}


@pytest.mark.parametrize(("public", "stands"), MATRIX)
def test_who_may_have_a_file(public, stands, client, request, operation, update, lead, secretariat):
    if stands.startswith("approved"):
        update.approver = secretariat
        update.approved_at = timezone.now() + timedelta(days=-1 if stands == "approved before" else 1)
    set_state(update, stands.split()[0])
    kept = EvidenceFactory(operation=operation, by=lead, public=public)
    answers = []
    for who in CAST:
        client.logout()
        if who != "public":
            client.force_login(request.getfixturevalue(who))
        answers.append(client.get(kept.get_absolute_url()).status_code)
    assert dict(zip(CAST, answers, strict=True)) == dict(zip(CAST, MATRIX[public, stands], strict=True))


def test_what_an_earlier_round_approved_stays(client, operation, update, lead, secretariat):
    kept = EvidenceFactory(operation=operation, by=lead, public=True)
    approve(update, secretariat)
    UpdateFactory(section=update.section, round=RoundFactory(slug="june-2020", name="June 2020"))
    assert client.get(kept.get_absolute_url()).status_code == 200


def test_a_public_file_of_a_section_kept_back_is_for_the_board(client, operation, update, lead, reader, secretariat):
    kept = EvidenceFactory(operation=operation, by=lead, public=True)
    approve(update, secretariat)
    strand = reverse("strands:strand", args=[update.section.strand.slug])
    marking.mark(update, secretariat, "It names a live operation.")
    assert client.get(kept.get_absolute_url()).status_code == 404
    assert kept.title not in client.get(strand).content.decode()

    client.force_login(reader)
    assert client.get(kept.get_absolute_url())["Cache-Control"] == "private, no-store"

    client.logout()
    marking.mark(update, secretariat, "")
    assert client.get(kept.get_absolute_url()).status_code == 200
    assert kept.title in client.get(strand).content.decode()


def test_the_approval_of_another_section_opens_nothing(client, operation, lead, secretariat):
    kept = EvidenceFactory(operation=operation, by=lead, public=True)
    approve(UpdateFactory(), secretariat)
    assert client.get(kept.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("public", "cached"), [(True, "no-cache"), (False, "private, no-store")])
def test_a_file_is_never_shown_in_the_browser(public, cached, client, promise, update, lead, secretariat):
    kept = EvidenceFactory(
        commitment=promise, by=lead, public=public, file_name="Zürich.pdf", content=b"%PDF-as it was"
    )
    approve(update, secretariat)
    client.force_login(lead)
    answer = client.get(kept.get_absolute_url())
    assert answer.content == b"%PDF-as it was"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Z%C3%BCrich.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == cached


def test_a_type_that_is_not_ours_is_not_passed_on(client, operation, lead):
    kept = EvidenceFactory(operation=operation, by=lead, content_type="text/html", content=b"<script>")
    client.force_login(lead)
    assert client.get(kept.get_absolute_url())["Content-Type"] == "application/octet-stream"
