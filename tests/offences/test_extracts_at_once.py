"""Two people load at the same moment. SQLite has one writer at a time by itself; PostgreSQL waits at our lock."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from offences.extracts import load
from offences.extracts.undo import CannotUndo, undo
from offences.models import Extract, MonthlyCount
from tests.offences.loads import look

pytestmark = pytest.mark.django_db(transaction=True)


def source(count):
    content = f"measure,month,count\nknife-crime,2020-01,{count}\n".encode()
    return content


def apply(seen):
    load.apply(seen, load.Said(date(2020, 3, 13)))


def at_once(first, second):
    """Does the second while the first has not ended, sees that it waits, and returns what it raised in the end."""
    problems = []

    def do_second():
        try:
            second()
        except Exception as problem:
            problems.append(type(problem))
        finally:
            connection.close()

    waiting = threading.Thread(target=do_second)
    with transaction.atomic():
        first()
        waiting.start()
        waiting.join(timeout=1)
        assert waiting.is_alive()
    waiting.join(timeout=10)
    return problems


POSTGRESQL_ONLY = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite's test database is in one thread's memory"
)


@POSTGRESQL_ONLY
def test_the_second_of_two_loads_waits_and_is_asked_to_look_again(knife):
    first, second = source(117), source(118)
    seen_by_first, seen_by_second = look(first, "117.csv"), look(second, "118.csv")
    problems = at_once(lambda: apply(seen_by_first), lambda: apply(seen_by_second))
    assert problems == [load.MovedOn]
    assert (Extract.objects.count(), MonthlyCount.objects.get().count) == (1, 117)


@POSTGRESQL_ONLY
def test_an_undo_waits_for_a_load_and_is_then_refused(knife):
    held, second = load.read_and_apply(source(116), "116.csv", as_at=date(2020, 3, 13)), source(117)
    seen = look(second)
    problems = at_once(lambda: apply(seen), lambda: undo(held, None))
    assert problems == [CannotUndo]
    assert MonthlyCount.objects.current().get().count == 117


@POSTGRESQL_ONLY
def test_of_two_undos_at_once_one_is_done(knife):
    held = load.read_and_apply(source(116), "116.csv", as_at=date(2020, 3, 13))
    problems = at_once(lambda: undo(held, None), lambda: undo(held, None))
    assert problems == [CannotUndo]
    assert Extract.objects.filter(undoes=held).count() == 1
