"""What an approver reads a section against, and what its lead says beside it."""

from dataclasses import dataclass, replace

from offences.months import name
from strands import figures, frozen, report
from strands.difference import difference
from strands.models import Evidence, Update, UpdateEvent


@dataclass(frozen=True)
class Approved:
    """What was approved last of a section: its words, the round they were approved for and, where that is on record,
    by whom and when."""

    content: frozen.Content
    round: str
    by: str = ""
    at: object = None


def since_approved(update, summaries):
    """The difference to what was approved last, with that; None for one where nothing was."""
    before = last_approved(update)
    stands = as_it_stands(update, summaries)
    return {
        "before": before,
        "difference": difference(before.content, stands) if before else None,
        "stands": stands,
    }


def last_approved(update):
    """What was approved last of the section, in this round or an earlier one. It was fetched `with_last_text`."""
    if update.state == Update.State.APPROVED:
        return Approved(frozen.read(update.frozen_board), update.round.name, str(update.approver), update.approved_at)
    event = _last_approval(update)
    if event and (event.update_id == update.pk or update.last_round in (None, event.update.round.name)):
        return Approved(frozen.read(event.frozen_board), event.update.round.name, str(event.by), event.at)
    # Approved before events kept the words.
    return Approved(frozen.read(update.last_frozen), update.last_round) if update.last_frozen else None


def _last_approval(update):
    approvals = UpdateEvent.objects.filter(
        update__section=update.section_id,
        update__round__period_end__lte=update.round.period_end,
        kind=UpdateEvent.Kind.APPROVED,
        frozen_board__gt="",
    )
    return approvals.select_related("update__round", "by").order_by("-update__round__period_end", "-id").first()


def as_it_stands(update, summaries):
    """What would be approved now: the words as they were submitted, with its measures' figures of today."""
    if not update.is_frozen:
        return report.content(update, summaries, board=True)
    kept = frozen.read(update.frozen_board)
    measured = figures.of_measures(update.section, summaries)
    return replace(
        kept,
        words=frozen.placed(kept.words, measured),
        measured={**kept.measured, **measured},
        commentaries={slug: frozen.placed(words, measured) for slug, words in kept.commentaries.items()},
        risks=frozen.placed(kept.risks, measured),
    )


def notes(update, summaries):
    """What the lead says of months that they typed, each with the count as it is known."""
    for note in update.month_notes.select_related("measure"):
        summary = summaries.get(note.measure.slug)
        known = dict(zip(summary.months, summary.counts, strict=True)) if summary else {}
        yield {"note": note, "month": name(note.month), "count": known.get(note.month)}


def evidence(section):
    """The files with its operations and commitments, without what is in them."""
    return Evidence.objects.of_section(section).for_lists()
