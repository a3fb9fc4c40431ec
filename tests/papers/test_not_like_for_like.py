"""A comparison across a recording change says so wherever it stands, in all files; one with another window says why."""

import re
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest

from documents import files
from papers.compose import compose
from papers.files import FORMATS
from strands.models import Update
from tests.documents import readers
from tests.documents import written_files as written
from tests.documents.pdf_structure import File, squeezed
from tests.factories import PeriodTotalFactory, RecordingChangeFactory, make_counts

pytestmark = pytest.mark.django_db

NOT_LIKE = "not like for like"
NOTE = "Not like for like: more offences are found by the new process."
PROSE = "Knife crime rose by 422 (+42.9%, not like for like)."


@pytest.fixture
def made(paper, knife_crime):
    """Every file of a paper with one measure, its months, a change of recording in June 2019, and all extras."""
    measure = knife_crime.measures.get()
    RecordingChangeFactory().measures.add(measure)
    months = [date(2018 + place // 12, place % 12 + 1, 1) for place in range(1, 25)]
    make_counts(measure, {month: 82 if month < date(2019, 2, 1) else 117 for month in months})
    paper.extras = ["measures", "charts", "definitions"]
    document = compose(paper)
    return SimpleNamespace(document=document, **files.make(document, FORMATS, "paper"))


def drawn(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_table_of_the_section_says_so_below_its_figures(made):
    page, word, pdf = written.WebPage(made.html), written.WordFile(made.docx), File(made.pdf)
    [[place, table]] = [row for row in enumerate(page.tables) if row[1].caption.endswith("Knife Crime Offences")]

    assert table.rows == word.tables[place].rows == (("983", "1405", "422", "+42.9%"),)
    assert NOTE in page.notes[written.captions(made.document).index(table.caption)]
    assert NOTE in readers.after_tables(made.docx)[place]
    assert squeezed(NOTE) in squeezed("".join(run.text for run in pdf.runs))


def test_the_row_of_all_measures_says_so_in_each(made):
    page, word, pdf = written.WebPage(made.html), written.WordFile(made.docx), File(made.pdf)
    row = ("Knife Crime Offences", "983", "1405", "422", "+42.9%", NOT_LIKE)

    for tables in (page.tables, word.tables, written.sheets(made.xlsx).values()):
        assert [one.rows for one in tables if one.caption.endswith("All measures")] == [(row,)]
    assert tuple(map(squeezed, row)) in [one.rows[0] for one in written.pdf_tables(pdf)]
    assert [one.rows for title, one in written.csv_grids(made.zip).items() if title.endswith("All measures")] == [
        ((*row[:4], "42.9", NOT_LIKE),)
    ]


def test_the_figure_in_the_prose_says_so_in_each(made):
    for said in (readers.html(made.html.decode()), readers.word(made.docx), readers.pdf(made.pdf)):
        assert PROSE in said.text


def test_every_chart_says_so_in_its_picture_and_in_its_words(made):
    page, word = written.WebPage(made.html), written.WordFile(made.docx)
    with ZipFile(BytesIO(made.docx)) as packed:
        pictures = [drawn(packed.read(name).decode()) for name in packed.namelist() if name.endswith(".svg")]
    shown = drawn(made.html.decode())
    in_pdf = squeezed("".join(run.text for run in File(made.pdf).runs))

    assert len(page.figures) == len(word.figures) == len(pictures) >= 2
    for _, alt in [*page.figures, *word.figures]:
        assert NOT_LIKE in alt.lower()
    for picture in pictures:
        assert NOT_LIKE in " ".join(picture).lower(), picture
    assert sum(NOT_LIKE in text.lower() for text in shown) >= len(pictures)
    assert in_pdf.lower().count(squeezed(NOT_LIKE)) >= len(pictures) + 3


def test_the_sheet_and_the_csv_file_of_the_table_carry_the_note(made):
    book = readers.excel(made.xlsx)
    [sheet] = [rows for rows in book.values() if str(rows[0][0]).endswith(": Knife Crime Offences")]
    with ZipFile(BytesIO(made.zip)) as packed:
        about = [packed.read(name).decode() for name in packed.namelist() if name.endswith("-metadata.json")]

    assert NOTE in [row[0] for row in sheet]
    assert NOTE in [row[0] for row in book["Notes"]]
    assert any('"dc:title": "Table 2: Knife Crime Offences"' in one and NOTE in one for one in about)


def test_the_sheet_and_the_csv_file_behind_a_chart_say_it_of_each_total_that_spans_the_change(made):
    for grids in (written.sheets(made.xlsx).values(), written.csv_grids(made.zip).values()):
        notes = {row[0]: row[-1] for one in grids if one.head[0] == "Month" for row in one.rows}
        assert notes["June 2019"] == "New recording process"
        assert notes["January 2020"] == "spans a recording change"
        assert notes["January 2019"] == ""


def test_a_table_with_another_window_prints_its_reason_in_each(paper, knife_crime):
    measure = knife_crime.measures.get()
    PeriodTotalFactory(measure=measure, start=date(2018, 3, 1), end=date(2019, 2, 1), total=990)
    PeriodTotalFactory(measure=measure, start=date(2019, 3, 1), end=date(2020, 2, 1), total=1410)
    to_february = Update.objects.filter(section=knife_crime)
    to_february.update(period_end=date(2020, 2, 1), period_reason="February was ready.")
    paper.extras = ["measures"]
    made = files.make(compose(paper), FORMATS, "paper")
    reason = "To February 2020, not January 2020: February was ready."

    page, word = written.WebPage(made["html"]), readers.after_tables(made["docx"])
    assert [reason in notes for notes in page.notes] == [reason in notes for notes in word] == [True, True]
    assert readers.pdf(made["pdf"]).text.count(reason) == 2
    book = readers.excel(made["xlsx"])
    assert [reason in [row[0] for row in book[name]] for name in ("Table 1", "Table 2", "Notes")] == [True] * 3
    with ZipFile(BytesIO(made["zip"])) as packed:
        about = [packed.read(name).decode() for name in packed.namelist() if name.endswith("-metadata.json")]
    assert [reason in one for one in about] == [True, True]
