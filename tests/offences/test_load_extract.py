"""The command that loads a file: the same engine and answers as the upload page."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from offences.extracts.crime_rules import WITHOUT_NUMBER, Condition, Counted, CrimeRules
from offences.extracts.how import How
from offences.models import Extract, Profile
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
