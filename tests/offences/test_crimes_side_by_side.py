"""A large file is counted in two processes: the answers are those of one, wherever the file is cut."""

import json
import zipfile

import pytest

from offences.extracts import layouts, packed, readers, side_by_side
from offences.extracts.how import How
from offences.extracts.layouts import crime_lines
from offences.extracts.limits import Unreadable
from tests.offences.real_files import known

HEADING = "Crime ID,Month,LSOA name,Location,Crime type\r\n"
LINE = '{},2021-0{},{} 001A,"On or near The Green, ""The Inn""",{}\r\n'
KNOWN = known(("Burglary", "Robbery"), ("Maldon", "Basildon"))


@pytest.fixture(autouse=True)
def always_in_two(monkeypatch):
    monkeypatch.setattr(side_by_side, "WORTH", 1)
    monkeypatch.setattr(side_by_side, "WORTH_PLAIN", 1)


@pytest.fixture
def started(monkeypatch):
    """What the two processes gave, each time that they were asked."""
    given, count = [], side_by_side.count
    monkeypatch.setattr(side_by_side, "count", lambda *said: given.append(count(*said)) or given[-1])
    return given


def lines(first, last, month=3):
    for number in range(first, last):
        kind = ("Burglary", "Robbery")[number % 3 == 0]
        yield LINE.format(f"id{number}", month, ("Maldon", "Basildon")[number % 2], kind)


def plain(path, text):
    path.write_bytes(text.encode())
    return path


def in_zip(path, *texts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"2021-{number}.csv", text)
    return path


def found(path, on_read=None):
    with path.open("rb") as file:
        return layouts.find(readers.read(file, How(), on_read), KNOWN)


def in_one(path):
    """The bytes have no number that the system knows them by."""
    return layouts.find(readers.read(path.read_bytes()), KNOWN)


def said(one):
    counts = {(row.measure.name, row.area.name, row.month): row.count for row in one.rows}
    return counts, [(bad.line, bad.sheet, bad.words) for bad in one.rejected], one.notices, one.values


def test_a_plain_file_counts_the_same_in_halves_to_the_number_of_each_bad_line(tmp_path, started):
    bad = ["short,2021-03\r\n", "\r\n", LINE.format("x", "x", "Maldon", "Burglary")]
    text = HEADING + "".join([*lines(0, 500), bad[0], *lines(500, 900), *bad, *lines(900, 1000), *bad[:1]])
    one = found(plain(tmp_path / "crimes.csv", text))
    assert [len(given) for given in started] == [2]
    assert said(one) == said(in_one(tmp_path / "crimes.csv"))
    assert [remark.line for remark in one.rejected] == [502, 903, 905, 1006]


def test_the_members_of_a_zip_file_count_the_same_in_two_processes(tmp_path, started):
    texts = [HEADING + "".join(lines(100 * month, 100 * month + 90, month)) + "short\r\n" for month in range(1, 8)]
    one = found(in_zip(tmp_path / "crimes.zip", *texts))
    assert [len(given) for given in started] == [2]
    assert said(one) == said(in_one(tmp_path / "crimes.zip"))
    assert [(remark.line, remark.sheet) for remark in one.rejected] == [(92, f"2021-{at}.csv") for at in range(7)]


@pytest.mark.parametrize("pack", ["plain", "zip"])
def test_a_record_in_both_processes_parts_counts_once(tmp_path, started, pack):
    twice = LINE.format("twice", 3, "Maldon", "Burglary")
    text = [HEADING + twice + "".join(lines(0, 300)), "".join(lines(300, 600)) + twice]
    if pack == "zip":
        path = in_zip(tmp_path / "crimes.zip", text[0], HEADING + text[1])
    else:
        path = plain(tmp_path / "crimes.csv", "".join(text))
    one = found(path)
    assert len(started) == 2
    assert None not in started
    assert sum(row.count for row in one.rows if row.area.name == "Essex") == 601
    assert said(one) == said(in_one(path))


def test_a_file_that_would_be_cut_inside_quotation_marks_is_read_in_one_process(tmp_path, started):
    text = HEADING + "".join(lines(0, 50)) + 'a,2021-03,Maldon 001A,"' + "so\r\n" * 4000 + '",Burglary\r\n'
    one = found(plain(tmp_path / "crimes.csv", text + "".join(lines(50, 100))))
    assert started == [None]
    assert sum(row.count for row in one.rows if row.area.name == "Essex") == 101


def test_windows_text_is_read_in_one_process_and_noticed(tmp_path, started):
    path = tmp_path / "crimes.csv"
    path.write_bytes((HEADING + "".join(lines(0, 3000))).encode() + "a,2021-03,Café 001A,x,Burglary\n".encode("cp1252"))
    assert any("“Café” 1" in notice for notice in found(path).notices)
    assert started[0] is None


def test_the_progress_of_both_processes_is_told(tmp_path):
    told = []
    path = plain(tmp_path / "crimes.csv", HEADING + "".join(lines(0, 60_000)))
    found(path, told.append)
    assert told == sorted(told)
    assert 0.5 * path.stat().st_size < told[-1] <= path.stat().st_size


def test_nothing_of_the_lines_is_left_on_disk(tmp_path):
    found(in_zip(tmp_path / "crimes.zip", HEADING + "".join(lines(0, 50)), HEADING + "".join(lines(50, 99))))
    assert [path.name for path in tmp_path.iterdir()] == ["crimes.zip"]


def test_a_member_damaged_far_in_is_refused_in_words(tmp_path):
    path = in_zip(tmp_path / "crimes.zip", *(HEADING + "".join(lines(0, 9000)) for _ in range(2)))
    content = bytearray(path.read_bytes())
    content[len(content) // 2 - 3000 : len(content) // 2 - 2900] = b"x" * 100
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="damaged"):
        found(path)


def test_a_file_in_memory_has_no_number():
    [member] = packed.members(b"a,b\n")
    assert side_by_side.number_of(member.file) is None


def test_what_the_processes_are_told_is_plain(tmp_path):
    path = plain(tmp_path / "crimes.csv", HEADING + "".join(lines(0, 50)))
    with path.open("rb") as file:
        [sheet] = readers.read(file)
        parts = crime_lines._parts([crime_lines.Below(sheet, 1)])
    assert sum(part.size for part in parts) == path.stat().st_size
    assert json.loads(json.dumps([part.__dict__ for part in parts]))
