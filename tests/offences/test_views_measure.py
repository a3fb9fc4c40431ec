import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from offences.extracts import diff
from offences.models import Extract
from offences.months import months_to
from tests.factories import (
    ExtractFactory,
    PeriodTotalFactory,
    RecordingChangeFactory,
    make_counts,
    make_user,
)
from tests.offences.loads import look

JANUARY = date(2020, 1, 1)
NOTE = "Illustrative monthly profile; 12-month totals as published in March 2020"


def page(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# A measure, for everyone


def test_anyone_reads_a_measures_definition_figures_and_where_they_come_from(client, knife):
    knife.definition, knife.overlap_note = "Offences with a knife.", "Violence with injury"
    knife.save()
    RecordingChangeFactory(note="the new process finds more").measures.add(knife)
    knife.rebases.create(month=date(2019, 6, 1), reason="New process.", decided_by="A. Analyst", decided_on=JANUARY)
    make_counts(knife, dict.fromkeys(months_to(JANUARY, 36), 100) | {JANUARY: 300})
    shown = page(client.get(knife.get_absolute_url()))
    for said in (
        "Offences with a knife.",
        "Violence with injury",
        "Neither: more recording may be good",
        "12 months to end of January 2020:",
        "12 Month ending Jan 19",
        "Not like for like: the new process finds more.",
        "Source: Crime recording system; data as at 13 March 2020.",
        "January 2020: above upper limit",
        "June 2019: New process. Decided by A. Analyst on 1 January 2020.",
        "Data behind this chart",
        "/measures/knife-crime/series.csv",
    ):
        assert said in shown, said
    assert shown.count("<svg") == 2


def test_a_measure_with_published_totals_only_prints_them(client, knife):
    PeriodTotalFactory(measure=knife, start=date(2018, 2, 1), end=date(2019, 1, 1), total=983)
    PeriodTotalFactory(measure=knife)
    shown = page(client.get(knife.get_absolute_url()))
    assert all(said in shown for said in (">983<", ">1405<", ">422<", ">+42.9%<", "Board paper, March 2020"))


def test_a_measure_without_figures_says_so(client, knife):
    assert "No figures are held for this measure yet." in page(client.get(knife.get_absolute_url()))


@pytest.mark.parametrize("name", ["measure", "series"])
def test_a_sensitive_measure_is_not_there_for_the_public_and_is_for_board_members(client, knife, reader, name):
    knife.sensitive = True
    knife.save()
    url = reverse(f"offences:{name}", args=["knife-crime"])
    assert client.get(url).status_code == 404
    client.force_login(make_user("stranger"))
    assert client.get(url).status_code == 404
    client.force_login(reader)
    assert client.get(url).status_code == 200


def test_illustrative_counts_say_so_on_the_page_and_in_the_file(client, knife):
    extract = ExtractFactory(quality=Extract.Quality.ILLUSTRATIVE, note=NOTE)
    make_counts(knife, dict.fromkeys(months_to(JANUARY, 24), 100), extract=extract)
    assert NOTE in page(client.get(knife.get_absolute_url()))
    [_, first, *_] = rows(client, knife)
    assert first[-1] == NOTE


def test_the_measure_page_asks_twelve_times_at_most(client, knife, reader, django_assert_max_num_queries):
    make_counts(knife, dict.fromkeys(months_to(JANUARY, 36), 100))
    client.force_login(reader)
    with django_assert_max_num_queries(12):
        client.get(knife.get_absolute_url())


# Its series


def rows(client, measure):
    response = client.get(reverse("offences:series", args=[measure.slug]))
    assert response.headers["Content-Disposition"] == f'attachment; filename="{measure.slug}.csv"'
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_series_has_every_count_held_now_with_where_it_comes_from(client, knife):
    first = ExtractFactory(as_at=date(2020, 2, 17), file_name="february.csv")
    [replaced] = make_counts(knife, {JANUARY: 90}, extract=first)
    second = ExtractFactory(file_name="march.csv", quality=Extract.Quality.PROVISIONAL)
    replaced.superseded_by = second
    replaced.save()
    make_counts(knife, {JANUARY: 100}, extract=second)
    make_counts(knife, {date(2020, 2, 1): None}, extract=second, missing="suppressed")
    march = ["2020-03-13", "provisional", "march.csv", ""]
    assert rows(client, knife) == [
        ["measure", "area", "month", "count", "missing reason", "data as at", "quality", "file", "note"],
        ["Knife crime", "Westshire", "2020-01", "100", "", *march],
        ["Knife crime", "Westshire", "2020-02", "", "suppressed", *march],
    ]


def test_no_cell_of_the_series_runs_as_a_formula_and_numbers_stay_numbers(client, knife):
    knife.name = '=HYPERLINK("http://example.org")'
    knife.save()
    make_counts(knife, {JANUARY: -3}, extract=ExtractFactory(file_name="@sum.csv", note="-5 for rounding"))
    [_, row] = rows(client, knife)
    assert row[0] == '\'=HYPERLINK("http://example.org")'
    assert (row[3], row[7], row[8]) == ("-3", "'@sum.csv", "'-5 for rounding")


def test_a_downloaded_series_loads_again_and_changes_nothing(client, knife):
    make_counts(knife, {JANUARY: 100, date(2019, 12, 1): -3})
    make_counts(knife, {date(2020, 2, 1): None}, missing="suppressed")
    content = client.get(reverse("offences:series", args=["knife-crime"])).content
    upload = look(content)
    found = diff.changes(upload)
    assert (found.unchanged, found.new, found.revised, upload.found["rejected"]) == (3, 0, 0, 0)
