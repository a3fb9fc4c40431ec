"""The e-mails to everyone who is late: read first, then sent by the code that sends the reminders."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from strands import permissions, reminders, sending
from strands.models import ReportingRound


def round_chase(request, slug):
    if not permissions.can_run_rounds(request.user):
        raise PermissionDenied("Only the secretariat chases those who are late.")
    shown = get_object_or_404(ReportingRound, slug=slug)
    post = reminders.by_hand(shown, timezone.localdate())
    if request.method == "POST":
        # Only those whose e-mail was read; whoever has submitted meanwhile gets none.
        chosen = set(request.POST.getlist("to"))
        _send(request, [letter for letter in post.letters if str(letter.to.pk) in chosen])
        return redirect(shown)
    return render(request, "strands/round_chase.html", {"round": shown, "post": post})


def _send(request, letters):
    outcomes = [sending.send(letter) for letter in letters]
    if sent := sum(outcome.sent for outcome in outcomes):
        messages.success(request, f"{sent} e-mail{'' if sent == 1 else 's'} sent.")
    for outcome in outcomes:
        if outcome.failure:
            words = f"The e-mail to {outcome.letter.to} could not be sent ({outcome.failure}). Try again."
            messages.error(request, words)
    if not sent and not any(outcome.failure for outcome in outcomes):
        messages.info(request, "Nothing was sent: they have submitted, or were chased by someone else meanwhile.")
