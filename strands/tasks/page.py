"""The page of one task of an update: its forms, saved as a person goes.

Nothing typed is lost: not on an error, not when the sign-in expired, not when someone else saved first, not when the
round was closed meanwhile.
"""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts import kept
from strands import boxes, permissions, presence, workflow
from strands.models import Update
from strands.tasks.names import BY_NAME

NOT_YOURS = "Only the lead of this strand, a deputy, or someone named to write for them writes in this section."
AUTOSAVE = "autosave"
TAKEN_BACK = "The section has to be submitted again."
HELD_BACK = "“{}” is not saved until what belongs to it is put right."


def respond(request, page_class, round_slug, section_slug, **names):
    """Shows the page of a task or of a part of one, or saves what it sent. `names` go to the page."""
    if request.method != "POST":
        update = _update(request, round_slug, section_slug)
        if not permissions.can_write(request.user, update) or workflow.why_closed(update):
            return redirect(update)
        return page_class(request, update, **names).shown()
    with transaction.atomic():
        update = _update(request, round_slug, section_slug)
        if not permissions.can_write(request.user, update):
            return _not_saved(request, update, NO_LONGER_YOURS)
        try:
            workflow.hold(update)
        except workflow.NotAllowed as refused:
            return _not_saved(request, update, str(refused))
        page = page_class(request, update, **names)
        answer = page.answered()
    # Nobody waits for the update while a page is put together.
    return answer or page.shown()


def _update(request, round_slug, section_slug):
    """For who writes in it. Who answers for the paper may look at the section instead; who had it open,
    and may no longer write in it, gets back what they send."""
    updates = Update.objects.for_report().with_last_text().with_return_comment()
    updates = updates.with_leading_of(request.user, timezone.localdate())
    update = get_object_or_404(updates, round__slug=round_slug, section__slug=section_slug)
    if request.method == "POST":
        stays = update.editing.filter(by=request.user).exists()
    else:
        stays = permissions.can_see_round(request.user)
    if not (permissions.can_write(request.user, update) or stays):
        raise PermissionDenied(NOT_YOURS)
    return update


def _not_saved(request, update, why):
    """What was sent to a page that nobody can write in now is shown back, to copy."""
    if request.POST.get("do") == AUTOSAVE:
        return JsonResponse({"failed": why}, status=409)
    typed = [text for name, text in request.POST.items() if len(text) > 20 and name not in NOT_TYPED]
    return render(request, "strands/update_not_saved.html", {"update": update, "why": why, "typed": typed})


NO_LONGER_YOURS = "You no longer write in this section: your time as lead, deputy or stand-in has ended."
NOT_TYPED = ("csrfmiddlewaretoken", boxes.OPENED)


class TaskPage:
    """A page has a `name` (its task's), a `template`, and builds its forms; the rest is the same for all.

    A subclass gives `build()`, the forms in page order (`self.form` makes one), and may give `save(forms)`, `context()`
    and `back` (where its person goes after saving; the section's task list unless it says otherwise).
    """

    name = ""
    template = ""
    saves_itself = True
    # What its form can do beside saving: (do, the words of its button).
    more_buttons = ()

    def __init__(self, request, update, **names):
        self.request, self.update, self.names = request, update, names
        self.kept = kept.take(request) if request.method == "GET" else None
        self.data = request.POST if request.method == "POST" else self.kept
        self.do = (self.data or {}).get("do", "save")
        self.opened = boxes.opened(self.data)
        self.prepare()
        self.forms = list(self.build())

    @property
    def task(self):
        return BY_NAME[self.name]

    def prepare(self):
        """Fetches what the forms are about."""

    def build(self):
        raise NotImplementedError

    def form(self, form_class, *, prefix=None, **said):
        """A form of the page: filled with what was sent, where it was on the page that was sent."""
        sent = self.data is not None and self._was_opened(prefix)
        return form_class(self.data if sent else None, prefix=prefix, opened=self.opened, **said)

    def _was_opened(self, prefix):
        return not prefix or any(key.startswith(f"{prefix}-") for key in self.opened)

    # Saving

    def answered(self):
        """The answer to a form that was sent; None where its page is shown again."""
        if self.do == AUTOSAVE:
            return self._saved_itself()
        if self.do not in ("save", "stay") or not self.is_valid():
            return None
        was_frozen = self.update.is_frozen
        words = self._words(self._save(self.changed_forms))
        presence.leave(self.update, self.name, self.request.user)
        taken_back = was_frozen and not self.update.is_frozen
        messages.success(self.request, f"{words} {TAKEN_BACK}" if taken_back else words)
        return redirect(self.request.path if self.do == "stay" else self.back)

    def is_valid(self):
        return all([form.is_valid() for form in self.forms if form.is_bound])

    @property
    def changed_forms(self):
        """Those that are right and change something."""
        return [form for form in self.forms if form.is_bound and form.is_valid() and form.changes]

    def save(self, forms):
        """Writes these forms, which are valid and change something."""
        for form in forms:
            form.save()

    def _save(self, forms):
        """Writes them and keeps a record, if there is anything to write."""
        finished = self._finished()
        if not (forms or finished):
            return False
        self.save(forms)
        if forms:
            workflow.record_save(self.update, self.request.user, task=self.name)
        else:
            self.update.save(update_fields=["done"])
        return bool(forms)

    def _finished(self):
        """Takes over whether its lead says that the task is finished. True where that is news."""
        if self.do == AUTOSAVE:
            return False
        was, now = self.name in self.update.done, bool(self.data.get("finished"))
        if was != now:
            others = [name for name in self.update.done if name != self.name]
            self.update.done = [*others, self.name] if now else others
        return was != now

    def _words(self, changed):
        return f"{self.task.title}: saved." if changed else f"{self.task.title}: nothing was left to save."

    def _saved_itself(self):
        """Saves what is right of what was sent, and says in JSON how the rest stands."""
        if workflow.takes_back(self.update):
            return JsonResponse({"failed": workflow.takes_back(self.update)}, status=409)
        self.is_valid()
        saved = self.changed_forms
        self._save(saved)
        opened = {}
        for form in self.forms:
            opened |= form.to_send(saved=form in saved, shown=False)
        errors = self._errors()
        answer = {"at": f"{timezone.localtime():%H:%M}", "opened": opened, "errors": errors}
        answer["waits"] = set(errors) <= set(self.waiting)
        answer["conflicts"] = {conflict.box: conflict.label for conflict in self._conflicts}
        answer["others"] = [_who(one) for one in presence.note(self.update, self.name, self.request.user)]
        return JsonResponse(answer)

    @property
    def waiting(self):
        """The ids of the boxes that never save themselves: nothing is wrong with them."""
        return []

    def _errors(self):
        """What could not be saved and why, by the id of its box; what two people changed is said apart."""
        found = {}
        for form in self.forms:
            if not form.is_bound or form.is_valid():
                continue
            found |= {form[name].auto_id: HELD_BACK.format(form[name].label) for name in form.changes}
            for name, errors in form.errors.items():
                if name not in form.conflicts:
                    found[form[name].auto_id if name in form.fields else ""] = " ".join(errors)
        return found

    @property
    def _conflicts(self):
        return [conflict for form in self.forms for conflict in form.conflicts.values()]

    # Showing

    @property
    def back(self):
        return self.update.get_absolute_url()

    def context(self):
        """What its template shows beside the forms."""
        return {}

    def shown(self):
        if self.kept:
            self.is_valid()
        opened = {}
        for form in self.forms:
            opened |= form.to_send()
        conflicts, takes_back = self._conflicts, workflow.takes_back(self.update)
        context = {
            "page": self,
            "task": self.task,
            "update": self.update,
            "forms": self.forms,
            "forms_and_formsets": self.forms,
            "opened": json.dumps(opened),
            "conflicts": conflicts,
            "theirs": self._last_save() if conflicts else None,
            "others": [_who(one) for one in presence.note(self.update, self.name, self.request.user)],
            "was_kept": self.kept is not None,
            "unsaved": any(form.is_bound and (form.errors or form.changes) for form in self.forms),
            "takes_back": takes_back,
            # Saving over what someone else wrote, or taking back an approval, is for a person to do, not for a page.
            "autosaves": self.saves_itself and not takes_back and not conflicts,
            "finished": self.name in self.update.done,
        }
        return render(self.request, self.template, context | self.context())

    def _last_save(self):
        """The latest save of this task by somebody else."""
        saves = self.update.events.writing().filter(task=self.name).exclude(by=self.request.user)
        return saves.select_related("by").first()


def _who(editing):
    """ "Alison Harman, since 14:02" """
    return f"{editing.by}, since {timezone.localtime(editing.since):%H:%M}"
