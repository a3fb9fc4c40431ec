"""Quarters (domain research § 2.1 E): a line, or a column, for each quarter of a measure. They are kept as quarters."""

from __future__ import annotations

from offences.extracts.how import How
from offences.extracts.layouts import period_columns, period_rows
from offences.extracts.layouts.interface import Fit, Found
from offences.extracts.lines import Sheet
from offences.extracts.names import Known
from offences.periods import QUARTER

SLUG = "quarterly"
WORDS = "a total for each quarter"


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    if found := period_columns.plan(sheet, known, how, QUARTER):
        why = f"{found.where} are quarters"
        return Fit(sheet, found, why, period_columns.BY_PERIODS, shape=found.shape, named=found.named)
    return None


def read(fit: Fit, known: Known) -> Found:
    return period_rows.read(fit)
