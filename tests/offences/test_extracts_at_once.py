"""Two people load at the same moment. SQLite has one writer at a time by itself; PostgreSQL waits at our lock."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from offences.extracts import load, previews
from offences.models import Extract, MonthlyCount

pytestmark = pytest.mark.django_db(transaction=True)


def source(count):
    content = f"measure,month,count\nknife-crime,2020-01,{count}\n".encode()
    return previews.Source(content=content, file_name=f"{count}.csv", as_at=date(2020, 3, 13))


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's test database is in one thread's memory")
def test_the_second_of_two_loads_waits_and_is_asked_to_look_again(knife):
    first, second = source(117), source(118)
    seen_by_first, seen_by_second = previews.preview(first), previews.preview(second)
    outcome = []

    def load_second():
        try:
            load.apply(second, seen_by_second)
        except Exception as problem:
            outcome.append(type(problem))
        finally:
            connection.close()

    waiting = threading.Thread(target=load_second)
    with transaction.atomic():
        load.apply(first, seen_by_first)
        waiting.start()
        waiting.join(timeout=1)
        assert waiting.is_alive()
    waiting.join(timeout=10)
    assert outcome == [load.MovedOn]
    assert (Extract.objects.count(), MonthlyCount.objects.get().count) == (1, 117)
