"""Everything `make test` checks, one step after another: .venv/bin/python -m tools.check

A failing step does not stop the others; the exit status says whether all passed. Tests that this machine cannot run are
named in red at the end, and with CI set that is a failure too.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tools import browser, console
from tools.install import ROOT, VENV
from tools.with_postgres import NO_POSTGRES

BIN = VENV / "bin"
PYTHON = str(BIN / "python")
PYTEST = (PYTHON, "-m", "pytest")
WITH_POSTGRES = (PYTHON, "-m", "tools.with_postgres")

# Said aloud, so that neither the machine's environment nor a .env file decides where the tests run.
DEVELOPMENT = {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{ROOT / 'db.sqlite3'}"}


@dataclass
class Step:
    title: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=lambda: DEVELOPMENT)
    # Runs while the steps after it do: the tests on the two databases take a core each.
    beside: bool = False


@dataclass
class Outcome:
    failed: list[str] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)


def production() -> dict[str, str]:
    """The least that a production machine must set."""
    return {"DEBUG": "0", "SECRET_KEY": secrets.token_urlsafe(60), "ALLOWED_HOSTS": "strategy.example.org"}


def manage(*arguments: str) -> tuple[str, ...]:
    return (PYTHON, "manage.py", *arguments)


def steps() -> Iterator[Step]:
    ruff = str(BIN / "ruff")
    yield Step("Lint", (ruff, "check", "."))
    yield Step("Format", (ruff, "format", "--check", "."))
    yield Step("Types", (str(BIN / "mypy"),))
    yield Step("Migrations", manage("makemigrations", "--check", "--dry-run"))
    yield Step("Production settings", manage("check", "--deploy", "--fail-level", "WARNING"), production())
    yield Step("Tests on PostgreSQL", (*WITH_POSTGRES, *PYTEST, "-m", "not browser"), beside=True)
    yield Step("Tests on SQLite", (*PYTEST, "-m", "not browser"))
    yield Step("Browser and accessibility tests", (*PYTEST, "-m", "browser"))


class Running:
    """A step that has been started. One that runs beside others keeps what it prints until it is awaited."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.started = time.monotonic()
        self.output = tempfile.TemporaryFile() if step.beside else None  # noqa: SIM115
        command, environment = step.command, os.environ | step.environment
        self.process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=self.output, stderr=subprocess.STDOUT if step.beside else None
        )

    def wait(self) -> int:
        """Wait for the end, print what was kept and how long it took, and give the exit status."""
        code = self.process.wait()
        taken = time.monotonic() - self.started
        if self.output:
            console.heading(self.step.title)
            self.output.seek(0)
            print(self.output.read().decode(errors="replace"))
            self.output.close()
        print(f"{self.step.title}: {taken:.1f} s", flush=True)
        return code


def run(step: Step, outcome: Outcome) -> None:
    if "browser" in step.command and browser.find_or_install() is None:
        console.red(browser.ADVICE)
        outcome.not_run.append(step.title)
        return
    console.heading(step.title)
    settle(Running(step), outcome)


def settle(running: Running, outcome: Outcome) -> None:
    step, code = running.step, running.wait()
    if code == NO_POSTGRES and step.command[: len(WITH_POSTGRES)] == WITH_POSTGRES:
        outcome.not_run.append(step.title)
    elif code:
        outcome.failed.append(step.title)


def report(outcome: Outcome) -> int:
    """Say what failed and what did not run, in that order, and give the exit status."""
    console.heading("Result")
    for title in outcome.failed:
        console.red(f"FAILED: {title}")
    for title in outcome.not_run:
        console.red(f"DID NOT RUN: {title}")
    if outcome.failed or (outcome.not_run and "CI" in os.environ):
        return 1
    console.green("Everything that ran passed." if outcome.not_run else "Everything passed.")
    return 0


def main() -> int:
    outcome = Outcome()
    beside = []
    for step in steps():
        if step.beside:
            beside.append(Running(step))
        else:
            run(step, outcome)
    for running in beside:
        settle(running, outcome)
    return report(outcome)


if __name__ == "__main__":
    sys.exit(main())
