"""Our side, in a process that does nothing else: python -m papers.bench.ours RECORD ROUNDS KIND… prints JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from documents import files, store
from offences.bench.memory import most_mb


def main(record: Path, rounds: int, kinds: list[str]) -> dict[str, float]:
    """Seconds of the first time and of the shortest after it, and the most memory that the first time took."""
    document = store.from_json(record.read_text("utf-8"))
    first = _seconds(document, kinds)
    held = most_mb()
    return {"first": first, "warm": min(_seconds(document, kinds) for _ in range(rounds)), "mb": held}


def _seconds(document, kinds):
    start = perf_counter()
    files.make(document, kinds, "paper")
    return perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])))
