"""A measure with counts and published totals, as tests of the arithmetic need it: no database."""

from datetime import date

from offences.months import months_to
from offences.totals import MeasureFacts, Published, Vintage

JAN_2019, FEB_2019, JAN_2020, FEB_2020 = date(2019, 1, 1), date(2019, 2, 1), date(2020, 1, 1), date(2020, 2, 1)
KNIFE = MeasureFacts(
    slug="knife-crime",
    name="Knife crime",
    caption="Knife Crime Offences",
    unit="offences",
    good_direction="lower",
    small_base=50,
    source_system="Athena",
)
ATHENA = Vintage(as_at=date(2020, 3, 13), quality="final", source="Athena")
ILLUSTRATIVE_NOTE = "Illustrative monthly profile; 12-month totals as published in March 2020"
ILLUSTRATIVE = Vintage(date(2020, 3, 13), "illustrative", "Illustration", ILLUSTRATIVE_NOTE)
PAPER = "Paper of 26 March 2020"


def monthly(earlier=80, later=120, end=JAN_2020, **changed):
    """Counts of the 24 months to `end`: `earlier` in each of the first twelve, then `later`; m201907=5 changes one."""
    counts = dict.fromkeys(months_to(end, 24), earlier) | dict.fromkeys(months_to(end), later)
    return counts | {date(int(key[1:5]), int(key[5:]), 1): value for key, value in changed.items()}


def printed(total, end=JAN_2020, as_at=date(2020, 3, 13)):
    return Published(months_to(end)[0], end, total, PAPER, as_at)


def texts(summary):
    return [cell.text for cell in summary.row()]
