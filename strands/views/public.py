"""What anyone can read: the latest round on one page, and each strand."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from offences import as_at, vintages
from offences.as_at import AsAtForm
from strands import dashboard as round_page
from strands import permissions, report
from strands.models import Appointment, Evidence, Section, Strand, Update
from strands.views.fragments import section_parts


@login_not_required
def dashboard(request):
    board = permissions.board_member(request.user)
    form = AsAtForm(request.GET)
    updates = list(Update.objects.of_latest_reported_round(opened_by=form.day).for_dashboard())
    strands = list(dict.fromkeys(update.section.strand for update in updates))
    chosen = next((strand for strand in strands if strand.slug == request.GET.get("strand")), None)
    shown = [update for update in updates if chosen in (None, update.section.strand)]
    summaries = vintages.summaries(round_page.ends(shown), as_at=form.day)
    groups = round_page.groups(shown, summaries, board=board)
    context = {"form": form, "strands": strands, "chosen": chosen, "groups": groups}
    context |= {"glance": round_page.glance(groups), **_round_and_since(updates, groups)}
    context["notes"] = [line for group in groups for line in group.lines if line.notes]
    return as_at.kept(render(request, "strands/dashboard.html", context), request, form)


def _round_and_since(updates, groups):
    if not updates:
        return {}
    shown, before = updates[0].round, updates[0].period_before
    since = round_page.since(groups, before) if before else []
    return {"round": shown, "heads": round_page.heads(shown.period_end), "period_before": before, "since": since}


@login_not_required
def strand(request, slug):
    sections = list(Section.objects.filter(strand__slug=slug).select_related("strand__strategy"))
    shown = sections[0].strand if sections else get_object_or_404(Strand.objects.select_related("strategy"), slug=slug)
    board = permissions.board_member(request.user)
    updates = list(Update.objects.latest_approved().filter(section__in=sections).for_report())
    summaries = vintages.summaries(report.ends(updates))
    reported = {update.section_id: (update, section_parts(update, summaries, board=board)) for update in updates}
    files = _public_files(sections)
    context = {
        "strand": shown,
        "sections": [(section, *reported.get(section.pk, (None, None)), files[section.pk]) for section in sections],
        "leads": Appointment.objects.on(timezone.localdate()).filter(strand=shown).leads_first(),
    }
    return render(request, "strands/strand.html", context)


def _public_files(sections):
    """The files of each of these sections that anyone may download, by the section's key."""
    found = {section.pk: [] for section in sections}
    for file in Evidence.objects.for_everyone().filter(section_id__in=found).for_lists():
        found[file.section_id].append(file)
    return found
