"""What we did: the text, the figures in it, and the last round's beside it."""

from datetime import date

import pytest

from documents.blocks import Value
from strands import frozen, slots
from strands.models import Update
from tests.factories import (
    ActivityFigureFactory,
    BreakdownFactory,
    CommitmentFactory,
    ExtractFactory,
    MeasureFactory,
    OperationFactory,
    PeriodTotalFactory,
    RecordingChangeFactory,
    RoundFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
    set_state,
)
from tests.strands.pages import form_of, stored, told, words

pytestmark = pytest.mark.django_db

CHANGE = "Knife crime offences: change, in words"


@pytest.fixture
def last(update, secretariat):
    """last(text): the section was approved with this text in the round before."""

    def approve(text):
        earlier = RoundFactory(slug="december-2019", name="December 2019", period_end=date(2019, 10, 1))
        before = UpdateFactory(section=update.section, round=earlier, narrative=text)
        before.approver, before.approved_at = secretariat, "2019-12-16T12:00Z"
        set_state(before, "approved")
        return before

    return approve


@pytest.fixture
def knife_crime(update, knife):
    """983 offences, then 1405."""
    SectionMeasureFactory(section=update.section, measure=knife)
    return knife


def fresh(update):
    return Update.objects.for_report().get(pk=update.pk)


# The text


def test_what_word_leaves_behind_is_cleaned_away(edit):
    edit("save", narrative="Zero\u200bwidth\r\nand lines")

    assert stored().narrative == "Zerowidth\nand lines"


def test_a_character_no_paper_can_print_is_named_at_the_box(edit):
    response = edit("save", narrative="Well done \U0001f600")

    assert "\U0001f600" in str(response.context["form"].errors["narrative"])
    assert form_of(response)["narrative"] == "Well done \U0001f600"
    assert b"<title>Error: " in response.content
    assert stored().narrative == "Schools were met."


def test_a_draft_may_name_a_figure_that_does_not_exist(edit):
    edit("save", narrative="It {{ knife.chnge }}.")

    assert stored().narrative == "It {{ knife.chnge }}."


def test_too_long_a_text_says_by_how_much_and_counts_as_it_is_typed(edit):
    response = edit("save", narrative="a" * 8001)

    message = "Shorten the text to 8000 characters or fewer. It has 8001"
    assert response.context["form"].errors["narrative"] == [message]
    assert 'data-maxlength="8000"' in response.content.decode()


# The figures


def test_each_figure_is_listed_with_its_key_what_it_says_its_window_and_its_day(edit, knife_crime):
    shown = words(edit())

    listed = "{{ knife-crime.change }} rose by 422 (+42.9%) 12 months to end of January 2020, as at 13 March 2020"
    assert f"{CHANGE} {listed}" in shown


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (2232, 2091, "fell by 141 (-6.3%)"),
        (100, 100, "did not change"),
        # A base under 50 gives no percentage, nothing at all gives none either.
        (24, 36, "rose by 12 (small base)"),
        (0, 3, "rose by 3"),
    ],
)
def test_the_change_carries_its_direction_into_the_text(edit, update, before, now, said):
    measure = MeasureFactory()
    SectionMeasureFactory(section=update.section, measure=measure)
    PeriodTotalFactory(measure=measure, start=date(2018, 2, 1), end=date(2019, 1, 1), total=before)
    PeriodTotalFactory(measure=measure, total=now)

    assert f"Knife crime {said} (12 months" in words(edit("preview", narrative="Knife crime {{ knife-crime.change }}."))


def test_a_change_that_is_not_known_says_so_and_why(edit, update):
    measure = MeasureFactory()
    SectionMeasureFactory(section=update.section, measure=measure)
    make_counts(measure, {date(2018 + n // 12, n % 12 + 1, 1): 100 for n in range(1, 23)}, extract=ExtractFactory())

    shown = words(edit("preview", narrative="It {{ knife-crime.change }}."))

    assert "It not known (10 of 12 months)" in shown


def test_what_is_not_like_for_like_says_so_beside_its_window(edit, knife_crime):
    change = RecordingChangeFactory(like_for_like=False)
    change.measures.add(knife_crime)

    shown = words(edit())

    assert "as at 13 March 2020, not like for like" in shown


def test_figures_of_two_operations_are_told_apart(update):
    for name in ("Gloss", "Zeal"):
        operation = OperationFactory(section=update.section, slug=name.lower(), name=f"Operation {name}")
        ActivityFigureFactory(
            section=update.section, operation=operation, slug=f"{name.lower()}-arrests", label="Arrests"
        )

    listed = {slot.words for slot in slots.for_writers(fresh(update)).values()}

    assert {"Operation Gloss: Arrests", "Operation Zeal: Arrests"} <= listed


# Preview


def test_a_preview_fills_in_the_figures_and_saves_nothing(edit, update):
    ActivityFigureFactory(section=update.section, slug="visits", label="Visits", value=207, as_at="2020-03-13")

    response = edit("preview", narrative="# Visits\n\nThere were {{ visits.value }}.")

    assert "Preview Visits There were 207 (" in words(response)
    assert form_of(response)["narrative"] == "# Visits\n\nThere were {{ visits.value }}."
    assert (stored().narrative, told()) == ("Schools were met.", [])
    assert "data-unsaved" in response.content.decode()


def test_a_preview_shows_the_window_and_the_day_of_each_figure_and_lists_them(edit, knife_crime):
    shown = words(edit("preview", narrative="It {{ knife-crime.change }}: {{ knife-crime.current }}."))

    when = "12 months to end of January 2020, as at 13 March 2020"
    assert f"It rose by 422 (+42.9%) ({when}) : 1405 ({when}) ." in shown
    row = f"rose by 422 (+42.9%) {CHANGE} 12 months to end of January 2020 13 March 2020 Board paper, March 2020"
    assert f"Figures in this text Figure What it is Window As at Source {row}" in shown


def test_a_figure_that_does_not_exist_is_said_where_it_stands_in_the_preview(edit):
    assert "It [no figure: knife.chnge] ." in words(edit("preview", narrative="It {{ knife.chnge }}."))


# The last round's text


def test_the_last_text_stands_beside_the_box_with_the_figures_of_its_day(edit, update, last):
    visits = ActivityFigureFactory(section=update.section, slug="visits", value=207)
    last("There were {{ visits.value }} visits.\n\n- One\n- Two")
    visits.value = 250
    visits.save()

    shown = words(edit())

    assert "The text of the last round, December 2019" in shown
    assert "There were 207 visits. Still true: use it again" in shown
    assert "One Two Still true: use it again" in shown
    # Nothing is copied by itself.
    assert form_of(edit())["narrative"] == "Schools were met."


def test_the_oldest_texts_keep_their_figures_in_their_words_only(edit, update, last):
    before = last("There were {{ visits.value }} visits.")
    old = frozen.read(before.frozen_board)
    blocks = frozen.placed(old.words, {"visits.value": Value("visits.value", "199")})
    Update.objects.filter(pk=before.pk).update(frozen_board=frozen.written(frozen.Content(blocks, {})))

    assert "There were 199 visits." in words(edit())


def test_without_an_earlier_text_the_page_says_so(edit):
    assert "Nothing was approved for this section in an earlier round." in words(edit())


def test_ticked_paragraphs_go_to_the_end_of_the_text_as_they_were_typed_and_are_not_saved(edit, update, last):
    last("First {{ visits.value }}.\n\nSecond.\n\n1. One\n2. Two")

    response = edit("carry", narrative="Typed now.", again=["1", "3"])

    assert form_of(response)["narrative"] == "Typed now.\n\nFirst {{ visits.value }}.\n\n1. One\n2. Two"
    assert "2 paragraphs of the last round are now at the end of the text . Not saved yet" in words(response)
    update.refresh_from_db()
    assert (update.narrative, told()) == ("Schools were met.", [])


def test_a_paragraph_that_is_in_the_text_is_marked_and_not_added_twice(edit, last):
    last("Schools were met.\n\nSecond.")

    page = edit().content.decode()
    response = edit("carry", again=["1", "2"])

    assert [page.count(words) for words in ("Schools were met.", "data-used hidden")] == [3, 1]
    assert form_of(response)["narrative"] == "Schools were met.\n\nSecond."


def test_without_a_tick_nothing_is_added_and_the_page_says_what_to_do(edit, last):
    last("First.")

    response = edit("carry")

    assert "Nothing was added: tick a paragraph of the last round that is still true." in words(response)
    assert form_of(response)["narrative"] == "Schools were met."


# The database


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_the_database_as_often_however_much_a_section_holds(
    edit, update, last, django_assert_num_queries, number
):
    last("First.\n\n" * number)
    extract = ExtractFactory()
    for n in range(number):
        measure = MeasureFactory(slug=f"measure-{n}")
        SectionMeasureFactory(section=update.section, measure=measure)
        make_counts(measure, {date(2020, 1, 1): 5}, extract=extract)
        operation = OperationFactory(section=update.section)
        ActivityFigureFactory(section=update.section, operation=operation)
        CommitmentFactory(section=update.section)
        BreakdownFactory(section=update.section).parts.create(label="All", value=32)
    edit()

    with django_assert_num_queries(17):
        edit()
