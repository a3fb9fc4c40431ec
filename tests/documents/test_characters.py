import pytest

from documents.blocks import Cell, Column, Document, Table
from documents.characters import NarrativeError, clean, document_faults, faults
from documents.fonts import covered


@pytest.mark.parametrize("character", "–—’‘“”£%éŵŷŴŶłőșß•…→✓½²°")
def test_the_typeface_holds_what_papers_use(character):
    assert character in covered()


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("line\u000bbreak\u2028again", "line\nbreak\nagain"),
        ("no\u00a0break\tand tab", "no break and tab"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("e\u0301", "é"),
        ("\u2022\tfirst\n\uf0b7 second\n\u00b7 third", "- first\n- second\n- third"),
        ("01\u201103", "01-03"),
        ("\n\n text  \n", " text"),
    ],
)
def test_what_word_pastes_is_tidied(pasted, kept):
    assert clean(pasted) == kept


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("a 😀 b", "The character 😀 cannot be used in a paper. Remove it."),
        ("中", "The character 中 cannot be used in a paper. Remove it."),
        ("a\x00", "A hidden control character (U+0000) is in the text. Remove it."),
        ("a\u202eb", "A hidden mark that turns the reading direction (U+202E) is in the text. Remove it."),
        ("a\ue000", "A symbol that only its own font can show (U+E000) is in the text. Remove it."),
        ("a\ud800", "A hidden control character (U+D800) is in the text. Remove it."),
    ],
)
def test_a_character_that_cannot_be_printed_is_named(source, problem):
    with pytest.raises(NarrativeError) as caught:
        clean(source)
    assert caught.value.problems == [problem]


def test_each_character_is_named_once():
    assert len(faults("😀😀🎉")) == 2


def test_a_document_is_looked_through_to_its_cells():
    table = Table("T", (Column("a"),), ((Cell("😀"),),))
    assert document_faults(Document("T", "2020-03-26", (table,))) == [
        "The character 😀 cannot be used in a paper. Remove it."
    ]
