"""What else a paper prints: the optional parts of its outline."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from papers import permissions
from papers.material import names_on
from papers.models import Paper
from papers.placing import PlacingForm


def placing(request, slug):
    if not permissions.can_edit(request.user):
        raise PermissionDenied("Only the secretariat writes papers.")
    paper = get_object_or_404(Paper.objects.select_related("round", "approved_by", "outline"), slug=slug)
    form = PlacingForm(request.POST or None, paper=paper, names=names_on(paper.round.meeting_on))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "What the paper prints is saved.")
        return redirect(paper)
    return render(request, "papers/placing.html", {"paper": paper, "form": form})
