"""What is not known of a measure is said, whatever part of it is known."""

import pytest

from tests.strands.checks.sections import found, measure

CODE = "measure-without-data"


def test_a_window_with_months_missing_is_found():
    knife = measure(counts=[80] * 34 + [None, None])

    (said,) = [one for one in found("Officers met schools.", knife) if one.code == CODE]

    assert said.words == "Knife crime Offences: months are missing (12 Month ending Jan 20: 10 of 12 months)."


@pytest.mark.parametrize("known", [measure(), measure(counts=[80] * 36)])
def test_a_measure_with_all_its_months_is_not(known):
    assert [one for one in found("Officers met schools.", known) if one.code == CODE] == []
