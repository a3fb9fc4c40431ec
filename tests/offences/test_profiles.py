"""Profiles: what they are found by, what changed in a header, and what they remember."""

from datetime import date

import pytest

from offences import profiles, uploads
from offences.extracts.how import How
from offences.models import Profile
from tests.factories import AreaFactory
from tests.offences.loads import look, rows
from tests.offences.upload_pages import file

HEADINGS = ["Offence", "District", "Month", "Recorded"]


def profile(name="Athena", headings=HEADINGS, **how):
    return Profile.objects.create(name=name, header=profiles.fingerprint(headings), how=How(**how).as_json())


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Crime ID", " LSOA\nname ", "Last_outcome"], ["crime id", "lsoa name", "last outcome"]),
        (["Borough", "201806", "201807", "201808"], ["borough", "(month)"]),
        (["Borough", "Jan-20", "Feb-20", "Total", "Mar-20"], ["borough", "(month)", "total", "(month)"]),
        (["Area", "12 months to March 2020", "12 months to Mar 2019"], ["area", "12 months to (month)"]),
        (["Area", "2019/20 Q1", "2019/20 Q2"], ["area", "(month)"]),
        (["Count", "Count"], ["count", "count"]),
    ],
)
def test_a_header_is_compared_without_case_punctuation_and_which_months_it_has(headings, expected):
    assert profiles.fingerprint(headings) == expected


def test_next_months_file_has_the_fingerprint_of_this_months():
    may, june = ([f"2019{month:02}" for month in range(first, first + 6)] for first in (1, 2))
    assert profiles.fingerprint(["Area", *may]) == profiles.fingerprint(["Area", *june])


@pytest.mark.django_db
def test_a_profile_is_found_by_the_same_header_only():
    kept = profile()
    assert profiles.matching(["OFFENCE", "district", "Month", "recorded"]) == kept
    assert profiles.matching([*HEADINGS, "Cleared"]) is None
    assert profiles.matching([]) is None


@pytest.mark.django_db
def test_the_nearest_profile_says_what_was_added_and_removed():
    profile("Other", ["Measure", "Period", "Number"])
    kept = profile()
    found = profiles.nearest(["Offence", "Month", "Recorded", "Cleared"])
    assert (found.profile, found.added, found.removed) == (kept, ("cleared",), ("district",))


@pytest.mark.django_db
def test_a_profile_with_less_than_half_of_the_headings_is_not_near():
    profile()
    assert profiles.nearest(["Offence", "Ward", "Week", "Number"]) is None
    assert profiles.nearest(["Offence", "Month", "A", "B", "C", "D"]) is None


@pytest.mark.django_db
def test_a_profile_is_found_below_the_titles_of_a_file():
    kept = profile()
    sent = file("Force performance\n\nOffence,District,Month,Recorded\nKnife crime,Colchester,2020-01,5\n")
    assert profiles.of_file([profile("Other", ["Measure"]), kept], sent.file) == kept


@pytest.mark.django_db
def test_what_is_remembered_reads_the_next_file_and_takes_an_earlier_ones_place(knife):
    how = How(measures={"Knives": "knife-crime"}, dash="zero")
    upload = look(rows("Knives,2020-01,5"), how=how)
    kept = profiles.remember(upload, "Athena", quality="final", note="Live")
    assert (kept.header, kept.quality, kept.note) == (["measure", "month", "count"], "final", "Live")
    assert How.from_json(kept.how) == How(layout="long", measures={"Knives": "knife-crime"}, dash="zero")
    upload.refresh_from_db()
    assert upload.profile == kept
    again = profiles.remember(look(rows("knife-crime,2020-01,5")), "athena", over=kept)
    assert (again.pk, again.name, How.from_json(again.how)) == (kept.pk, "Athena", How(layout="long"))


@pytest.mark.django_db
def test_the_month_of_one_file_is_not_remembered_for_the_next(knife):
    AreaFactory(name="Colchester")
    upload = look("Borough,Knife crime\nColchester,5\n", how=How(month=date(2020, 3, 1)))
    assert How.from_json(profiles.remember(upload, "Matrix").how) == How(layout="matrix")


@pytest.mark.django_db
def test_an_upload_read_by_a_profile_of_its_own_header_has_nothing_to_say_of_profiles(knife):
    upload = look(rows("knife-crime,2020-01,5"))
    assert profiles.change(upload) is None
    profiles.remember(upload, "Athena")
    assert profiles.fits(upload)
    assert profiles.change(upload) is None
    upload.profile = None
    assert profiles.change(upload).same
    assert uploads.own(None).count() == 1
