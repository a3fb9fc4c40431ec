import pytest

from govuk.templatetags.govuk import sentence_case


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        ("\n Two-Factor Authentication\n", "Two-factor authentication"),
        ("IP Address", "IP address"),
        ("Your TOTP Code", "Your TOTP code"),
        ("Password changed. Sign in again", "Password changed. Sign in again"),
    ],
)
def test_a_heading_has_one_capital_and_acronyms_stay(heading, printed):
    assert sentence_case(heading) == printed
