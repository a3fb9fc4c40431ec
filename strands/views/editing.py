"""A lead writes what their section reports in a round. Nothing typed is lost: not on an error, not when the sign-in
expired, not when someone else saved first, not when the round was closed meanwhile."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts import kept
from offences import vintages
from strands import checking, figures, permissions, report, workflow
from strands.check_forms import ASKED, Answers, put_at_boxes
from strands.delivery_forms import Delivery
from strands.forms import UpdateForm
from strands.models import Update
from strands.views.fragments import beside, blocks_html, last_words


def update_edit(request, round_slug, section_slug):
    update = _update(request.user, round_slug, section_slug)
    writes = permissions.can_write(request.user, update)
    reads = request.method == "GET" and permissions.can_see_round(request.user)
    if not (writes or reads):
        raise PermissionDenied(NOT_YOURS)
    if why := workflow.why_closed(update) or ("" if writes else NOT_YOURS):
        return _read_only(request, update, why)
    page = Page(request, update)
    if request.method != "POST" or not page.is_valid() or page.do in LOOKS:
        return page.shown()
    try:
        return page.saved()
    except workflow.Changed as refused:
        return page.shown(theirs=refused.update)
    except workflow.NotAllowed as refused:
        return _read_only(request, _update(request.user, round_slug, section_slug), str(refused))


NOT_YOURS = "Only the lead of this strand, or a deputy, writes in this section."


def _update(user, round_slug, section_slug):
    updates = Update.objects.for_report().with_last_text().with_return_comment()
    updates = updates.with_leading_of(user, timezone.localdate())
    return get_object_or_404(updates, round__slug=round_slug, section__slug=section_slug)


def _read_only(request, update, why):
    report.with_delivery([update])
    summaries = vintages.summaries(report.ends([update]))
    context = {
        "update": update,
        "why": why,
        "typed": request.POST.get("narrative", ""),
        "text": blocks_html(report.words_blocks(update, summaries, board=True, level=1), uid="text"),
        "last": last_words(update),
        "measures": list(beside(update, summaries)),
    }
    return render(request, "strands/update_read.html", context)


# What the forms beside the text change, and breakdowns for the figures that the text may name.
EDITED = ("operations", "activity_figures", "breakdowns", "commitments")
# What a person may ask for without saving anything.
LOOKS = ("preview", "check")


class Page:
    """The page of one update while it is written: its forms, and what stands beside them."""

    def __init__(self, request, update):
        self.request, self.update = request, update
        prefetch_related_objects([update.section], *EDITED)
        self.kept = kept.take(request) if request.method == "GET" else None
        data = request.POST if request.method == "POST" else self.kept
        self.do = (data or {}).get("do", "save")
        # What came with the form, not what is there now: it tells whether someone saved in between.
        self.seen = workflow.token(update) if data is None else data.get("seen", "")
        self.summaries = vintages.summaries(report.ends([update]))
        self.found = figures.registry(update, self.summaries)
        checked = self.do in ("preview", "submit") and not self.kept
        self.form = UpdateForm(data, instance=update, found=self.found, checked=checked)
        self.delivery = Delivery(update, data)
        self.answers = None
        if self.kept:
            self.is_valid()

    def is_valid(self):
        """Whether the forms are; and, where the checks are asked for or were, whether each warning is answered."""
        if not all([self.form.is_valid(), self.delivery.is_valid()]):
            return False
        if self.do in ("check", "submit") or ASKED in self.form.data:
            self.answers = self._checked()
        return self.do != "submit" or self.answers.is_valid()

    def _checked(self):
        """The findings on what the forms have put into the section, saved or not."""
        new = [form.instance for form in self.delivery.new if form.has_changed()]
        found = checking.findings(self.update, self.summaries, new)
        needed = self.do == "submit" and not self.kept
        answers = Answers(found, self.form.data, before=self.update.answers, needed=needed)
        if needed:
            put_at_boxes(answers.blocking, [self.form, *self.delivery.forms])
        return answers

    def saved(self):
        self._keep_answers()
        if self.do == "submit":
            workflow.submit(self.update, self.request.user, token=self.seen, changes=self._changes())
            messages.success(self.request, f"{self.update.section} is submitted and waits for approval.")
            return redirect("strands:my_sections")
        if self._changes():
            workflow.save(self.update, self.request.user, token=self.seen, changes=self._changes())
        problems = self.form.problems(self.update.narrative)
        messages.success(
            self.request, " ".join(["Draft saved.", *(f"Before you submit: {words}" for words in problems)])
        )
        return redirect(self.update)

    def _keep_answers(self):
        """Puts them into the update, which is saved with them."""
        given = self.answers.given if self.answers else self.update.answers
        self.answered, self.update.answers = given != self.update.answers, given

    def _changes(self):
        """What to write beside the text; None when the person changed nothing at all."""
        changed = self.form.has_changed() or self.delivery.has_changed() or self.answered
        return self.delivery.save if changed else None

    def shown(self, theirs=None):
        answer_forms = self.answers.forms if self.answers else []
        context = {
            "update": self.update,
            "form": self.form,
            "delivery": self.delivery,
            "forms_and_formsets": [*self.delivery.forms, answer_forms],
            "answers": self.answers,
            "answer_forms": answer_forms,
            "seen": workflow.token(theirs) if theirs else self.seen,
            "theirs": theirs,
            "was_kept": self.kept is not None,
            "preview": self._preview(),
            "figures": self.found.values(),
            "measures": list(beside(self.update, self.summaries)),
            "last": last_words(self.update),
        }
        return render(self.request, "strands/update_edit.html", context)

    def _preview(self):
        if self.do != "preview" or not self.form.is_bound or not self.form.is_valid():
            return ""
        # Asked for again: the forms have put the figures typed beside the text into the section.
        found = figures.registry(self.update, self.summaries)
        return blocks_html(report.narrative_blocks(self.update, found, level=1), uid="preview")
