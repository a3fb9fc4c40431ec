"""A database that the bench may fill and empty: made beside the one that DATABASE_URL names, which is never touched."""

import contextlib
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection

from offences.models import Area, Extract, Measure, MonthlyCount, Upload

_PREFIX = "bench_"


@contextlib.contextmanager
def database(folder):
    """The name of a new, migrated and empty one. It is gone when the block ends, however it ends."""
    own, name = connection.settings_dict["NAME"], f"{_PREFIX}{secrets.token_hex(8)}"
    if connection.vendor == "sqlite":
        name = str(folder / name)
    connection.settings_dict["TEST"]["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, serialize=False)
        connection.close()
        yield name
    finally:
        _use(own)
        _drop(name)


def enter(name):
    """Makes a scratch database this process's own. Refuses to take any other."""
    if not Path(name).name.startswith(_PREFIX):
        raise ValueError(f"{name} is not a database of the bench.")
    _use(name)


def empty():
    """Takes every count, file, measure and area out."""
    models = (MonthlyCount, Upload, Extract, Measure, Area)
    tables = [model._meta.db_table for model in models]
    flush = connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=True)
    connection.ops.execute_sql_flush(flush)


def settle():
    """What PostgreSQL does by itself now and then, a minute after many changes: counts its rows, to plan queries by."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _use(name):
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name


def _drop(name):
    if connection.vendor == "sqlite":
        for path in Path(name).parent.glob(f"{Path(name).name}*"):
            path.unlink()
        return
    # Another connection: the bench may have been interrupted while this one was in the middle of something.
    with contextlib.closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {other.ops.quote_name(name)} WITH (FORCE)")
