"""Leads who save at once, for a moment only: the minute is for `manage.py bench_saving` itself."""

import os
import re
import subprocess
import sys

import pytest
from django.db import connection

from documents import press
from tests.sources import ROOT

pytestmark = pytest.mark.django_db


def test_what_was_accepted_is_there_and_it_is_said(tmp_path):
    own = {"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "cpstrategy.settings", "TMPDIR": str(tmp_path)}
    if connection.vendor == "sqlite":
        own["DATABASE_URL"] = f"sqlite:///{tmp_path / 'own.sqlite3'}"
    command = [sys.executable, "manage.py", "bench_saving", "--leads", "3", "--seconds", "3"]

    ran = subprocess.run(command, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False)

    counts = re.match(
        rf"3 leads, \d+ s, {connection.vendor}: (\d+) saves accepted, (\d+) recorded, 0 lost;", ran.stdout
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert int(counts[1]) == int(counts[2]) > 0
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(press.QUEUE)] == []
