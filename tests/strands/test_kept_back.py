"""What of a section anyone may read: nothing of one that is OFFICIAL-SENSITIVE, no small number of any."""

import pytest

from documents.blocks import Notice, Table, Text
from documents.plain import plain
from strands import figures, report
from strands.models import Update
from tests.factories import BreakdownFactory, MeasureFactory, SectionMeasureFactory, UpdateFactory
from tests.strands.summaries import monthly_summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def update():
    return UpdateFactory(narrative="Ten officers.", sensitive_reason="It names a live operation.")


@pytest.fixture
def referrals():
    update = UpdateFactory(narrative="There were {{ referrals.total }} referrals.")
    breakdown = BreakdownFactory(section=update.section, slug="referrals", title="Referrals", total=25)
    for order, (label, value) in enumerate({"A": 11, "B": 10, "C": 4}.items()):
        breakdown.parts.create(label=label, value=value, order=order)
    return update


def table_of(update, *, board):
    [found] = [block for block in report.words_blocks(update, {}, board=board) if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in found.rows]


def test_a_sensitive_section_says_why_it_is_not_published_and_nothing_else(update):
    measure = MeasureFactory(slug="knife-crime")
    SectionMeasureFactory(section=update.section, measure=measure)
    counts = {"knife-crime": monthly_summary(measure)}
    notice = "This section is not published: It names a live operation."
    assert list(report.section_blocks(update, counts)) == [Notice((Text(notice),))]
    assert isinstance(report.words_blocks(update, counts)[0], Notice)
    assert list(report.measures_blocks(update, counts, board=False)) == []


def test_the_board_reads_it(update):
    assert "Ten officers." in str(report.section_blocks(update, {}, board=True))


def test_other_texts_do_not_say_its_figures(referrals):
    Update.objects.update(sensitive_reason="It names a live operation.")
    referrals.refresh_from_db()
    assert figures.registry(referrals, {}, board=False)["referrals.total"].text == figures.WITHHELD
    assert figures.registry(referrals, {}, board=True)["referrals.total"].text == "25"


def test_small_numbers_are_for_the_board(referrals):
    assert table_of(referrals, board=True)[2] == ["C", "4", "16.0%"]
    assert table_of(referrals, board=False) == [
        ["A", "11", "44.0%"],
        ["B", "not shown", "not shown"],
        ["C", "fewer than 5", "not shown"],
        ["Total", "25", "100.0%"],
    ]


def test_a_total_that_would_give_them_away_is_withheld_from_the_text_too(referrals):
    breakdown = referrals.section.breakdowns.get()
    breakdown.parts.exclude(label="C").delete()
    breakdown.total = 4
    breakdown.save()
    assert table_of(referrals, board=False)[-1] == ["Total", "not shown", "not shown"]
    assert figures.own(referrals, board=False)["referrals.total"].text == figures.WITHHELD
    assert figures.own(referrals, board=True)["referrals.total"].text == "4"


def test_words_kept_before_small_numbers_were_suppressed_are_read_without_them(referrals):
    kept = report.content(referrals, {}, board=True)
    Update.objects.update(
        frozen=report.frozen.written(kept), frozen_board=report.frozen.written(kept), state=Update.State.SUBMITTED
    )
    referrals.refresh_from_db()
    assert table_of(referrals, board=False)[2] == ["C", "fewer than 5", "not shown"]
    assert table_of(referrals, board=True)[2] == ["C", "4", "16.0%"]


def test_a_total_kept_before_small_numbers_were_suppressed_is_read_nowhere_by_everyone(referrals):
    breakdown = referrals.section.breakdowns.get()
    breakdown.parts.exclude(label="C").delete()
    breakdown.total = 4
    breakdown.save()
    link = SectionMeasureFactory(section=referrals.section, measure=MeasureFactory(slug="knife-crime"))
    referrals.commentaries.create(measure=link.measure, text="Of {{ referrals.total }}.")
    kept = report.frozen.written(report.content(referrals, {}, board=True))
    Update.objects.update(frozen=kept, frozen_board=kept, state=Update.State.SUBMITTED)
    [referrals] = report.with_delivery(Update.objects.for_report())

    assert "There were 4 referrals" in plain(report.words_blocks(referrals, {}, board=True))
    read = plain(report.section_blocks(referrals, {}, board=False))
    assert "There were [for board members] referrals." in read and "Of [for board members]." in read
    assert figures.registry(referrals, {}, board=False)["referrals.total"].text == figures.WITHHELD
    assert figures.registry(referrals, {}, board=True)["referrals.total"].text == "4"
