"""What a run of `make test` ends with."""

import pytest

from tools import check
from tools.check import Outcome


@pytest.mark.parametrize(
    ("outcome", "ci", "expected"),
    [
        (Outcome(), True, 0),
        (Outcome(failed=["Lint"]), False, 1),
        (Outcome(not_run=["Tests on PostgreSQL"]), False, 0),
        (Outcome(not_run=["Tests on PostgreSQL"]), True, 1),
    ],
)
def test_tests_that_did_not_run_fail_where_ci_is_set(outcome, ci, expected, monkeypatch):
    monkeypatch.setenv("CI", "true") if ci else monkeypatch.delenv("CI", raising=False)
    assert check.report(outcome) == expected


def test_tests_that_did_not_run_are_named(capsys):
    check.report(Outcome(not_run=["Tests on PostgreSQL"]))
    assert "DID NOT RUN: Tests on PostgreSQL" in capsys.readouterr().out


def test_the_whole_suite_runs_on_both_databases_and_in_the_browser():
    titles = [step.title for step in check.steps()]
    assert titles[-3:] == ["Tests on PostgreSQL", "Tests on SQLite", "Browser and accessibility tests"]


def test_a_step_beside_others_prints_when_it_is_awaited(capfd):
    running = check.Running(check.Step("Aside", ("echo", "kept"), beside=True))
    running.process.wait()
    assert "kept" not in capfd.readouterr().out
    assert running.wait() == 0
    assert "kept" in capfd.readouterr().out


def test_a_step_beside_others_still_fails_the_run():
    outcome = Outcome()
    check.settle(check.Running(check.Step("Aside", ("false",), beside=True)), outcome)
    assert outcome.failed == ["Aside"]
