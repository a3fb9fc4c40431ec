"""The command that loads a file: the same engine and answers as the upload page."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from offences.extracts.crime_rules import WITHOUT_NUMBER, Condition, Counted, CrimeRules
from offences.extracts.how import How
from offences.models import Extract, Profile
from offences.profiles import fingerprint
from tests.offences.real_files import BURGLARY, FILES, add, held

BOROUGHS = ("Barking and Dagenham", "Havering", "Westminster")


@pytest.fixture
def boroughs(db):
    add(BURGLARY, areas=BOROUGHS)


def run(capsys, name, **said):
    call_command("load_extract", str(FILES / name), as_at=date(2020, 6, 30), **said)
    return capsys.readouterr().out.splitlines()


def test_a_file_is_loaded_and_its_rejected_lines_are_named(boroughs, capsys):
    said = run(capsys, "mps-2018-06-to-2020-05.csv", leave_out_rejected=True, quality="final")
    assert said[0] == "Read as a column for each month, because 24 headings are months."
    assert said[-2:] == [
        "72 new, 0 revised, 0 unchanged, 0 missing from this file but held, 9 rejected.",
        f"Loaded as extract {Extract.objects.get().pk}.",
    ]
    assert len(held()) == 72
    assert Extract.objects.get().quality == "final"


def test_nothing_is_loaded_when_lines_are_rejected(boroughs, capsys):
    with pytest.raises(CommandError, match=r"Nothing was loaded\. 9 lines are rejected\. The first, line 3"):
        run(capsys, "mps-2018-06-to-2020-05.csv")
    assert not Extract.objects.exists()


def test_a_dry_run_says_what_would_change_and_loads_nothing(boroughs, capsys):
    said = run(capsys, "mps-2018-06-to-2020-05.csv", leave_out_rejected=True, dry_run=True)
    assert said[-1] == "Nothing was loaded: this was a dry run."
    assert not Extract.objects.exists()


def test_the_same_file_again_is_refused(boroughs, capsys):
    run(capsys, "mps-2018-06-to-2020-05.csv", leave_out_rejected=True)
    with pytest.raises(CommandError, match="This file was loaded before"):
        run(capsys, "mps-2018-06-to-2020-05.csv", leave_out_rejected=True)


RULES = CrimeRules(
    month="Month",
    category="Crime type",
    place="LSOA name",
    place_rule=WITHOUT_NUMBER,
    counted=(Counted("measure-0", (Condition("Crime type", ("Burglary",)),)),),
)


def test_crimes_are_counted_by_the_rules_of_a_profile(db, capsys):
    add("Dwelling burglary", areas=("Basildon",), force="Essex")
    how = How(rules=RULES)
    profile = Profile.objects.create(name="Street", how=how.as_json(), quality="final", source_system="Athena")
    run(capsys, "essex-street-2021-03.csv", profile="Street")
    assert held() == {
        ("Dwelling burglary", "Essex", "2021-03"): 9,
        ("Dwelling burglary", "Basildon", "2021-03"): 4,
    }
    extract = Extract.objects.get()
    assert (extract.profile, extract.quality, extract.source_system) == (profile, "final", "Athena")
    assert How.from_json(extract.receipt["how"]) == how


def test_what_is_no_file_or_no_profile_is_said_in_words(db, tmp_path):
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_extract", str(tmp_path / "none.csv"), "--as-at=2021-05-01")
    with pytest.raises(CommandError, match=r"There is no profile called “Street”\. Profiles: none yet"):
        call_command("load_extract", "any.csv", "--as-at=2021-05-01", "--profile=Street")


def test_the_profile_is_found_by_the_headings_and_a_changed_header_is_refused(boroughs, capsys, tmp_path):
    text = (FILES / "mps-2018-06-to-2020-05.csv").read_bytes()
    headings = text.splitlines()[0].decode("utf-8-sig").split(",")
    how = How(measures={one: "" for one in ("Robbery of Personal Property", "Homicide")})
    Profile.objects.create(name="Boroughs", header=fingerprint(headings), how=how.as_json(), quality="final")
    said = run(capsys, "mps-2018-06-to-2020-05.csv", leave_out_rejected=True, dry_run=True)
    assert said[0].endswith("by the profile “Boroughs”.")
    changed = tmp_path / "changed.csv"
    changed.write_bytes(text.replace(headings[0].encode(), b"Group of offences", 1))
    with pytest.raises(CommandError, match=r"New: “group of offences”\. No longer there: “.*”\. Upload it on the page"):
        call_command("load_extract", str(changed), as_at=date(2020, 6, 30), profile="Boroughs", leave_out_rejected=True)
    assert not Extract.objects.exists()


def test_data_of_a_day_to_come_are_refused(db):
    with pytest.raises(CommandError, match="Data as at must be today or in the past"):
        call_command("load_extract", "any.csv", "--as-at=2999-01-01")


def test_what_to_look_at_is_said_also_to_a_log(boroughs, capsys):
    run(capsys, "mps-2018-07-to-2020-06.csv", leave_out_rejected=True)
    path = str(FILES / "mps-2018-06-to-2020-05.csv")
    call_command("load_extract", path, as_at=date(2020, 6, 1), leave_out_rejected=True)
    [older] = [line for line in capsys.readouterr().out.splitlines() if "held from later data" in line]
    assert older.startswith("Look at this: ")


def test_a_day_written_otherwise_is_refused_in_words():
    with pytest.raises(CommandError, match=r"“1/7/2021” is not a day\. Write the year, the month and the day"):
        call_command("load_extract", "any.csv", "--as-at=1/7/2021")
