"""The command that loads a file: the same engine and answers as the upload page."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from offences.models import Extract
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
        "72 new, 0 changed, 0 unchanged, 9 rejected.",
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


def test_crimes_are_counted_by_rules_from_a_file(db, capsys, tmp_path):
    add("Dwelling burglary", areas=("Basildon",), force="Essex")
    conditions = [{"column": "Crime type", "values": ["Burglary"]}]
    rules = {
        "month": "Month",
        "category": "Crime type",
        "place": "LSOA name",
        "place_rule": "less its last word",
        "counted": [{"measure": "measure-0", "conditions": conditions}],
    }
    (tmp_path / "rules.json").write_text(json.dumps(rules))
    call_command(
        "load_extract",
        str(FILES / "essex-street-2021-03.csv"),
        "--as-at=2021-05-01",
        f"--rules={tmp_path / 'rules.json'}",
    )
    assert held() == {
        ("Dwelling burglary", "Essex", "2021-03"): 9,
        ("Dwelling burglary", "Basildon", "2021-03"): 4,
    }


def test_what_is_no_file_or_no_rules_is_said_in_words(db, tmp_path):
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_extract", str(tmp_path / "none.csv"), "--as-at=2021-05-01")
    (tmp_path / "rules.json").write_text("[]")
    with pytest.raises(CommandError, match="does not hold rules for counting crimes"):
        call_command("load_extract", "any.csv", "--as-at=2021-05-01", f"--rules={tmp_path / 'rules.json'}")
