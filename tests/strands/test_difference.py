"""What changed between two readings of a section."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.blocks import Cell, Column, Heading, ItemList, Link, Paragraph, Strong, Table, Text, Value
from strands.difference import Change, difference
from strands.frozen import Content
from strands.marks import Run, marked, tokens
from strands.passages import THE_TEXT, parts

SOURCE = "Knife crime offences; 12 months to January 2020; current total less previous total."
WORDS = st.sampled_from(["schools", "were", "met", "207", "+42.9%", "the", "team", "(new)", "café", "  "])
SENTENCES = st.lists(WORDS, max_size=12).map(" ".join)
TEXTS = st.lists(SENTENCES, max_size=8)


def paragraph(*content):
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in content))


def content(*blocks, **extra):
    return Content(words=blocks, own=extra.pop("own", {}), **extra)


def written(sentences):
    return content(*(paragraph(sentence) for sentence in sentences))


def change(text, slug="knife-crime"):
    return Value(f"{slug}.change", text, SOURCE)


def by_key(*values):
    return {value.key: value for value in values}


def changes(before, after):
    return [found for part in difference(before, after).changed for found in part.changes]


# Numbers


def test_a_changed_figure_is_told_in_a_persons_words_before_the_text():
    before = content(measured=by_key(change("rose by 422 (+42.9%)")))
    after = content(measured=by_key(change("rose by 425 (+43.2%)")))

    (number,) = difference(before, after).numbers

    assert (number.what, number.aspect, number.state) == ("Knife crime offences", "change", "changed")
    assert (number.before, number.after) == ("rose by 422 (+42.9%)", "rose by 425 (+43.2%)")


def test_a_changed_figure_in_a_sentence_that_stayed_is_listed_and_marked_in_it():
    before = content(paragraph("Knife crime ", change("rose by 422 (+42.9%)"), "."))
    after = content(paragraph("Knife crime ", change("rose by 425 (+43.2%)"), "."))

    found = difference(before, after)

    assert [number.key for number in found.numbers] == ["knife-crime.change"]
    (marks,) = changes(before, after)
    assert marks.figures_only
    assert [run for run in marks.runs if run.kind != "same"] == [
        Run("removed", "422"),
        Run("added", "425"),
        Run("removed", "+42.9%"),
        Run("added", "+43.2%"),
    ]


def test_a_figure_that_came_and_one_that_went_are_told():
    visits, arrests = (Value(f"{slug}.value", "7", f"{slug.title()}; as reported.") for slug in ("visits", "arrests"))

    numbers = difference(content(own=by_key(visits)), content(own=by_key(arrests))).numbers

    assert [(n.what, n.aspect, n.state) for n in numbers] == [
        ("Arrests", "as reported", "new"),
        ("Visits", "as reported", "gone"),
    ]


def test_a_change_is_not_told_three_times():
    def measured(difference, percentage):
        values = (change(f"rose by {difference} ({percentage})"),)
        values += (Value("knife-crime.difference", difference), Value("knife-crime.percentage", percentage))
        return content(measured=by_key(*values))

    numbers = difference(measured("422", "+42.9%"), measured("425", "+43.2%")).numbers

    assert [number.key for number in numbers] == ["knife-crime.change"]


def test_a_part_of_a_breakdown_is_a_number():
    def table(unclear, total):
        rows = ((Cell("Unclear"), Cell(unclear)), (Cell("Total"), Cell(total)))
        return content(Table("Referrals", (Column("Kind"), Column("Number", "count")), rows))

    numbers = difference(table("3", "32"), table("4", "33")).numbers

    assert [(n.what, n.aspect, n.before, n.after) for n in numbers] == [("Referrals", "Unclear", "3", "4")]


def test_of_words_kept_before_figures_were_only_the_figures_in_them_are_compared():
    named, other = change("rose by 425"), change("rose by 9", "robbery")
    before = content(paragraph("It ", change("rose by 422"), "."))
    after = content(paragraph("It ", named, "."), measured=by_key(named, other))

    assert [number.key for number in difference(before, after).numbers] == ["knife-crime.change"]


# Passages


def test_only_what_changed_is_told_with_what_it_stands_under_and_the_rest_is_counted():
    def section(second):
        items = ItemList(((Text("Operation Sceptre ran."),), (Text(second),)))
        return content(paragraph("Schools were met."), Heading("Operations"), items, paragraph("It ends here."))

    (part,) = difference(section("Operation Blade ran."), section("Operation Blade has ended.")).changed

    (found,) = part.changes
    assert (part.title, part.unchanged, found.skipped, part.rest) == (THE_TEXT, 4, 3, 1)
    assert (found.kind, found.under, found.state) == ("List item", "Operations", "changed")
    assert found.runs == (
        Run("same", "Operation Blade "),
        Run("removed", "ran"),
        Run("added", "has ended"),
        Run("same", "."),
    )


def test_a_passage_that_moved_is_told_once_and_not_as_new():
    sentences = ["Schools were met.", "Knives were found.", "A team was set up."]

    found = changes(written(sentences), written([*sentences[1:], sentences[0]]))

    assert [(one.state, one.after) for one in found] == [("moved", "Schools were met.")]


def test_a_sentence_put_in_before_another_leaves_that_one_alone():
    found = changes(written(["Schools were met."]), written(["Patrols went out.", "Schools were met."]))

    assert [(one.state, one.after) for one in found] == [("new", "Patrols went out.")]


def test_another_text_altogether_is_one_taken_out_and_one_put_in():
    found = changes(written(["Schools were met."]), written(["A house burned down yesterday"]))

    assert [(one.state, one.before, one.after) for one in found] == [
        ("gone", "Schools were met.", ""),
        ("new", "", "A house burned down yesterday"),
    ]


def test_a_row_of_a_table_a_commentary_and_a_risk_are_told_in_their_own_parts():
    def section(number, said, risk):
        table = Table("Referrals", (Column("Kind"), Column("Number", "count")), ((Cell("Unclear"), Cell(number)),))
        return content(
            table,
            measured=by_key(change("rose by 422")),
            commentaries={"knife-crime": (paragraph(said),)},
            risks=(Heading("Risks"), paragraph(risk)),
        )

    found = difference(section("3", "It rose a lot.", "Staff leave."), section("4", "It fell a lot.", "Staff stay."))

    assert [(part.title, part.changes[0].kind) for part in found.changed] == [
        ("What was done and promised", "Table row"),
        ("What is said of Knife crime offences", "Paragraph"),
        ("Risks and needs", "Paragraph"),
    ]
    assert found.changed[0].changes[0].after == "Unclear: 4"


def test_another_address_under_the_same_words_is_a_change():
    before, after = (
        content(paragraph(Link(f"https://{host}/", (Text("here"),)))) for host in ("a.example", "b.example")
    )

    assert changes(before, after)[0].after == "here (https://b.example/)"


def test_bold_words_are_no_other_words():
    assert difference(content(paragraph("Met.")), content(paragraph(Strong((Text("Met."),))))).is_empty


def test_without_anything_before_everything_is_new():
    found = difference(None, content(paragraph("Schools were met."), own=by_key(Value("visits.value", "207"))))

    assert [number.state for number in found.numbers] == ["new"]
    assert [one.state for part in found.changed for one in part.changes] == ["new"]


# For any text


@given(SENTENCES, SENTENCES)
def test_the_marks_join_to_both_texts(before, after):
    runs = marked(before, after)

    assert "".join(run.text for run in runs if run.kind != "added") == before
    assert "".join(run.text for run in runs if run.kind != "removed") == after


@given(st.text())
def test_tokens_join_to_the_text(text):
    assert "".join(tokens(text)) == text
    assert all(run.kind == "same" for run in marked(text, text))


@given(TEXTS, TEXTS)
def test_nothing_is_lost_on_either_side(before, after):
    found = difference(written(before), written(after))
    told = [one for part in found.changed for one in part.changes]

    for side, sentences in (("before", before), ("after", after)):
        all_there = Counter(passage.text for passage in parts(written(sentences))[THE_TEXT])
        shown = Counter(getattr(one, side) for one in told if getattr(one, side))
        assert not shown - all_there
        assert (all_there - shown).total() == found.unchanged


@given(TEXTS)
def test_the_same_reading_twice_is_no_difference(sentences):
    assert difference(written(sentences), written(sentences)).is_empty


@given(TEXTS, TEXTS)
def test_what_changed_one_way_changed_the_other(before, after):
    assert difference(written(before), written(after)).is_empty == difference(written(after), written(before)).is_empty


@pytest.mark.parametrize("text", ["a b " * 2000, "7 " * 4000, "(((" * 2600])
def test_a_text_of_one_word_many_times_is_compared_in_time(text):
    before, after = written(text.split(" ")), written([*text.split(" ")[1:], "c"])

    assert isinstance(changes(before, after)[0], Change)
    assert marked(text, text + "c")
