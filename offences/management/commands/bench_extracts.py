"""How fast extracts are read and loaded on this machine, beside what they are measured against (docs/benchmarks.md)."""

import argparse
import contextlib
import json
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from offences.bench import children, crimes, long_counts, pages, scratch
from offences.bench.measuring import Job

BENCHES = {"a": long_counts.lines, "b": crimes.csv_lines, "c": crimes.zip_lines, "d": pages.lines}
MEASUREMENTS = long_counts.MEASUREMENTS | crimes.MEASUREMENTS | pages.MEASUREMENTS


class Command(BaseCommand):
    requires_system_checks = []  # each measurement starts a process
    help = (
        "Measure the reading and loading of extracts beside what they are measured against. Prints a line for each "
        "figure, and exits with 1 when one is short of its target. Works on a database of its own."
    )

    def add_arguments(self, parser):
        parser.add_argument("--only", type=_letters, default=list(BENCHES), help="some of the benches: a,c")
        parser.add_argument("--rows", type=int, default=0, help="smaller files, only to try it")
        parser.add_argument("--rounds", type=int, default=3, help="how often each side is timed; the best time counts")
        parser.add_argument("--keep-files", action="store_true", help="leave the seeded files, and say where they are")
        # How the command asks itself for one measurement, in a process that does nothing else.
        parser.add_argument("--measure", choices=MEASUREMENTS, help=argparse.SUPPRESS)
        parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
        parser.add_argument("--database", default="", help=argparse.SUPPRESS)

    def handle(self, *args, rows, rounds, measure, folder, database, **options):
        if measure:
            if database:
                scratch.enter(database)
            self.stdout.write(json.dumps(MEASUREMENTS[measure](Job(folder, rows, rounds))))
            return
        self.asked_to_end = None
        for end in (signal.SIGINT, signal.SIGTERM):
            signal.signal(end, self._end)
        with self._folder(options["keep_files"]) as folder:
            short = self._run(options["only"], Job(folder, rows, rounds))
        if short:
            raise CommandError(f"Short of the target: {short}.")

    def _end(self, number, _):
        # Remembered too: Python drops an exception raised while it clears up an object.
        self.asked_to_end = 128 + number
        sys.exit(self.asked_to_end)

    def _run(self, letters, job):
        """Prints the lines, and returns how many are short."""
        short = 0
        try:
            for letter in letters:
                for line in BENCHES[letter](job):
                    self.stdout.write(str(line))
                    self.stdout.flush()
                    short += not line.ok
                    if self.asked_to_end:
                        sys.exit(self.asked_to_end)
        except children.Failed as problem:
            raise CommandError(str(problem)) from None
        return short

    @contextlib.contextmanager
    def _folder(self, keep):
        folder = Path(tempfile.mkdtemp(prefix="bench-extracts-"))
        try:
            yield folder
        finally:
            if keep:
                self.stdout.write(f"The files are in {folder}.")
            else:
                shutil.rmtree(folder)


def _letters(text):
    letters = [letter.strip() for letter in text.split(",")]
    if unknown := [letter for letter in letters if letter not in BENCHES]:
        raise argparse.ArgumentTypeError(f"no such bench: {', '.join(unknown)}. There are {', '.join(BENCHES)}.")
    return letters
