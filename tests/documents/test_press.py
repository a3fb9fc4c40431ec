"""Files are made in a process of their own: what it may take, what it is told, and what the person is told."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from documents import files, press, store
from documents.blocks import Paragraph, Text
from tests.documents.sample import paper
from tests.sources import ROOT

LONG = replace(paper(), body=tuple(Paragraph((Text("Long words and many. " * 40),)) for _ in range(4000)))


@pytest.fixture
def slots(tmp_path, monkeypatch):
    """A queue of its own: other tests on this machine make files too."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_the_press_gives_what_the_renderers_give_in_this_process():
    assert press.make(paper(), files.KINDS, "paper") == files.make(paper(), files.KINDS, "paper")


def test_only_what_was_asked_for_is_made():
    assert list(press.make(paper(), ["html"], "paper")) == ["html"]


def test_a_paper_that_takes_too_long_by_the_clock_is_ended():
    with pytest.raises(press.NotMade, match="it took too long"):
        press.make(paper(), ["pdf"], "paper", replace(press.LIMITS, clock=0.05))


def test_a_paper_that_takes_too_much_processor_time_is_ended():
    with pytest.raises(press.NotMade, match="it took too long"):
        press.make(LONG, ["pdf"], "paper", replace(press.LIMITS, seconds=1))


def test_a_paper_that_takes_too_much_memory_is_ended():
    with pytest.raises(press.NotMade, match="too much memory"):
        press.make(LONG, ["pdf"], "paper", replace(press.LIMITS, memory=320 << 20))


def test_whatever_else_goes_wrong_is_in_the_log_and_not_on_the_page(caplog):
    spoilt = replace(paper(), body=(Paragraph((Text("\N{TRACTOR}"),)),))
    with pytest.raises(press.NotMade, match="could not be made"):
        press.make(spoilt, ["pdf"], "paper")
    assert "TypstError" in caplog.text


def test_the_process_knows_no_secret_of_ours(monkeypatch):
    told = []
    monkeypatch.setenv("SECRET_KEY", "x" * 50)
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@host/name")
    run = subprocess.run

    def watched(*arguments, **options):
        told.append(options["env"])
        return run(*arguments, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    press.make(paper(), ["html"], "paper")
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(told[0])


def test_the_process_lets_others_go_first():
    said = "import os; from documents.press_child import limit; limit(1 << 30, 60, 5); print(os.nice(0))"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) == min(19, os.nice(0) + 5)


def test_the_process_needs_no_django():
    said = "import sys, documents.press_child; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_paper_waits_for_another_and_then_is_told_to_come_back(slots, monkeypatch):
    monkeypatch.setattr(press, "AT_ONCE", 1)
    with press._place(0), pytest.raises(press.NotMade, match="Other papers are being made"):
        press.make(paper(), ["html"], "paper", replace(press.LIMITS, wait=0.1))
    assert press.make(paper(), ["html"], "paper", replace(press.LIMITS, wait=0.1))


def test_a_third_paper_of_one_process_is_told_at_once(slots, monkeypatch):
    monkeypatch.setattr(press, "AT_ONCE", 9)
    with press._place(0), press._place(0), pytest.raises(press.NotMade, match="Other papers are being made"):
        press.make(paper(), ["html"], "paper")


def test_what_waits_is_made_when_its_turn_comes(slots, monkeypatch):
    monkeypatch.setattr(press, "AT_ONCE", 1)
    made = []
    with press._place(0):
        waiting = threading.Thread(target=lambda: made.append(press.make(paper(), ["html"], "paper")))
        waiting.start()
        waiting.join(0.2)
        assert made == []
    waiting.join(20)
    assert list(made[0]) == ["html"]


def test_the_document_goes_in_as_its_record():
    asked = {"kinds": ["html"], "stem": "paper", "template": 0}
    order = json.dumps({"memory": 1 << 30, "seconds": 60, "niceness": 0} | asked)
    command = [sys.executable, "-m", "documents.press_child", order]
    done = subprocess.run(command, input=store.to_json(paper()).encode(), cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.startswith(b"PK")
