"""Everything that ever happened to a section, and what it said at each step."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.models import User
from strands import frozen, history, passages, permissions
from strands.models import Update, UpdateEvent
from strands.views.fragments import blocks_html

LINES = 50


def update_history(request, round_slug, section_slug):
    update = _update(request.user, round_slug, section_slug)
    page = Paginator(history.told(update.section), LINES).get_page(request.GET.get("page"))
    people = User.objects.in_bulk({line.last.by_id for line in page})
    for line in page:
        line.by = people[line.last.by_id]
    return render(request, "strands/update_history.html", {"update": update, "page": page})


def update_event(request, round_slug, section_slug, pk):
    """What the section said when this happened."""
    update = _update(request.user, round_slug, section_slug)
    event = get_object_or_404(update.events.select_related("by"), pk=pk)
    context = {"update": update, "event": event, "words": history.WORDS[UpdateEvent.Kind(event.kind)]}
    return render(request, "strands/update_event.html", context | {"parts": _parts(update, event)})


def _update(user, round_slug, section_slug):
    updates = Update.objects.select_related("section__strand", "round")
    update = get_object_or_404(updates, round__slug=round_slug, section__slug=section_slug)
    if not permissions.can_see_update(user, update.section, timezone.localdate()):
        raise PermissionDenied("Only this section’s lead, the secretariat and the chief officer see its history.")
    return update


def _parts(update, event):
    """The words that were kept with it, each part under its title."""
    kept = event.frozen_board or _read_before(update, event)
    if not kept:
        return []
    titled = passages.titled(frozen.read(kept))
    return [(title, blocks_html(blocks, uid=f"part-{n}")) for n, (title, blocks) in enumerate(titled) if blocks]


def _read_before(update, event):
    """Of what was sent back, the words that were read."""
    if event.kind != UpdateEvent.Kind.RETURNED:
        return ""
    return update.events.filter(pk__lt=event.pk, frozen_board__gt="").values_list("frozen_board", flat=True).first()
