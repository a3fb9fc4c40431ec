"""Two people load at the same moment. SQLite has one writer at a time by itself; PostgreSQL waits at our lock."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from offences import uploads
from offences.extracts import load
from offences.extracts.how import FOUND, How
from offences.extracts.refusals import Gone
from offences.extracts.undo import CannotUndo, undo
from offences.models import Extract, MonthlyCount, StagedCount, Upload
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


@POSTGRESQL_ONLY
def test_of_two_loads_of_the_same_file_at_once_one_is_done(knife):
    seen_by_first, seen_by_second = look(source(117), "117.csv"), look(source(117), "again.csv")
    problems = at_once(lambda: apply(seen_by_first), lambda: apply(seen_by_second))
    assert problems == [load.AlreadyLoaded]
    assert MonthlyCount.objects.current().get().count == 117


@POSTGRESQL_ONLY
def test_of_two_confirmations_of_one_upload_at_once_one_is_done(knife):
    seen = look(source(117))
    same = Upload.objects.get()
    problems = at_once(lambda: apply(seen), lambda: apply(same))
    assert problems == [load.AlreadyLoaded]
    assert (Extract.objects.count(), MonthlyCount.objects.count()) == (1, 1)


@POSTGRESQL_ONLY
def test_an_upload_that_is_being_loaded_is_not_read_another_way_and_does_not_come_back(knife):
    seen = look(source(117))
    same = Upload.objects.get()
    problems = at_once(lambda: apply(seen), lambda: uploads.again(same, How(measures={"knife-crime": ""})))
    assert problems == [Gone]
    assert (Upload.objects.count(), StagedCount.objects.count()) == (0, 0)
    assert MonthlyCount.objects.get().count == 117


def test_what_is_loaded_is_what_was_seen(knife):
    seen = look(source(117))
    uploads.again(Upload.objects.get(), How(measures={"knife-crime": ""}))
    with pytest.raises(load.MovedOn):
        apply(seen)
    assert not Extract.objects.exists()


def test_an_upload_that_was_thrown_away_meanwhile_is_neither_loaded_nor_kept(knife):
    seen = look(source(117))
    Upload.objects.all().delete()
    with pytest.raises(Gone, match="is not waiting any more"):
        apply(seen)
    with pytest.raises(Gone):
        uploads.again(seen, FOUND)
    assert (Extract.objects.count(), Upload.objects.count(), StagedCount.objects.count()) == (0, 0, 0)
