"""Statements on whole sets of counts that the ORM has no words for."""

from django.db import connection

from offences.models import MonthlyCount

COPIED = ("measure_id", "area_id", "month", "count", "missing", "extract_id")


def copy(rows, columns=COPIED):
    """Writes monthly counts straight from a query: `rows` is a values_list of the columns."""
    sql, params = rows.query.sql_with_params()
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {MonthlyCount._meta.db_table} ({names}) {sql}", params)


def learn(model):
    """PostgreSQL plans a query by what it knows of a table. By itself it learns of many new rows a minute too late, and
    until then may read the whole table for each of them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {model._meta.db_table}")
