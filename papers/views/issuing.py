"""The two signatures: the chief officer approves a paper, the secretariat issues it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from documents import press
from papers import approval, checks, permissions, publishing
from papers import issue as issuing
from papers.contents import contents
from papers.material import gather
from papers.models import Paper

CHANGED = "The paper has changed since you opened this page. Look at it again."


@cache_control(private=True, no_store=True)
def approve(request, slug):
    if not permissions.can_approve(request.user):
        raise PermissionDenied("Only the chief officer approves papers.")
    material = gather(_paper(slug))
    found = checks.faults(material)
    digest = approval.content_digest(material)
    if request.method == "POST" and _as_seen(request, digest) and not checks.blocking(found):
        approval.approve(material.paper, request.user, digest=digest)
        messages.success(request, "You have approved the paper. The secretariat can issue it.")
        return redirect("papers:preview", slug)
    return render(request, "papers/approve.html", _page(material, found, digest) | {"today": timezone.localdate()})


@cache_control(private=True, no_store=True)
def issue(request, slug):
    if not permissions.can_issue(request.user):
        raise PermissionDenied("Only the secretariat issues papers.")
    material = gather(_paper(slug))
    digest = approval.content_digest(material)
    if request.method == "POST" and _as_seen(request, digest):
        try:
            issued = issuing.issue(material.paper, request.user)
        except issuing.NotReady:
            messages.error(request, "The paper was not issued: something has to be put right first.")
        except press.NotMade as problem:
            messages.error(request, f"The paper was not issued. {problem}")
        else:
            messages.success(request, f"Version {issued.version} is issued.")
            return redirect(issued)
    found = [*checks.faults(material), *checks.approval_faults(material)]
    return render(request, "papers/issue.html", _page(material, found, digest))


def _paper(slug):
    return get_object_or_404(Paper.objects.select_related("round", "approved_by", "outline"), slug=slug)


def _as_seen(request, digest):
    """Whether the paper still says what it said when the person opened the page."""
    same = request.POST.get("seen") == digest
    if not same:
        messages.error(request, CHANGED)
    return same


def _page(material, found, digest):
    return {
        "paper": material.paper,
        "contents": contents(material),
        "blocking": checks.blocking(found),
        "warnings": [problem for problem in found if not problem.blocking],
        "seen": digest,
        "publication": publishing.of(material.paper),
    }
