"""How fast a paper's files are made on this machine, beside what they are measured against (docs/benchmarks.md)."""

import argparse
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from offences.bench import scratch
from papers.bench import at_once, demo, formats, server

BENCHES = "abc"


class Command(BaseCommand):
    requires_system_checks = []  # a measurement starts a process
    help = (
        "Measure the making of a paper's files beside WeasyPrint, and pages while papers are made. Prints a line for "
        "each figure, and exits with 1 when one is short of its target. Works on a database of its own."
    )

    def add_arguments(self, parser):
        parser.add_argument("--only", default=BENCHES, type=_letters, help="some of the benches: a,c")
        parser.add_argument("--rounds", type=int, default=3, help="how often each side is timed; the best time counts")
        parser.add_argument("--reference", default=formats.REFERENCE_PYTHON, help="the Python that has WeasyPrint")
        # How the command asks itself for the paper to measure.
        parser.add_argument("--fill", default="", help=argparse.SUPPRESS)
        parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)

    def handle(self, *args, only, rounds, reference, fill, folder, **options):
        if fill:
            demo.write(folder, fill)
            return
        for end in (signal.SIGINT, signal.SIGTERM):
            signal.signal(end, lambda number, _: sys.exit(128 + number))
        with tempfile.TemporaryDirectory(prefix="bench-papers-") as name:
            short = self._run(Path(name), only, rounds, reference)
        if short:
            raise CommandError(f"Short of the target: {short}.")

    def _run(self, folder, letters, rounds, reference):
        """Prints the lines, and returns how many are short."""
        short = 0
        with scratch.database(folder) as database:
            _fill(folder, database)
            benches = {
                "a": formats.beside_the_reference(folder, rounds, reference),
                "b": formats.each(folder, rounds),
                "c": at_once.lines(folder, database, rounds),
            }
            try:
                for letter in letters:
                    for line in benches[letter]:
                        self.stdout.write(str(line))
                        self.stdout.flush()
                        short += not getattr(line, "ok", True)
            except (formats.NotMeasured, server.NoServer) as problem:
                raise CommandError(str(problem)) from None
        return short


def _fill(folder, database):
    """In a process of its own: this one knows another database."""
    said = ["bench_papers", "--fill", database, "--folder", str(folder)]
    subprocess.run([sys.executable, "-m", "django", *said], cwd=settings.BASE_DIR, check=True)  # noqa: S603


def _letters(text):
    letters = [letter.strip() for letter in text.replace(",", "")]
    if unknown := [letter for letter in letters if letter not in BENCHES]:
        raise argparse.ArgumentTypeError(f"no such bench: {', '.join(unknown)}. There are {', '.join(BENCHES)}.")
    return letters
