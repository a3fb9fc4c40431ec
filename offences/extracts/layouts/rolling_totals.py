"""Published rolling totals (domain research § 2.1 F): "12 months ending" each of some months, on lines or across. Each
stands by itself: windows that overlap are never added up."""

from __future__ import annotations

from offences.extracts.how import How
from offences.extracts.layouts import period_columns, period_rows
from offences.extracts.layouts.interface import Fit, Found
from offences.extracts.lines import Sheet
from offences.extracts.names import Known
from offences.periods import YEAR

SLUG = "rolling totals"
WORDS = "a total for each 12 months"


def fit(sheet: Sheet, known: Known, how: How) -> Fit | None:
    if found := period_columns.plan(sheet, known, how, YEAR):
        why = f"{found.where} are periods of 12 months"
        return Fit(sheet, found, why, period_columns.BY_PERIODS, shape=found.shape, named=found.named)
    return None


def read(fit: Fit, known: Known) -> Found:
    return period_rows.read(fit)
