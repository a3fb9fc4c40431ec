"""Long work that says how far it is: as JSON lines to a script that asks for them, else only as its end."""

import json
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing

from django.http import HttpResponseRedirect, StreamingHttpResponse

LINES = "application/x-ndjson"
_EVERY = 0.25


class Stopped(Exception):
    """Nobody waits for the work any more."""


class Told:
    """Tells how many of so many bytes have been read."""

    def __init__(self, size):
        self.size, self.at, self.stopped = size, 0, False

    def __call__(self, at):
        if self.stopped:
            raise Stopped
        self.at = at

    @property
    def fraction(self):
        return round(min(self.at / self.size, 1), 3) if self.size else 1


def steps(work, size):
    """Runs `work(on_read)` in a thread, which must leave the database alone. Yields the fraction that has been read,
    from time to time, and returns what the work does. When nobody asks for more, the work stops at its next step."""
    told = Told(size)
    with ThreadPoolExecutor(max_workers=1) as pool:
        try:
            done = pool.submit(work, told)
            while not wait([done], timeout=_EVERY).done:
                yield told.fraction
        finally:
            told.stopped = True
    yield 1
    return done.result()


def answer(request, going, page):
    """Goes through `going`, a generator of fractions that returns where to go next, or nothing when the person has
    something to put right on the `page()`."""
    if LINES in request.headers.get("Accept", ""):
        headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
        return StreamingHttpResponse(_lines(going, page), content_type=LINES, headers=headers)
    *_, last = _said(going)
    return HttpResponseRedirect(last["next"]) if last["next"] else page()


def _lines(going, page):
    for said in _said(going):
        wrong = "next" in said and not said["next"]
        yield json.dumps({"page": page().content.decode()} if wrong else said) + "\n"


def _said(going):
    with closing(going):
        try:
            while True:
                yield {"read": next(going)}
        except StopIteration as end:
            yield {"next": end.value}
