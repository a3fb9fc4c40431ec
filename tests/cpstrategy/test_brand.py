import pytest

from cpstrategy import brand


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#ffffff", "#000000", 21.0), ("#777777", "#ffffff", 4.48), ("#1d3557", "#1d3557", 1.0)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(brand.contrast(one, other), 2) == ratio
    assert round(brand.contrast(other, one), 2) == ratio


@pytest.mark.parametrize(
    ("colour", "text"), [("#1d3557", brand.WHITE), ("#ffdd00", brand.BLACK), ("#8ecae6", brand.BLACK)]
)
def test_text_on_the_brand_colour_can_be_read(colour, text):
    assert brand.readable_on(colour) == text
    assert brand.contrast(colour, text) >= 4.5


def test_the_worst_colour_is_still_readable():
    greys = [f"#{level:02x}{level:02x}{level:02x}" for level in range(256)]
    assert min(brand.contrast(grey, brand.readable_on(grey)) for grey in greys) >= 4.4


def test_nothing_but_a_colour_reaches_the_stylesheet():
    css = brand.stylesheet("#000; } body { display: none", "url(https://evil.example)")
    assert "evil" not in css
    assert "display" not in css
    assert "--app-brand: #1d3557; --app-on-brand: #ffffff; --app-accent: #8ecae6;" in css
