"""A large file on its way in: never under a name on the disk, and cut off when it does not end."""

import os

import pytest
from django.core.files.uploadhandler import StopUpload

from offences.extracts import reading
from offences.extracts.known import known
from offences.upload_handler import UnnamedFileHandler
from tests.offences.upload_pages import send


@pytest.fixture
def handler():
    handler = UnnamedFileHandler()
    handler.largest = 100
    handler.new_file("file", "counts.csv", "text/csv", None)
    yield handler
    handler.file.close()


def test_the_file_has_no_name_on_the_disk(handler):
    assert os.fstat(handler.file.fileno()).st_nlink == 0


def test_what_arrives_in_parts_is_one_file(handler):
    for start in (0, 40):
        handler.receive_data_chunk(b"x" * 40, start)
    file = handler.file_complete(80)
    assert (file.name, file.size, file.read()) == ("counts.csv", 80, b"x" * 80)


def test_a_file_that_is_too_large_is_not_kept_but_its_size_is_known(handler):
    for start in range(0, 180, 60):
        handler.receive_data_chunk(b"x" * 60, start)
    file = handler.file_complete(180)
    assert (file.size, len(file.read())) == (180, 120)


def test_a_file_that_goes_on_for_twice_as_long_is_cut_off(handler):
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"x", 201)


def test_a_file_that_was_broken_off_is_closed(handler):
    handler.upload_interrupted()
    assert handler.file.closed


def test_a_file_in_no_memory_is_read_like_any_other(handler, knife):
    text = b"measure,month,count\nknife-crime,2020-01,117\n"
    handler.receive_data_chunk(text, 0)
    found = reading.read(handler.file_complete(len(text)).file, known())
    assert [row.count for row in found.reading.rows] == [117]


def test_larger_texts_than_files_in_memory_go_through_it(client, analyst, knife, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.force_login(analyst)
    lines = "".join(f"knife-crime,{year}-01,{year}\n" for year in range(1990, 2090))
    response = send(client, f"measure,month,count\n{lines}")
    assert response.status_code == 302
