"""One process for each measurement, so that none is helped or hindered by what another left in memory."""

import json
import subprocess
import sys

from django.conf import settings

COMMAND = "bench_extracts"


class Failed(Exception):
    """A measurement came to no end. The message is what its process said."""


def ask(measurement, job, database=""):
    """What a measurement found, from a new process."""
    said = ["--measure", measurement, "--folder", str(job.folder), "--rows", str(job.rows)]
    said += ["--rounds", str(job.rounds), "--database", database]
    command = [sys.executable, "-m", "django", COMMAND, *said]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Failed(f"{measurement}: {done.stderr.strip()[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])
