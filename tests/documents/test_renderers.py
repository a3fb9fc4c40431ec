"""One paper, four formats: they say the same, know every block, and give the same bytes again."""

from dataclasses import replace
from typing import get_args

import pytest

from documents import plain, store
from documents.blocks import Block, Inline, Paragraph, Text
from documents.renderers import excel, html, pdf, word
from tests.documents import readers
from tests.documents.sample import HOSTILE, paper

HEADINGS = ["1.0 Purpose of Report", "5.0 Domestic Abuse", "5.1 Knife Crime"]
KNIFE = [
    ["12 Month ending Jan 19", "12 Month ending Jan 20", "Diff.", "% Diff."],
    ["983", "1405", "422", "+42.9%"],
]
MEASURES = [
    ["Measure", "12 Month ending Jan 19", "12 Month ending Jan 20", "Diff.", "% Diff."],
    ["Fraud", "2228", "2087", "-141", "-6.3%"],
    ["=HYPERLINK(1)", "0", "3", "3", "n/a"],
]
SENTENCES = [
    "Offences rose by 422 (+42.9%); see Table 1, section 5.1 and the definition",
    "Not like for like: recording changed in June 2019.",
    "12 months to end of January 2020:",
    "Source: force crime records.",
    "Report to: The Commissioner",
    "ACC Prophet",
    plain.block_words(Paragraph((Text(HOSTILE),))),
]


@pytest.fixture(scope="module")
def files():
    return {renderer: renderer.render(paper()) for renderer in (html, word, pdf, excel)}


@pytest.mark.parametrize(
    ("dispatch", "known"),
    [
        (html.block_html, Block),
        (html.inline_html, Inline),
        (word.write_block, Block),
        (word.write_inline, Inline),
        (pdf.block_node, Block),
        (pdf.inline_node, Inline),
        (excel.sheets_of, Block),
        (plain.block_words, Block),
        (plain.inline_words, Inline),
    ],
)
def test_every_renderer_knows_every_node_and_refuses_others(dispatch, known):
    assert set(dispatch.registry) - {object} == set(get_args(known))
    others = {word.write_inline: 3, excel.sheets_of: 0, plain.block_words: 0, plain.inline_words: 0}
    with pytest.raises(TypeError, match="for str"):
        dispatch("text", *[None] * others.get(dispatch, 1))


def test_html_and_word_say_the_same_headings_captions_and_tables(files):
    page, file = readers.html(files[html]), readers.word(files[word])
    assert [each for each in page.headings if each != "Contents"] == file.headings == HEADINGS
    assert page.tables == file.tables == [KNIFE, MEASURES]
    assert file.captions == [
        "Table 1: Knife Crime Offences",
        "Chart 1: Knife crime by month",
        "Chart 2: Knife crime control chart",
        "Table 2: All measures",
        "Chart 3: Change by measure",
    ]
    assert page.captions == [f"{file.captions[0]} 12 months to end of January 2020:", *file.captions[1:]]


def test_the_pdf_says_the_same_in_the_same_order(files):
    text = readers.pdf(files[pdf]).text
    rows = [" ".join(row) for table in (KNIFE, MEASURES) for row in table]
    for said in [*HEADINGS, *rows, "Chart 3: Change by measure", "DRAFT: not issued"]:
        assert said in text
    body = text[text.rindex("1.0 Purpose of Report") :]
    places = [body.index(said) for said in (*HEADINGS, "Table 1:", "Chart 1:", "Table 2:", "Chart 3:")]
    assert places == sorted(places)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_stands_in_html_word_and_pdf_as_plain_text(files, sentence):
    for renderer, read in ((html, readers.html), (word, readers.word), (pdf, readers.pdf)):
        assert sentence in read(files[renderer]).text, renderer.__name__


def test_the_workbook_holds_the_same_tables_as_numbers(files):
    book = readers.excel(files[excel])
    assert list(book) == [
        "Cover",
        "Contents",
        "Outline",
        "Table 1",
        "Chart 1",
        "Chart 2",
        "Table 2",
        "Chart 3",
        "Notes",
    ]
    assert book["Table 1"][-2:] == [KNIFE[0], [983, 1405, 422, 42.9]]
    assert book["Table 2"][-2:] == [["Fraud", 2228, 2087, -141, -6.3], ["=HYPERLINK(1)", 0, 3, 3, "[z]"]]


@pytest.mark.parametrize("renderer", [html, word, pdf, excel])
def test_a_document_read_back_from_its_json_gives_the_same_bytes(files, renderer):
    assert renderer.render(store.from_json(store.to_json(paper()))) == files[renderer]


@pytest.mark.parametrize("renderer", [html, word, pdf, excel])
def test_a_document_may_be_empty(renderer):
    bare = replace(paper(), body=(), header=(), status="", programme="", report_to="")
    assert renderer.render(bare)
