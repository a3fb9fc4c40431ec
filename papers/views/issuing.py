"""The two signatures: the chief officer approves a paper, the secretariat answers its checks and issues it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from accounts import kept
from documents import press
from papers import approval, checking, permissions, publishing, word_templates
from papers import issue as issuing
from papers.compose import document
from papers.contents import contents
from papers.files import FORMATS
from papers.left_out import left_out
from papers.material import gather
from papers.models import Paper
from strands.check_forms import Answers

CHANGED = "The paper has changed since you opened this page. Look at it again."


@cache_control(private=True, no_store=True)
def approve(request, slug):
    if not permissions.can_approve(request.user):
        raise PermissionDenied("Only the chief officer approves papers.")
    material = gather(_paper(slug))
    composed = document(material)
    found = checking.findings(material, composed)
    digest = approval.content_digest(material)
    if request.method == "POST" and _as_seen(request, digest) and not checking.blocking(found):
        approval.approve(material.paper, request.user, digest=digest)
        messages.success(request, "You have approved the paper. The secretariat can issue it.")
        return redirect("papers:preview", slug)
    answered = checking.with_answers(found, material.paper.answers)
    page = {"blocking": checking.blocking(found), "answered": answered, "today": timezone.localdate()}
    return render(request, "papers/approve.html", _page(material, composed, digest) | page)


@cache_control(private=True, no_store=True)
def issue(request, slug):
    """What the checks find and what is answered; then the paper is issued."""
    if not permissions.can_issue(request.user):
        raise PermissionDenied("Only the secretariat issues papers.")
    page = CompletionPage(request, gather(_paper(slug)))
    return page.answered() if request.method == "POST" else page.shown()


class CompletionPage:
    def __init__(self, request, material):
        self.request, self.material, self.paper = request, material, material.paper
        self.composed = document(material)
        self.digest = approval.content_digest(material)
        found = [*checking.findings(material, self.composed), *checking.approval_findings(material)]
        data = request.POST if request.method == "POST" else kept.take(request) or QueryDict()
        self.issues = request.method == "POST" and data.get("do") != "save"
        self.answers = Answers(found, data, before=self.paper.answers, needed=self.issues)

    def answered(self):
        """Keeps the answers that are given, and issues the paper where that was asked and nothing stands against it."""
        right = self.answers.is_valid()
        if self.paper.is_issued() or any("reason" in form.errors for form in self.answers.forms):
            return self._refused()
        checking.keep_answers(self.paper, self.answers.given)
        if not self.issues:
            messages.success(self.request, "Your answers are saved.")
            return redirect("papers:issue", self.paper.slug)
        if not _as_seen(self.request, self.digest):
            return self.shown()
        return self._issued() if right else self._refused()

    def _issued(self):
        try:
            issued = issuing.issue(self.paper, self.request.user)
        except issuing.NotReady:
            return self._refused()
        except press.NotMade as problem:
            messages.error(self.request, f"The paper was not issued. {problem}")
            return self.shown()
        messages.success(self.request, f"Version {issued.version} is issued.")
        return redirect(issued)

    def _refused(self):
        if self.issues and not any(form.errors for form in self.answers.forms):
            messages.error(self.request, "The paper was not issued: something has to be put right first.")
        return self.shown()

    def shown(self):
        context = {"answers": self.answers, "forms_and_formsets": [self.answers.forms], "formats": FORMATS.values()}
        context["word_template"] = word_templates.in_use()
        context["left_out"] = left_out(self.material)
        return render(self.request, "papers/issue.html", _page(self.material, self.composed, self.digest) | context)


def _paper(slug):
    return get_object_or_404(Paper.objects.select_related("round", "approved_by", "outline"), slug=slug)


def _as_seen(request, digest):
    """Whether the paper still says what it said when the person opened the page."""
    same = request.POST.get("seen") == digest
    if not same:
        messages.error(request, CHANGED)
    return same


def _page(material, composed, digest):
    return {
        "paper": material.paper,
        "contents": contents(material, composed),
        "seen": digest,
        "publication": (decided := publishing.of(material.paper)),
        "becomes_redacted": material.board and publishing.is_of_all(decided),
    }
