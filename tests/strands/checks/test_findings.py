"""What a finding says and where; how a text is read."""

from documents.blocks import Value
from documents.narrative import parse
from strands.checks import engine
from strands.checks.facts import TEXT_BOX
from strands.checks.findings import Place, Rule
from strands.checks.text import SectionDocument, fragment, passages
from tests.strands.checks.sections import facts, found, measure

ROUTE = Place("id_operations-0-description", "Operation Gloss")


def test_a_finding_names_its_paragraph_as_its_author_counts_them():
    text = "# Patrols\n\nPatrols went out.\n\n- one\n- two are\n\nThe rest is TBC."

    places = [(one.code, one.place.words, one.place.box) for one in found(text)]

    assert places == [
        ("unfinished-sentence", "List item 2 after paragraph 1", "narrative/#id_narrative"),
        ("placeholder", "Paragraph 2", "narrative/#id_narrative"),
    ]


def test_what_blocks_comes_first():
    text = "It is the largest team.\n\nThe rest is TBC."

    assert [(one.code, one.blocks) for one in found(text)] == [("placeholder", True), ("superlative", False)]


def test_the_same_thing_is_said_once():
    assert len(found("It is the largest team.\n\nIt is the largest team.")) == 1


def test_a_finding_keeps_its_key_when_it_moves_and_loses_it_when_its_text_changes():
    (first,) = found("It is the largest team.")
    (moved,) = found("Patrols went out.\n\nIt is the largest team.")
    (changed,) = found("It is the largest team here.")

    assert first.key == moved.key != changed.key
    assert first.place != moved.place


def test_two_rules_never_share_a_key():
    place = Place(TEXT_BOX, "Paragraph 1")

    assert Rule("a", "warning", "").found(place, "Same").key != Rule("b", "warning", "").found(place, "Same").key


def test_what_stands_beside_the_text_is_read_for_blanks_and_letters():
    document = SectionDocument((fragment("Work with schools, xx of them \U0001f600", ROUTE),))

    assert [(one.code, one.severity, one.place) for one in engine.run(document, facts())] == [
        ("placeholder", "error", ROUTE),
        ("glyph", "error", ROUTE),
    ]


def test_a_bound_figure_is_not_read_as_typed():
    figures = facts(measure()).figures
    text = "Knife crime **{{ knife-crime.change }}** to 1405. No. 5 went up."
    (passage,) = passages(parse(text, lambda key: figures[key] and _value(figures[key])), TEXT_BOX)

    assert [sentence.typed.replace("¤", "") for sentence in passage.sentences] == [
        "Knife crime  to 1405.",
        "No. 5 went up.",
    ]
    assert passage.sentences[0].text == "Knife crime rose by 422 (+42.9%) to 1405."


def _value(figure):
    return Value(figure.key, figure.text)
