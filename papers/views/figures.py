"""How each figure of an issued paper was made: the months, the files, the formula; as issued and as now."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from documents.store import from_json
from offences import vintages
from offences.models import Measure
from offences.provenance import TotalBehind
from papers import figure_names, origins, provenance
from papers.models import IssuedPaper
from strands.permissions import board_member

EVERYONE = IssuedPaper.Audience.EVERYONE


@login_not_required
def issued_figures(request, slug, version, audience=EVERYONE):
    issued = _issued(request, slug, version, audience)
    document = from_json(issued.document)
    context = {"issued": issued, "groups": origins.groups(issued, document)}
    context["tables"] = origins.reported_tables(issued, document)
    return render(request, "papers/issued_figures.html", context)


@login_not_required
def issued_figure(request, slug, version, key, audience=EVERYONE):
    issued = _issued(request, slug, version, audience)
    figure = next((each for each in issued.figures.get("figures", ()) if each["key"] == key), None)
    if figure is None:
        raise Http404("The paper has no such figure.")
    totals = [TotalBehind.from_json(kept) for kept in issued.figures["totals"].get(figure["slug"], ())]
    shown = {"previous": totals[:1], "current": totals[1:]}.get(key.rpartition(".")[2], totals)
    context = {"issued": issued, "figure": figure, "totals": shown, "now": _now(request, figure, totals)}
    context["name"] = figure_names.name(figure)
    return render(request, "papers/issued_figure.html", context)


def _now(request, figure, totals):
    """What the same figure says today; None where it is not one of a measure that this reader may still see."""
    seen = Measure.objects.visible_to(board_member(request.user))
    measure = seen.filter(slug=figure["slug"]).first() if totals else None
    if measure is None:
        return None
    summary = vintages.summaries({measure: date.fromisoformat(totals[1].end)})[measure.slug]
    found = summary.figures().get(figure["key"])
    return found and provenance.as_printed(found)


def _issued(request, slug, version, audience):
    readable = IssuedPaper.objects.visible_to(board_member(request.user))
    found = readable.filter(paper__slug=slug, version=version, audience=audience)
    return get_object_or_404(found.defer("document").select_related("paper"))
