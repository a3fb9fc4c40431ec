"""Nothing of a PDF runs off its page, or into the next column: what does not fit goes on below or on the next page."""

from dataclasses import replace

import pytest

from documents.blocks import Cell, Chart, Column, Document, Heading, ItemList, Notice, Paragraph, Strong, Table, Text
from documents.numbering import number
from documents.plain import block_words
from documents.renderers import pdf
from tests.documents.hostile import hostile
from tests.documents.pdf_structure import File, squeezed
from tests.documents.sample import MONTHLY, chart, paper

# In points: A4 less the margins of documents/typst/paper.typ. A line may end in a space, which nobody sees.
LEFT, RIGHT, BOTTOM, TOP = 62.3, 533.0, 62.3, 776.7
SPACE = 6

PROMISES = tuple(map(Column, ("Section", "Promise", "Due", "How it stands", "Outcome")))
LONG = " ".join(f"word{place}" for place in range(300))
WORD = "wW" * 2500


def made(*blocks, **front):
    return File(pdf.render(number(Document(**({"title": "T", "date": "2020-03-26", "body": blocks} | front)))))


def outside(file):
    """What stands in a margin; the running head and foot stand there and are artifacts."""
    return [
        (run.page, run.text)
        for run in file.runs
        if run.mark is not None
        and (run.left < LEFT or run.right > RIGHT + SPACE or not BOTTOM <= run.y <= TOP)
        and run.text.strip()
    ]


def commitments(rows):
    cells = ((Cell(f"Area {n}"), Cell(f"{LONG} end{n}"), Cell("April"), Cell("Promised"), Cell(LONG)) for n in rows)
    return Table("Commitments", PROMISES, tuple(cells), row_headers=True)


def test_a_table_of_few_rows_and_many_words_goes_on_over_the_pages_with_its_head_on_each():
    file = made(Heading("A"), commitments(range(6)))
    [rows] = file.tables

    assert outside(file) == []
    assert len(file.reader.pages) > 3
    assert [row[1][2] for row in rows[1:]] == [squeezed(f"{LONG} end{n}") for n in range(6)]
    heads = {run.page for run in file.runs if run.text.startswith("Promise") and run.y > TOP - 40}
    assert heads >= set(range(1, len(file.reader.pages)))


def test_one_row_that_is_higher_than_a_page_loses_nothing():
    cells = (Cell("Area"), Cell(LONG * 8), Cell("April"), Cell("Promised"), Cell("None"))
    file = made(Heading("A"), Table("Commitments", PROMISES, (cells,), row_headers=True))

    assert outside(file) == []
    assert file.tables[0][1][1][2] == squeezed(LONG * 8)


def test_a_table_that_fits_a_page_is_not_torn_apart():
    above = [Paragraph((Text("A line."),)) for _ in range(34)]
    rows = tuple((Cell(f"Measure {place}"), Cell("1", 1)) for place in range(10))
    file = made(Heading("A"), *above, Table("All", (Column("Measure"), Column("Count", "count")), rows))

    assert len({run.page for run in file.runs if run.text.startswith("Measure")}) == 1


def test_notes_that_fill_a_page_go_on_on_the_next():
    notes = (LONG * 4,)
    file = made(Heading("A"), replace(commitments([]), notes=notes), replace(chart(MONTHLY), notes=notes))

    assert outside(file) == []


def _table(text):
    return Table(text, (Column(text), Column("B"), Column("C")), ((Cell(text), Cell(text), Cell("c")),), lead=text)


PLACES = {
    "heading": lambda text: Heading(text),
    "number": lambda text: Heading("A", number=text[:200]),
    "paragraph": lambda text: Paragraph((Text(text), Strong((Text(text),)))),
    "list": lambda text: ItemList(((Text(text),),)),
    "numbered list": lambda text: ItemList(((Text(text),),), ordered=True),
    "notice": lambda text: Notice((Text(text),)),
    "table": lambda text: _table(text[:600]),
    "notes of a table": lambda text: replace(_table("a"), notes=(text,)),
    "caption and notes of a chart": lambda text: Chart(text, "Its words.", MONTHLY, notes=(text,)),
}


@pytest.mark.parametrize("block", PLACES.values(), ids=PLACES)
def test_a_word_of_five_thousand_letters_stays_on_the_page_and_is_all_there(block):
    file = made(Heading("Top"), block(WORD))

    assert outside(file) == []
    assert sum(run.text.count("W") for run in file.runs) >= block_words(block(WORD)).count("W")


def test_a_long_word_stays_in_its_column():
    word = "W" * 60
    file = made(Heading("A"), Table("T", (Column(word), Column(word)), ((Cell(word), Cell(word)),) * 2))
    middle = (LEFT + RIGHT) / 2

    assert {cell[2] for row in file.tables[0] for cell in row} == {word}
    assert [run for run in file.runs if "W" in run.text and run.left < middle < run.right] == []


@pytest.mark.parametrize("field", ["title", "programme", "report_to"])
def test_a_long_word_of_the_front_stays_on_the_page(field):
    assert outside(made(Heading("A"), **{field: WORD})) == []


def test_a_long_word_of_the_header_stays_on_the_page():
    assert outside(made(Heading("A"), header=((WORD, WORD),))) == []


@pytest.mark.parametrize("document", [paper, hostile])
def test_the_two_papers_of_these_tests_stay_on_their_pages(document):
    document = document()
    spared = tuple(block for block in document.body if not (isinstance(block, Chart) and block.spec["kind"] == "bars"))

    assert outside(File(pdf.render(replace(document, body=spared, status="DRAFT")))) == []
