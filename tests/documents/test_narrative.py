import pytest

from documents import narrative
from documents.blocks import (
    Emphasis,
    Heading,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Strong,
    Text,
    Value,
)


def figures(key):
    return {"knife-crime.change": Value(key, "rose by 422 (+42.9%)", "why")}.get(key)


def problems(source):
    with pytest.raises(narrative.NarrativeError) as caught:
        narrative.parse(source, figures)
    return caught.value.problems


def test_the_closed_list_of_markdown():
    source = (
        "# Head\n\nPlain **bold *both*** [words](https://example.org)\nnext line\n\n- one\n- two\n\n1. first\n2. second"
    )
    assert narrative.parse(source) == (
        Heading("Head", level=3),
        Paragraph(
            (
                Text("Plain "),
                Strong((Text("bold "), Emphasis((Text("both"),)))),
                Text(" "),
                Link("https://example.org", (Text("words"),)),
                LineBreak(),
                Text("next line"),
            )
        ),
        ItemList(((Text("one"),), (Text("two"),))),
        ItemList(((Text("first"),), (Text("second"),)), ordered=True),
    )


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "&lt; &#x202E;",
        "`code`",
        "| a | b |",
        "~~gone~~",
        "https://example.org",
        "$x$ #let",
    ],
)
def test_what_is_not_on_the_list_stays_as_it_was_typed(source):
    assert narrative.parse(source) == (Paragraph((Text(source),)),)


def test_a_picture_is_not_fetched():
    assert narrative.parse("![alt](https://example.org/p.png)") == (
        Paragraph((Text("!"), Link("https://example.org/p.png", (Text("alt"),)))),
    )


@pytest.mark.parametrize("slot", ["{{ knife-crime.change }}", "{{knife-crime.change}}"])
def test_a_slot_becomes_the_figure(slot):
    (paragraph,) = narrative.parse(f"Offences **{slot}**.", figures)
    value = Value("knife-crime.change", "rose by 422 (+42.9%)", "why")
    assert paragraph == Paragraph((Text("Offences "), Strong((value,)), Text(".")))


def test_without_figures_a_slot_stays_as_typed():
    assert narrative.parse("{{a.b}}") == (Paragraph((Value("a.b", "{{ a.b }}"),)),)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("{{ knife.chang }}", "There is no figure called “knife.chang”. Choose one from the list of figures."),
        ("{{ knife.change", "A figure is not written as {{ name }}: “{{ knife.change”."),
        ("{{ Knife Crime }}", "A figure is not written as {{ name }}: “{{ Knife Crime”."),
        ("[x](javascript:alert(1))", "The link “javascript:alert(1)” must start with https:// or mailto:."),
        ("[x](file:///etc/passwd)", "The link “file:///etc/passwd” must start with https:// or mailto:."),
        ("[](https://example.org)", "The link to https://example.org has no words to click on."),
        ("- a\n  - b", "A list item can hold only text"),
        ("2019. A year", "A numbered list starts at 2019."),
    ],
)
def test_a_problem_is_named_in_words(source, problem):
    (found,) = problems(source)
    assert found.startswith(problem)


def test_all_problems_are_found_at_once():
    assert len(problems("{{ a }} and {{ b }}\n\n[x](ftp://y) {{ a }}")) == 3


def test_headings_start_at_the_base_level_and_skip_none():
    levels = [block.level for block in narrative.parse("#### a\n\n## b\n\n#### c", base_level=4)]
    assert levels == [4, 4, 5]


def test_an_empty_heading_is_nothing():
    assert narrative.parse("##\n\ntext") == (Paragraph((Text("text"),)),)


def test_the_keys_used_are_listed_once_in_order():
    assert narrative.keys("{{ b }} **{{ a.x }}** {{ b }} {{ broken") == ["b", "a.x"]


def test_the_parts_of_a_text_stay_as_they_were_typed():
    source = "## Visits\n\nFirst {{ a.x }}\nline.\n\n1. One\n\n2. Two\n\n\nLast."
    assert narrative.parts(source) == ["## Visits", "First {{ a.x }}\nline.", "1. One\n\n2. Two", "Last."]


def test_plain_text():
    blocks = narrative.parse("# Head\n\n**Bold** {{ knife-crime.change }}\n\n- a\n- b", figures)
    assert narrative.plain(blocks) == "Head\n\nBold rose by 422 (+42.9%)\n\n- a\n- b"
