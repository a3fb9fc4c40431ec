"""Benches (a) and (b): time and memory of each format and of all four, beside WeasyPrint's PDF of the same page."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from documents import files, press
from documents.store import from_json
from offences.bench.lines import at_least, at_most
from offences.bench.measuring import seconds
from papers.bench import demo

TIMES_AS_FAST, ALL_WITHIN, MEMORY_MB = 5.0, 1.5, 200.0
ALL = tuple(files.RENDERERS)
NAMES = {kind: (kind,) for kind in ALL} | {"all four": ALL, "all four and the ZIP file": (files.ZIP,)}
REFERENCE_PYTHON = settings.BASE_DIR / "build" / "bench" / "bin" / "python"
_WARM = 3


class NotMeasured(Exception):
    """A side could not be measured. The message says what to do."""


def beside_the_reference(folder, rounds, python):
    """Both warm, and ours in the process of its own in which a person gets it."""
    if not Path(python).exists():
        raise NotMeasured("WeasyPrint is not installed: `make bench-papers` installs it for the bench alone.")
    document = from_json((folder / demo.RECORD).read_text("utf-8"))
    taken = [_turn(folder, document, python) for _ in range(rounds)]
    best = {side: min(turn[side] for turn in taken) for side in taken[0]}
    yield f"(a) WeasyPrint's PDF, seconds: {best['reference']:.2f}"
    yield f"(a) our PDF, seconds: {best['pdf']:.2f}"
    # Typst keeps what it has set, and the same paper again is quicker for it: the first time is the harder line.
    for name, side in (("both warm", "pdf"), ("ours for the first time", "first")):
        yield at_least(f"(a) PDF, times as fast as WeasyPrint, {name}", best["reference"] / best[side], TIMES_AS_FAST)
    for name, side in (("warm", "all"), ("in a new process", "press")):
        ratio = best[side] / best["reference"]
        yield at_most(f"(a) all four formats {name}, beside WeasyPrint's PDF warm", ratio, ALL_WITHIN)


def _turn(folder, document, python):
    """Each side once: what else the machine does meets all."""
    reference = [python, Path(__file__).with_name("reference.py"), folder / demo.PAGE, _WARM]
    pdf = _ours(folder, ("pdf",))
    return {
        "reference": _asked(reference)["warm"],
        "pdf": pdf["warm"],
        "first": pdf["first"],
        "all": _ours(folder, ALL)["warm"],
        "press": seconds(press.make, document, ALL, "paper"),
    }


def each(folder, rounds):
    """Seconds from order to file, in a process of its own; and the most memory of that process."""
    document = from_json((folder / demo.RECORD).read_text("utf-8"))
    for name, kinds in NAMES.items():
        taken = min(seconds(press.make, document, kinds, "paper") for _ in range(rounds))
        yield f"(b) {name}, seconds in a process of its own: {taken:.2f}"
        yield at_most(f"(b) {name}, most memory in MB", _ours(folder, kinds)["mb"], MEMORY_MB)


def _ours(folder, kinds):
    return _asked([sys.executable, "-m", "papers.bench.ours", folder / demo.RECORD, _WARM, *kinds])


def _asked(command):
    done = subprocess.run(  # noqa: S603
        [str(word) for word in command], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotMeasured(done.stderr.strip()[-2000:])
    return json.loads(done.stdout.splitlines()[-1])
