import pytest

from documents.blocks import Chart, Document, Heading, ItemList, Notice, Paragraph, Reference, Strong, Table, Text
from documents.numbering import number


def numbered(*body):
    return number(Document("T", "2020-03-26", body)).body


def test_tables_and_charts_count_in_two_series():
    body = numbered(Table("a", (), ()), Chart("b", "", {}), Table("c", (), ()), Chart("d", "", {}))
    assert [block.number for block in body] == ["Table 1", "Chart 1", "Table 2", "Chart 2"]
    assert [block.id for block in body] == ["table-1", "chart-1", "table-2", "chart-2"]


def test_numbering_twice_changes_nothing():
    body = (Heading("Fraud", number="5.6"), Table("a", (), ()), Paragraph((Reference("table-1"),)))
    once = number(Document("T", "2020-03-26", body))
    assert number(once) == once


def test_heading_numbers_are_kept_and_every_heading_gets_an_id():
    body = numbered(Heading("Purpose", number="1.0"), Heading("CSE Team", level=2), Heading("CSE Team", level=2))
    assert [block.number for block in body] == ["1.0", "", ""]
    assert [block.id for block in body] == ["section-1-0", "section-cse-team", "section-cse-team-2"]


@pytest.mark.parametrize("wrap", [lambda *c: Paragraph(c), lambda *c: Notice(c), lambda *c: ItemList((c,))])
def test_references_say_what_they_point_to_wherever_they_stand(wrap):
    first, second = Reference("t"), Strong((Reference("h"), Text(".")))
    body = numbered(Heading("Fraud", id="h", number="5.6"), Table("a", (), (), id="t"), wrap(first, second))
    assert body[-1] == wrap(Reference("t", "Table 1"), Strong((Reference("h", "section 5.6"), Text("."))))


def test_a_heading_without_a_number_is_called_by_its_words():
    body = numbered(Heading("Appendix 1", id="a"), Paragraph((Reference("a"),)))
    assert body[1] == Paragraph((Reference("a", "“Appendix 1”"),))


def test_a_reference_to_nothing_is_named():
    with pytest.raises(ValueError, match="points to “lost”"):
        numbered(Paragraph((Reference("lost"),)))


def test_an_id_used_twice_is_named():
    with pytest.raises(ValueError, match="“same” is used twice"):
        numbered(Heading("a", id="same"), Heading("b", id="same"))


@pytest.mark.parametrize("levels", [[2], [1, 3], [1, 2, 4]])
def test_a_skipped_level_is_refused(levels):
    with pytest.raises(ValueError, match="is at level"):
        numbered(*(Heading("a", level=level) for level in levels))
