"""The demo's files, read with nothing but plain Python: what the 2020 paper printed is in them, to the last offence."""

import csv
import io
from pathlib import Path

import pytest

from tests.printed_2020 import NOTE

DEMO = Path(__file__).parents[2] / "cpstrategy" / "demo"
JANUARY, FEBRUARY = (2020, 1), (2020, 2)

# Measure, caption, last month, and both totals as printed in March 2020.
PRINTED = [
    ("domestic-abuse", "DA Offences", JANUARY, 24675, 29981),
    ("knife-crime", "Knife Crime Offences", JANUARY, 983, 1405),
    ("night-time-economy", "NTE Offences", FEBRUARY, 948, 971),
    ("hate-crime", "Hate Crime Offences", JANUARY, 2605, 2992),
    ("fraud", "Fraud Offences", JANUARY, 2228, 2087),
    ("cyber-online", "Cyber / Online Offences", JANUARY, 4118, 4267),
    ("business-crime", "Business Crime Offences", JANUARY, 24429, 24043),
    ("rural-crime", "Rural Crime Offences", JANUARY, 12897, 13107),
    ("dwelling-burglary", "Burglary (Dwelling) Offences", JANUARY, 6244, 5452),
    ("personal-robbery", "Robbery (Personal) Offences", JANUARY, 1506, 1541),
]


def rows(name):
    return list(csv.DictReader(io.StringIO((DEMO / name).read_text(encoding="utf-8"))))


def series(name):
    """{measure: {(year, month): count}}"""
    found = {}
    for row in rows(name):
        year, month = row["month"].split("-")
        months = found.setdefault(row["measure"], {})
        assert (int(year), int(month)) not in months, f"{row} stands twice"
        months[int(year), int(month)] = int(row["count"])
    return found


def twelve_to(year, month):
    return [(year, m) for m in range(1, month + 1)] + [(year - 1, m) for m in range(month + 1, 13)]


@pytest.mark.parametrize(("slug", "caption", "end", "before", "now"), PRINTED)
def test_the_later_extract_meets_both_published_totals(slug, caption, end, before, now):
    counts = series("extracts/counts-2020-03-13.csv")[slug]
    year, month = end
    assert sum(counts[m] for m in twelve_to(year - 1, month)) == before
    assert sum(counts[m] for m in twelve_to(year, month)) == now


@pytest.mark.parametrize(("slug", "caption", "end", "before", "now"), PRINTED)
def test_the_totals_and_captions_are_entered_as_printed(slug, caption, end, before, now):
    year, month = end
    totals = {row["end"]: int(row["total"]) for row in rows("period_totals.csv") if row["measure"] == slug}
    assert totals == {f"{year - 1}-{month:02}-01": before, f"{year}-{month:02}-01": now}
    assert [row["caption"] for row in rows("measures.csv") if row["slug"] == slug] == [caption]


def test_every_series_runs_from_february_2017_to_february_2020_without_a_gap():
    months = [(2017, m) for m in range(2, 13)] + [(y, m) for y in (2018, 2019) for m in range(1, 13)]
    found = series("extracts/counts-2020-03-13.csv")
    assert len(found) == 10
    for slug, counts in found.items():
        assert list(counts) == [*months, (2020, 1), (2020, 2)], slug


def test_no_series_is_flat_or_repeats_its_year():
    for slug, counts in series("extracts/counts-2020-03-13.csv").items():
        values = list(counts.values())
        assert min(values) > 0, slug
        assert len(set(values)) > 12, slug
        assert values[12:24] != values[24:36], slug


def test_the_earlier_extract_knows_less_of_its_last_months_and_nothing_of_february():
    early, late = series("extracts/counts-2020-02-17.csv"), series("extracts/counts-2020-03-13.csv")
    assert early.keys() == late.keys()
    for slug, counts in early.items():
        assert max(counts) == JANUARY, slug
        assert 0.95 * late[slug][JANUARY] < counts[JANUARY] < late[slug][JANUARY], slug
        assert all(late[slug][month] == count for month, count in counts.items() if month < (2019, 7)), slug


def test_both_extracts_say_that_their_months_are_illustrative():
    extracts = rows("extracts.csv")
    assert [(row["as_at"], row["quality"], row["note"]) for row in extracts] == [
        ("2020-02-17", "illustrative", NOTE),
        ("2020-03-13", "illustrative", NOTE),
    ]


def test_the_domestic_abuse_rise_slows_in_the_last_five_months_as_the_paper_says():
    counts = series("extracts/counts-2020-03-13.csv")["domestic-abuse"]

    def rise(months):
        return sum(counts[m] for m in months) / sum(counts[y - 1, m] for y, m in months)

    last_five = [(2019, m) for m in (9, 10, 11, 12)] + [(2020, 1)]
    assert rise(last_five) < rise([(2019, m) for m in range(2, 9)]) - 0.1


def test_knife_crime_steps_up_when_its_recording_changed():
    counts = series("extracts/counts-2020-03-13.csv")["knife-crime"]
    [change] = [row for row in rows("recording_changes.csv") if row["measures"] == "knife-crime"]
    assert change["month"] == "2019-06-01"
    before, after = [counts[2019, m] for m in range(1, 6)], [counts[2019, m] for m in range(6, 13)]
    assert sum(after) / 7 > 1.3 * sum(before) / 5


def test_no_slug_of_a_measure_is_also_that_of_a_figure():
    names = ("measures", "activity_figures", "breakdowns")
    slugs = [row["slug"] for name in names for row in rows(f"{name}.csv")]
    assert len(slugs) == len(set(slugs))


def test_the_referral_parts_add_up_and_the_public_ones_name_no_group_under_five():
    parts = rows("breakdown_parts.csv")
    for slug in ("prevent-referrals", "prevent-themes"):
        assert sum(int(row["value"]) for row in parts if row["breakdown"] == slug) == 32
    assert all(int(row["value"]) >= 5 for row in parts if row["breakdown"] == "prevent-referrals")
    assert [row["board_only"] for row in rows("breakdowns.csv")] == ["0", "1", "0"]
