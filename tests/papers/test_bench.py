"""The bench of papers: what it prints, what it leaves behind, and what it says when it cannot measure."""

import os
import re
import subprocess
import sys

import pytest
from django.db import connection

from tests.sources import ROOT

LINE = re.compile(r"^\([abc]\) [^:]+: [\d,.]+( \(target at (least|most) [\d,.]+\) (ok|short))?$")


@pytest.fixture
def own(tmp_path, db):
    """The environment of somebody who runs the bench, with an own database and a folder for passing files."""
    (tmp_path / "passing").mkdir()
    said = {"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "cpstrategy.settings", "TMPDIR": str(tmp_path / "passing")}
    if connection.vendor == "sqlite":
        said["DATABASE_URL"] = f"sqlite:///{tmp_path / 'own.sqlite3'}"
    return os.environ | said


def run(environment, *arguments):
    command = [sys.executable, "manage.py", "bench_papers", "--rounds", "1", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_every_format_has_its_time_and_its_memory(own, tmp_path):
    done = run(own, "--only", "b")
    lines = done.stdout.splitlines()

    assert (done.returncode, done.stderr) == (0, "")
    assert [line for line in lines if not LINE.match(line)] == []
    names = ["docx", "pdf", "xlsx", "html", "all four", "all four and the ZIP file"]
    assert [line.split(",")[0] for line in lines[1::2]] == [f"(b) {name}" for name in names]
    assert all(line.endswith("(target at most 200.00) ok") for line in lines[1::2])
    assert not (tmp_path / "own.sqlite3").exists()
    assert [path.name for path in (tmp_path / "passing").iterdir() if path.name.startswith("bench")] == []


def test_without_weasyprint_it_says_how_to_get_it(own):
    done = run(own, "--only", "a", "--reference", "/nowhere/python")

    assert done.returncode == 1
    assert "CommandError: WeasyPrint is not installed: `make bench-papers` installs it" in done.stderr


def test_a_bench_there_is_not_is_refused(own):
    assert "no such bench: x. There are a, b, c." in run(own, "--only", "x").stderr
