"""Bench (c): how long pages take while ten papers are made, beside how long they take while none is."""

import time
from statistics import median
from threading import Thread

from offences.bench.lines import at_most
from papers.bench import demo
from papers.bench.server import NoServer, get, running

PAPERS, SLOWER_AT_MOST, PAGES = 10, 2.0, 40
DRAFT = "/papers/march-2020/draft.zip"
WATCHED = {"the dashboard": "/", "the list of papers": "/papers/"}
_COME_BACK_SECONDS = 1.0
_LONGEST_SECONDS = 600


def lines(folder, database, rounds):
    session = (folder / demo.SESSION).read_text()
    with running(database) as port:
        for name, path in WATCHED.items():
            ratios = [_ratio(port, path, session) for _ in range(rounds)]
            yield at_most(f"(c) {name} while {PAPERS} papers are made, beside none", min(ratios), SLOWER_AT_MOST)


def _ratio(port, path, session):
    _seconds(port, path)  # the first time, a process reads templates and the like
    idle = median(_seconds(port, path) for _ in range(PAGES))
    made: list[int] = []
    papers = [Thread(target=_until_made, args=(port, session, made), daemon=True) for _ in range(PAPERS)]
    for one in papers:
        one.start()
    busy = []
    while any(one.is_alive() for one in papers):
        busy.append(_seconds(port, path))
    if len(made) < PAPERS:
        raise NoServer(f"Only {len(made)} of {PAPERS} papers were made.")
    return median(busy) / idle


def _seconds(port, path):
    start = time.perf_counter()
    status, _ = get(port, path)
    if status != 200:
        raise NoServer(f"{path} answers {status}.")
    return time.perf_counter() - start


def _until_made(port, session, made):
    """As a person does who is told to come back: asks again until the paper is there."""
    deadline = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < deadline:
        status, content = get(port, DRAFT, session)
        if status == 200:
            made.append(len(content))
            return
        time.sleep(_COME_BACK_SECONDS)
