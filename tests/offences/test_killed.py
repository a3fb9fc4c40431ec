"""The process is killed after each of its database statements in turn (each second or third of an undo or a page):
nothing that was held is lost, nothing is half there, and the same work is done when it is asked again."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from offences import uploads
from offences.extracts import load
from offences.models import Extract, MonthlyCount, StagedCount, Upload
from tests.offences.loads import AS_AT
from tests.offences.waiting import SAID, waiting
from tests.strands.pages import words

FIRST = b"measure,month,count\nknife-crime,2019-12,90\nknife-crime,2020-01,117\n"
SECOND = b"measure,month,count\nknife-crime,2020-01,118\nknife-crime,2020-02,99\n"


@pytest.fixture
def database_url(transactional_db, tmp_path):
    """The test database as another process finds it. SQLite's is in memory: `database_url()` writes it to a file."""

    def url():
        if connection.vendor == "postgresql":
            return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"
        path = tmp_path / "scratch.sqlite3"
        with closing(sqlite3.connect(path)) as target:
            connection.connection.backup(target)
        return f"sqlite:///{path}"

    return url


@pytest.fixture
def killed(database_url, tmp_path):
    """killed(work, *arguments): what was held after each death, and after the work was done in the end."""

    def run(work, *arguments, step=1):
        temporary = tmp_path / "temporary"
        temporary.mkdir()
        environment = {"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "cpstrategy.settings", "TMPDIR": str(temporary)}
        done = subprocess.run(
            [sys.executable, "-m", "tests.offences.killed"],
            input=json.dumps({"work": work, "with": arguments, "step": step}).encode(),
            env=os.environ | environment | {"DATABASE_URL": database_url()},
            stdout=subprocess.PIPE,
            check=False,
        )
        *deaths, end = map(json.loads, done.stdout.splitlines())
        assert done.returncode == 0
        assert len(deaths) > 5
        assert all(each["killed"] for each in deaths)
        assert not end["killed"]
        assert list(temporary.iterdir()) == []
        return [each["held"] for each in deaths], end["held"]

    return run


@pytest.fixture
def two(knife, transactional_db):
    """One extract is loaded; the second's file is there."""
    return load.read_and_apply(FIRST, "first.csv", as_at=AS_AT)


def whole(held):
    """No file on its way in has lost a count, and no count is without its file."""
    return held["staged"] == sum(there for *_, there in held["uploads"]) and all(
        read == there for *_, read, there in held["uploads"]
    )


def test_a_killed_command_has_loaded_nothing_and_loads_when_it_is_run_again(killed, knife, two, tmp_path):
    path = tmp_path / "second.csv"
    path.write_bytes(SECOND)
    deaths, end = killed("load", str(path))
    assert all(held == deaths[0] for held in deaths)
    assert [count for _, count, *_ in deaths[0]["counts"]] == [90, 117]
    assert (deaths[0]["uploads"], end["uploads"], end["staged"]) == ([], [], 0)
    assert [count for _, count, _, superseded in end["counts"] if superseded is None] == [90, 118, 99]


def test_a_killed_undo_has_undone_nothing_and_undoes_when_it_is_asked_again(killed, knife, two):
    second = load.read_and_apply(SECOND, "second.csv", as_at=AS_AT)
    deaths, end = killed("undo", second.pk, step=2)
    assert all(held == deaths[0] for held in deaths)
    assert len(deaths[0]["extracts"]) == 2
    current = [count for _, count, _, superseded in end["counts"] if superseded is None]
    assert sorted(current, key=str) == [117, 90, None]


def test_a_killed_confirmation_leaves_the_file_waiting_and_is_sent_again(killed, knife, two, analyst):
    upload = waiting(analyst, SECOND)
    deaths, end = killed("confirm", analyst.pk, upload.pk, step=3)
    before = deaths[0]
    # The last statements are those of the page: by then the load is done.
    loaded = [held for held in deaths if held["extracts"] != before["extracts"]]
    waits = deaths[: len(deaths) - len(loaded)]
    assert all(held == before for held in waits)
    assert all(held == end for held in loaded)
    assert (len(before["uploads"]), end["uploads"], end["staged"]) == (1, [], 0)


def test_a_killed_upload_leaves_the_earlier_one_or_the_new_one_whole(killed, knife, two, analyst):
    waiting(analyst, FIRST.replace(b"117", b"5"), name="earlier.csv")
    deaths, end = killed("upload", analyst.pk, SECOND.decode(), step=3)
    assert all(
        whole(held) and held["extracts"] == end["extracts"] and held["counts"] == end["counts"] for held in deaths
    )
    names = [[name for _, name, *_ in held["uploads"]] for held in deaths]
    assert names[0] == ["earlier.csv"]
    assert all(each in (["earlier.csv"], ["page.csv"]) for each in names)
    assert [name for _, name, *_ in end["uploads"]] == ["page.csv"]


# Between the upload and its confirmation


@pytest.fixture
def as_analyst(client, analyst):
    client.force_login(analyst)
    return client


def test_a_file_that_waits_is_found_again_and_goes_on_or_is_thrown_away(db, as_analyst, analyst, knife):
    url = waiting(analyst, FIRST).get_absolute_url()
    assert f'href="{url}"' in as_analyst.get(reverse("offences:extracts")).content.decode()
    as_analyst.post(url, {"cancel": "1"})
    assert (Upload.objects.count(), StagedCount.objects.count()) == (0, 0)
    assert "The file was loaded." in words(
        as_analyst.post(waiting(analyst, FIRST).get_absolute_url(), SAID, follow=True)
    )
    assert MonthlyCount.objects.count() == 2


def test_a_file_that_waits_is_gone_after_a_day(db, as_analyst, analyst, knife, reader):
    upload = waiting(analyst, FIRST)
    Upload.objects.update(uploaded_at=timezone.now() - uploads.KEPT_FOR - timedelta(minutes=1))
    for name in ("preview", "mapping", "reading", "annotated", "remember"):
        assert as_analyst.get(reverse(f"offences:{name}", args=[upload.pk])).status_code == 404
    assert as_analyst.post(upload.get_absolute_url(), SAID).status_code == 404
    assert "counts.csv" not in words(as_analyst.get(reverse("offences:extracts")))
    uploads.receive(io.BytesIO(SECOND), "other.csv", reader)
    assert [each.file_name for each in Upload.objects.all()] == ["other.csv"]
    assert StagedCount.objects.count() == 2
    assert not Extract.objects.exists()
