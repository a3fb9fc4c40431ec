"""What a hostile file may take of the machine: little memory, whatever it unpacks to."""

import io
import re
import tracemalloc

import pytest

from offences.extracts import readers, reading
from offences.extracts.limits import Unreadable
from offences.extracts.names import Known, Names
from tests.offences import hostile_files

# In MB: far less than what any of them unpacks to, or would take as objects.
MOST = 64
LARGE = (
    "gzip bomb",
    "line of a gigabyte",
    "gigabyte of zeros",
    "record without an end",
    "ten million columns",
    "workbook with ten million columns",
    "workbook with a million formats",
    "workbook with a tag of a megabyte",
    "workbook bomb",
    "zip that lists a million",
)


def said_of(file):
    try:
        return reading.read(file, Known(Names("measure", []), Names("area", []))).problem
    except Unreadable as refused:
        return str(refused)


def said_and_peak(file):
    tracemalloc.start()
    try:
        return said_of(file), tracemalloc.get_traced_memory()[1] / 1024 / 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("what", LARGE)
def test_a_hostile_file_takes_little_memory(what):
    said, peak = said_and_peak(io.BytesIO(hostile_files.content(what)))
    assert re.search(hostile_files.REFUSED[what][2], said)
    assert peak < MOST


class Letters(io.RawIOBase):
    """A file of one line, as long as is asked for. It says how much of it was read."""

    def __init__(self, size):
        self.size, self.at, self.read_so_far = size, 0, 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.at

    def seek(self, offset, whence=io.SEEK_SET):
        self.at = offset + (0, self.at, self.size)[whence]
        return self.at

    def readinto(self, buffer):
        number = min(len(buffer), self.size - self.at)
        buffer[:number] = b"x" * number
        self.at += number
        self.read_so_far += number
        return number


def test_a_line_of_a_gigabyte_is_not_read_to_its_end():
    file = Letters(1024 * 1024 * 1024)
    with pytest.raises(Unreadable, match=r"a line longer than 1 MB|larger than"):
        readers.read(file)
    assert file.read_so_far < 2 * 1024 * 1024
