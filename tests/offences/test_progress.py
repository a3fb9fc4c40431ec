"""Work in a thread that tells how far it is and stops when nobody waits."""

import threading

import pytest

from offences import progress


def ended(going):
    """What the steps told and what they returned."""
    told = []
    while True:
        try:
            told.append(next(going))
        except StopIteration as end:
            return told, end.value


def test_the_fraction_that_was_read_is_told_and_the_work_returned():
    go = threading.Event()

    def work(on_read):
        on_read(50)
        go.wait(5)
        return "done"

    going = progress.steps(work, 200)
    assert next(going) == 0.25
    go.set()
    assert ended(going) == ([1], "done")


def test_what_goes_wrong_in_the_thread_is_raised_where_it_is_waited_for():
    def work(on_read):
        raise ValueError("Not a table.")

    with pytest.raises(ValueError, match="Not a table"):
        ended(progress.steps(work, 10))


def test_work_that_nobody_waits_for_stops_at_its_next_step():
    stopped = threading.Event()

    def work(on_read):
        try:
            while True:
                on_read(1)
        except progress.Stopped:
            stopped.set()

    going = progress.steps(work, 10)
    next(going)
    going.close()
    assert stopped.is_set()
