"""Broken and hostile files through each door: the upload page, the admin's import and the command. Each is refused in
words, at once; nothing is loaded, nothing stays behind."""

import json
import os
import re
import tempfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from offences.models import Extract, MonthlyCount, StagedCount, Upload
from tests.offences import hostile_files, import_pages
from tests.offences.hostile_files import GOOD, lines, workbook, zipped
from tests.strands.pages import words

# What the page, the command and the admin say of a file that they can read.
ONE_COUNT = re.compile(r"1 count read|1 new, 0 revised|>Confirm import<|confirm_form|process_import")
ANSWERS = {200, 302, 403, 413}


@pytest.fixture
def temporary(tmp_path, monkeypatch, settings):
    """Where temporary files go; it is empty again afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def by_page(client, analyst):
    def send(name, content):
        client.force_login(analyst)
        file = SimpleUploadedFile(name, content or b" ")
        response = client.post(reverse("offences:upload"), {"file": file}, follow=True)
        assert {status for _, status in response.redirect_chain} <= ANSWERS
        if not (upload := Upload.objects.first()) or upload.found.get("problem"):
            return words(response)
        return words(response) + words(client.get(upload.get_absolute_url()))

    return send


@pytest.fixture
def as_seen(client):
    return lambda url: client.get(url).content.decode()


@pytest.fixture
def by_admin(admin):
    said = {"as_at": "13/03/2020", "quality": "final", "source_system": "", "note": ""}

    def send(name, content):
        kind = import_pages.XLSX if name.endswith("xlsx") else import_pages.CSV
        response = import_pages.look(admin, content or b" ", MonthlyCount, name, kind, **said)
        assert response.status_code == 200
        return response.content.decode()

    return send


@pytest.fixture
def by_command(tmp_path, capsys):
    def send(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        try:
            call_command("load_extract", str(path), as_at=date(2020, 3, 13))
        except CommandError as refused:
            return str(refused)
        return capsys.readouterr().out

    return send


@pytest.fixture(params=["by_page", "by_admin", "by_command"])
def send(request, knife, temporary):
    return request.getfixturevalue(request.param)


def left_behind():
    return Upload.objects.count(), StagedCount.objects.count(), Extract.objects.count(), MonthlyCount.objects.count()


@pytest.mark.parametrize("what", hostile_files.REFUSED)
def test_it_is_refused_in_words_and_leaves_nothing(send, what):
    name, _, said = hostile_files.REFUSED[what]
    answer = send(name, hostile_files.content(what))
    assert re.search(said, answer), answer[:2000]
    assert "Traceback" not in answer
    assert left_behind()[1:] == (0, 0, 0)


# What is read in part, or whole, though somebody meant harm


def test_a_zip_file_with_paths_is_read_and_writes_no_file(send, tmp_path):
    assert ONE_COUNT.search(send("a.zip", zipped({"../../etc/passwd.csv": GOOD, "/etc/x.txt": b"x"})))
    assert not (tmp_path / "etc").exists()


def test_of_a_workbook_with_macros_only_the_values_are_read(send):
    rows = [["measure", "month", "count"], ["knife-crime", "2020-01", 117]]
    macros = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Auto_Open Shell calc",
        "customUI/customUI.xml": b"<x onLoad='run'/>",
    }
    assert ONE_COUNT.search(send("a.xlsx", workbook(rows, **macros)))


FORMULAS = (
    b'<row><c t="str"><v>measure</v></c><c t="str"><v>month</v></c><c t="str"><v>count</v></c></row>'
    b'<row><c t="str"><v>knife-crime</v></c><c t="str"><v>2020-01</v></c><c><f>1+1</f></c></row>'
    b'<row><c t="str"><v>knife-crime</v></c><c t="str"><v>2020-02</v></c><c><f>1+1</f><v>2</v></c></row>'
)


def test_a_formula_counts_as_its_result_and_without_one_its_line_is_rejected(send):
    answer = send("a.xlsx", workbook(sheet=hostile_files.sheet(FORMULAS)))
    assert "“=1+1” is a formula without its result. Open the file in Excel, save it" in answer
    assert set(StagedCount.objects.values_list("count", flat=True)) <= {2}


def test_the_same_measure_area_and_month_twice_is_listed_and_refused(send):
    answer = send("a.csv", GOOD + b"knife-crime,2020-01,118\n")
    assert "Knife crime, Westshire, January 2020 is also on line 3. Keep one of them in the file." in answer
    assert not StagedCount.objects.exists()


def test_a_nul_in_wide_characters_is_kept_from_the_database(send):
    answer = send("a.csv", "measure,month,count\nblades\0,2020-01,5\nknife-crime,20\x0020-01,5\n".encode("utf-16"))
    assert "There is no measure called" in answer


@pytest.mark.parametrize(
    ("number", "line", "said"),
    [
        (5_000, "Kind {},2020-01,1\n", "no measure called “Kind 0”"),
        (20_000, "knife-crime,2020-01,{}x\n", "“0x” is not"),
    ],
    ids=["names that nobody knows", "rejected lines"],
)
def test_thousands_of_bad_lines_are_one_bounded_answer(send, number, line, said):
    answer = send("a.csv", lines(number, line))
    assert said in answer
    assert len(answer) < 2_000_000
    assert all(len(json.dumps(found)) < 1_000_000 for found in Upload.objects.values_list("found", flat=True))


ODD_NAMES = {
    "long": "a" * 300 + ".csv",
    "path": "../../../etc/passwd.csv",
    "windows path": "C:\\reports\\counts.csv",
    "turned around": "counts\u202evsc.exe.csv",
    "control": "counts\x07\x1b[2J.csv",
    "markup": "<img src=x onerror=alert(1)>.csv",
    "formula": "=cmd|' -C calc'!A0.csv",
    "quotes": "a\"b'c.csv",
}


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
def test_an_odd_file_name_is_shortened_and_shown_as_text(by_page, as_seen, knife, name):
    by_page(name, GOOD)
    upload = Upload.objects.get()
    assert len(upload.file_name) <= 255
    assert upload.file_name.isprintable()
    assert not {"/", "\\"} & set(upload.file_name)
    assert "<img" not in as_seen(upload.get_absolute_url())


def test_the_command_takes_a_file_whatever_its_name(by_command, knife):
    name = os.fsdecode(b"counts \xff\x1b[2J\xe2\x80\xaevsc.csv")
    assert "Loaded as extract" in by_command(name, GOOD)
    assert Extract.objects.get().file_name == "counts \ufffd\ufffd[2J\ufffdvsc.csv"
