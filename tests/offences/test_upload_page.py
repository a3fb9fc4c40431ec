"""Sending a file: what is refused, what is kept, where one goes next, and what a script is told meanwhile."""

import json

import pytest

from offences.extracts import load
from offences.models import Extract, Upload
from tests.offences.loads import AS_AT
from tests.offences.upload_pages import LONG, UPLOAD, at, file, send, sent, words

LINES = "application/x-ndjson"


@pytest.fixture
def as_analyst(client, analyst):
    client.force_login(analyst)
    return client


def told(client, sent):
    """What a script is told while a file is read, line by line."""
    response = client.post(UPLOAD, {"file": sent}, headers={"Accept": LINES})
    assert response.headers["Content-Type"] == LINES
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


def test_a_file_is_kept_for_its_sender_and_shown_as_it_was_read(as_analyst, analyst, knife):
    response = send(as_analyst)
    upload = Upload.objects.get()
    assert (upload.uploaded_by, upload.file_name, response.url) == (analyst, "counts.csv", at("reading", upload))
    assert not Extract.objects.exists()


def test_nothing_is_asked_of_the_file_before_it_is_read(as_analyst):
    assert list(as_analyst.get(UPLOAD).context["form"].fields) == ["file"]


def test_without_a_file_the_page_asks_for_one(as_analyst):
    response = as_analyst.post(UPLOAD, {})
    assert response.context["form"].errors["file"] == ["Choose a file"]


def test_the_same_file_as_one_that_stands_is_refused_with_a_link_to_its_receipt(as_analyst, knife):
    extract = load.read_and_apply(LONG.encode(), "first.csv", as_at=AS_AT)
    shown = words(send(as_analyst))
    assert "This file was loaded before" in shown
    assert f'href="{extract.get_absolute_url()}"' in shown
    assert not Upload.objects.exists()


def test_a_file_that_is_no_table_is_refused_at_its_box(as_analyst):
    response = send(as_analyst, b"%PDF-1.7\x00\x00", "counts.csv")
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not Upload.objects.exists()


def test_a_table_in_no_layout_goes_to_its_reading_page_for_the_person_to_say(as_analyst, knife):
    upload = sent(as_analyst, "Where,Sort\nHere,One\nThere,Two\n")
    assert upload.found["problem"]
    shown = words(as_analyst.get(at("reading", upload)))
    assert "not in a layout that is found by itself" in shown
    assert "Continue" not in shown


def test_a_file_that_is_too_large_is_refused_in_words(as_analyst, monkeypatch, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    monkeypatch.setattr("offences.upload_forms.MAX_UPLOAD_BYTES", 30)
    monkeypatch.setattr("offences.upload_handler.UnnamedFileHandler.largest", 30)
    response = send(as_analyst)
    assert response.context["form"].errors["file"] == ["The file must be smaller than 0 MB"]


def test_a_script_is_told_how_far_it_is_and_where_to_go(as_analyst, knife):
    *reading, last = told(as_analyst, file())
    assert reading[-1] == {"read": 1}
    assert last == {"next": at("reading", Upload.objects.get())}


def test_a_script_is_given_the_page_with_what_is_wrong(as_analyst):
    *_, last = told(as_analyst, "")
    assert "Choose a file" in last["page"]


def test_only_analysts_send_files(client, reader):
    client.force_login(reader)
    assert send(client).status_code == 403
