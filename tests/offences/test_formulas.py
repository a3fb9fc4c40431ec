import pytest

from offences.formulas import guard, unguard


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "-", "+44 7700 900000"]
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_loses_it_again(text):
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("value", ["-3", "-3.5", "+21.5%", "-6.3%", "1,234", "Knife", "", "'tis", -3, None, 2.5])
def test_numbers_and_other_text_are_left_alone(value):
    assert guard(value) == value
