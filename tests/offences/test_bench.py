"""The bench of extracts, at sizes so small that its times mean nothing: what it prints, what it leaves behind."""

import csv
import io
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from documents import press
from offences.bench import crime_file, long_file, measuring, memory, scratch
from offences.bench.lines import at_least, at_most
from tests.sources import ROOT

LINE = re.compile(r"^\([abcd]\) [^:]+: -?[\d,.]+ \(target at (least|most) [\d,.]+\) (ok|short)$")
TINY = ("bench_extracts", "--rows", "300", "--rounds", "1")


@pytest.fixture
def own(tmp_path, db):
    """The environment of somebody who runs the bench, with an own database and a folder for passing files."""
    (tmp_path / "passing").mkdir()
    said = {"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "cpstrategy.settings", "TMPDIR": str(tmp_path / "passing")}
    if connection.vendor == "sqlite":
        said["DATABASE_URL"] = f"sqlite:///{tmp_path / 'own.sqlite3'}"
    return os.environ | said


def start(environment, *arguments):
    command = [sys.executable, "manage.py", *TINY, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True)


def left_behind(folder):
    """Files in the folder and databases of the bench on the server; the queue of the press stays."""
    found = [path.name for path in folder.rglob("*") if path.name != "passing" and press.QUEUE not in str(path)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'bench%%'")
            found += [name for (name,) in cursor.fetchall()]
    return found


def test_every_bench_prints_its_lines_and_leaves_nothing(own, tmp_path):
    bench = start(own)
    printed, problems = bench.communicate()
    lines = printed.splitlines()
    assert [line for line in lines if not LINE.match(line)] == [], problems
    assert Counter(line[:3] for line in lines) == {"(a)": 8, "(b)": 3, "(c)": 1, "(d)": 10}, problems
    assert bench.returncode == (1 if any(line.endswith("short") for line in lines) else 0), problems
    assert left_behind(tmp_path) == []


def test_an_interrupted_bench_leaves_nothing(own, tmp_path):
    bench = start(own, "--only", "a")
    while not left_behind(tmp_path):
        time.sleep(0.05)
    time.sleep(1)
    bench.send_signal(signal.SIGINT)
    _, problems = bench.communicate()
    assert bench.returncode == 128 + signal.SIGINT, problems
    assert left_behind(tmp_path) == []


def test_a_bench_that_there_is_not_is_refused():
    with pytest.raises(CommandError, match="no such bench: x"):
        call_command("bench_extracts", "--only", "a,x")


def test_a_measurement_enters_no_database_but_a_scratch_one():
    with pytest.raises(ValueError, match="not a database of the bench"):
        scratch.enter("/somewhere/db.sqlite3")


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        (at_least("speed", 40.0, 40.0), "speed: 40.00 (target at least 40.00) ok"),
        (at_least("speed", 39.9, 40.0), "speed: 39.90 (target at least 40.00) short"),
        (at_most("time", 1.3, 1.3), "time: 1.30 (target at most 1.30) ok"),
        (at_most("lines", 1, 0), "lines: 1 (target at most 0) short"),
    ],
)
def test_a_line_says_whether_its_target_is_met(line, printed):
    assert str(line) == printed
    assert line.ok == printed.endswith("ok")


def test_times_of_sides_that_differ_are_refused():
    with pytest.raises(measuring.Differs, match="the sample: the two sides differ"):
        measuring.same("the sample", {"a": 1}, {"a": 2})


def test_memory_that_is_held_for_a_moment_counts():
    assert memory.growth_mb(lambda: bytearray(64 * 1024 * 1024)) > 60


def test_memory_of_processes_that_are_started_counts_too():
    hold = "import time; held = bytearray(64 * 1024 * 1024); time.sleep(0.3)"
    assert memory.growth_mb(subprocess.run, [sys.executable, "-c", hold]) > 60


def test_a_revised_file_differs_in_two_of_a_hundred_rows():
    before = long_file.counts(5000)
    after = long_file.revised(before)
    assert sum(after[key] != before[key] for key in before) == 100


def test_a_file_of_crimes_holds_what_is_said_of_it(tmp_path):
    held = crime_file.write(tmp_path, 600)
    with (tmp_path / "crimes.csv").open(encoding="utf-8", newline="") as file:
        good, bad, columns = counted(file)
    assert columns == 12
    assert sum(good.values()) == sum(held.counts.values()) == 600 + 12  # and one over two lines in each month
    assert good == in_any_district(held)
    assert bad == held.bad
    assert len(bad) == 12 * 4 * 3


def test_the_zip_file_of_crimes_holds_the_same(tmp_path):
    held = crime_file.write(tmp_path, 600)
    good = Counter()
    with zipfile.ZipFile(tmp_path / "crimes.zip") as archive:
        assert len(archive.namelist()) == 12
        for name in archive.namelist():
            text = archive.read(name).decode()
            of_month, bad, _ = counted(io.StringIO(text, newline=""))
            good += of_month
            assert bad == held.bad_of_month[name[:7]]
    assert good == in_any_district(held)


def counted(file):
    """{(category, month): crimes}, the numbers of the bad lines, and how many columns there are: by csv alone."""
    records, good, bad = csv.reader(file), Counter(), []
    width = len(next(records))
    for cells in filter(None, records):
        if len(cells) != width or not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", cells[1]):
            bad.append(records.line_num)
        else:
            good[cells[9], cells[1]] += 1
    return good, bad, width


def in_any_district(held):
    found = Counter()
    for (category, _, month), count in held.counts.items():
        found[category, month] += count
    return found


def test_the_seeded_files_are_the_same_each_time(tmp_path):
    texts = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        crime_file.write(tmp_path / name, 100)
        texts.append((tmp_path / name / "crimes.csv").read_text())
    assert texts[0] == texts[1]
    assert long_file.counts(50) == long_file.counts(50)
