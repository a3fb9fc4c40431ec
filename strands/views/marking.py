"""Saying whether anyone may read what a section reports."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from strands import marking, permissions
from strands.forms import OFFICIAL, SENSITIVE, MarkingForm
from strands.models import Update


def update_marking(request, round_slug, section_slug):
    if not permissions.can_mark(request.user):
        raise PermissionDenied("Only the secretariat marks sections.")
    updates = Update.objects.select_related("section", "round")
    update = get_object_or_404(updates, round__slug=round_slug, section__slug=section_slug)
    stands = {"marking": SENSITIVE if update.sensitive_reason else OFFICIAL, "reason": update.sensitive_reason}
    form = MarkingForm(request.POST or None, initial=stands)
    if form.is_valid():
        changed = marking.mark(update, request.user, form.cleaned_data["reason"])
        told = "is marked" if changed else "was marked so already:"
        messages.success(request, f"{update.section} {told} {form.cleaned_data['marking']}.")
        return redirect("strands:update_review", round_slug, section_slug)
    return render(request, "strands/update_marking.html", {"update": update, "form": form})
