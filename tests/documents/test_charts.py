from xml.etree import ElementTree

import pytest

from documents import charts
from documents.chart_parts import Plot, apart, runs, ticks, wrapped
from tests.documents.sample import BARS, CONTROL, COUNTS, MONTHLY, MULTIPLES, SPARKLINE

SVG = "{http://www.w3.org/2000/svg}"
ALL = [MONTHLY, CONTROL, BARS, SPARKLINE, MULTIPLES]


def drawn(spec, medium="document", **words):
    said = {"title": "Knife crime", "description": "What it shows", "uid": "c1"} | words
    return ElementTree.fromstring(charts.svg(spec, medium=medium, **said))  # noqa: S314 (our own)


def texts(picture):
    return [each.text for each in picture.iter(f"{SVG}text")]


def shapes(picture, name, **attributes):
    return [each for each in picture.iter(SVG + name) if attributes.items() <= each.attrib.items()]


@pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec["kind"])
@pytest.mark.parametrize("medium", ["page", "document"])
def test_a_picture_has_a_name_and_a_description_and_no_styles(spec, medium):
    picture = drawn(spec, medium, title="<Knife> & 'crime'", description="a < b")
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "c1-title c1-desc"
    assert picture.find(f"{SVG}title").text == "<Knife> & 'crime'"
    assert picture.find(f"{SVG}desc").text == "a < b"
    assert not any(each.get("style") or each.tag == f"{SVG}style" for each in picture.iter())


@pytest.mark.parametrize(("medium", "width"), [("page", "960"), ("document", "680")])
def test_width_is_that_of_the_medium(medium, width):
    assert drawn(MONTHLY, medium).get("width") == width
    assert drawn(MONTHLY, medium).get("viewBox").startswith(f"0 0 {width} ")


@pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec["kind"])
def test_everything_is_drawn_inside_the_picture(spec):
    picture = drawn(spec)
    width, height = float(picture.get("width")), float(picture.get("height"))
    for each in picture.iter():
        assert -4 <= float(each.get("x", 0)) <= width
        assert -4 <= float(each.get("y", 0)) <= height
        assert float(each.get("width", 0)) >= 0


def test_monthly_bars_stand_on_zero_and_grow_with_their_counts():
    bars = shapes(drawn(MONTHLY), "rect", fill="#12436D")
    heights = [float(bar.get("height")) for bar in bars]
    assert len(bars) == 37
    assert heights[10] / heights[0] == pytest.approx(COUNTS[10] / COUNTS[0], rel=0.01)
    assert len({round(float(bar.get("y")) + float(bar.get("height"))) for bar in bars}) == 1


def test_the_12_month_line_is_broken_at_a_recording_change_and_dotted_after_it():
    whole, dotted = shapes(drawn(MONTHLY), "polyline", stroke="#F46A25")
    # Totals are known from January 2018; recording changed in June 2019: 17 months before it, 9 that span it.
    assert (len(whole.get("points").split()), len(dotted.get("points").split())) == (17, 9)
    assert (whole.get("stroke-dasharray"), dotted.get("stroke-dasharray")) == (None, "1 6")
    assert "June 2019: new recording process" in texts(drawn(MONTHLY))


def test_without_a_recording_change_the_line_is_whole():
    assert len(shapes(drawn(MONTHLY | {"breaks": []}), "polyline", stroke="#F46A25")) == 1


def test_a_missing_month_is_marked_and_not_drawn_as_zero():
    picture = drawn(MONTHLY | {"counts": [None, *COUNTS[1:]]})
    assert len(shapes(picture, "rect", fill="#12436D")) == 36
    assert "×" in texts(picture)


def test_both_compared_totals_are_labelled():
    said = texts(drawn(MONTHLY))
    assert str(sum(COUNTS[25:])) in said
    assert f"{sum(COUNTS[13:25])} in Feb 2019" in said


def test_a_signal_is_a_diamond_with_words():
    picture = drawn(CONTROL)
    assert len(shapes(picture, "path", stroke="#0b0c0c")) == 1
    assert f"{COUNTS[35]}, above upper limit" in texts(picture)
    assert {"Upper limit 120", "Mean 91.2", "Lower limit 62.4"} <= set(texts(picture))


def test_a_lower_limit_below_zero_is_drawn_at_zero():
    phases = [CONTROL["phases"][0] | {"lower": -8.5}]
    assert "Lower limit 0" in texts(drawn(CONTROL | {"phases": phases}))


def test_trial_limits_are_called_so():
    phases = [CONTROL["phases"][0] | {"trial": True}]
    assert "Offences each month, trial limits from February 2017" in texts(drawn(CONTROL | {"phases": phases}))


def test_negative_bars_go_left_of_zero():
    rise, fall = shapes(drawn(BARS), "rect", fill="#12436D")
    assert float(fall.get("x")) + float(fall.get("width")) == pytest.approx(float(rise.get("x")), abs=0.1)
    assert texts(drawn(BARS)) == ["Knife crime", "+42.9%", "Burglary", "-12.7%"]


def test_many_measures_each_have_their_figures_their_remark_and_a_line_that_is_dotted_over_a_recording_change():
    said = texts(drawn(MULTIPLES))
    assert said[:3] == ["Knife Crime Offences", "1405, +42.9%", "not like for like"]
    assert "Fraud Offences" in said and "2087, -6.3%" in said
    lines = [shape.get("stroke-dasharray") for shape in shapes(drawn(MULTIPLES), "polyline")]
    assert lines == [None, "1 5"]


def test_only_a_page_carries_readings():
    hits = shapes(drawn(MONTHLY, "page"), "rect", **{"class": "app-chart__hit"})
    said = [hit.find(f"{SVG}title").text for hit in hits]
    assert len(said) == 37
    assert said[0] == "February 2017: offences 60, total of the last 12 months not available"
    assert not shapes(drawn(MONTHLY, "document"), "rect", **{"class": "app-chart__hit"})


@pytest.mark.parametrize("kind", ["monthly", "control"])
def test_no_months_at_all_is_drawn_empty(kind):
    empty = {"months": [], "counts": [], "rolling": [], "phases": [], "signals": [], "breaks": []}
    assert drawn({"kind": kind, "unit": "offences"} | empty) is not None


def test_an_unknown_kind_is_an_error():
    with pytest.raises(KeyError):
        charts.svg({"kind": "pie"}, medium="page", title="", description="", uid="x")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, [0, 50, 100]),
        (0, 268, [0, 100, 200, 300]),
        (0, 3, [0, 1, 2, 3]),
        (0, 0, [0, 1]),
        (0, 29981, [0, 10000, 20000, 30000]),
    ],
)
def test_ticks_are_round_and_hold_the_values(low, high, expected):
    assert ticks(low, high) == expected


def test_labels_keep_apart_and_in_order():
    assert apart([10, 12, 40], 18) == [10, 28, 46]


def test_runs_end_at_gaps_and_before_breaks():
    assert runs([None, 1, 2, None, 3, 4, 5], breaks=[5]) == [[1, 2], [4], [5, 6]]


def test_a_plot_puts_zero_at_its_foot():
    plot = Plot(10, 20, 100, 50, 5, [0, 200])
    assert (plot.x(0), plot.y(0), plot.y(200)) == (20, 70, 20)


def test_long_labels_wrap():
    assert wrapped("Burglary of dwellings and other buildings", 150, 16) == [
        "Burglary of",
        "dwellings and",
        "other buildings",
    ]
