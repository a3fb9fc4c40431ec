from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe

from documents.renderers import html
from offences import exhibits, permissions, uploads, vintages
from offences import series as series_file
from offences.extracts import load, previews, tables
from offences.forms import ConfirmForm, UploadForm
from offences.models import Extract, Measure

PER_PAGE = 25


@login_not_required
def measure(request, slug):
    board_member = permissions.board_member(request.user)
    shown = get_object_or_404(vintages.with_last_month(Measure.objects.visible_to(board_member)), slug=slug)
    summary = vintages.summaries({shown: shown.last_month})[slug] if shown.last_month else None
    context = {"measure": shown, "summary": summary}
    if summary:
        published = vintages.published_totals(shown)
        context |= {
            "figures": _written([exhibits.comparison(summary), *exhibits.chart_blocks(summary)]),
            "signals": _written([exhibits.signals(summary)]),
            "published": _written([exhibits.published_totals(published)] if published else []),
            "rebases": shown.rebases.all(),
        }
    return render(request, "offences/measure.html", context)


@login_not_required
def series(request, slug):
    board_member = permissions.board_member(request.user)
    shown = get_object_or_404(Measure.objects.visible_to(board_member), slug=slug)
    disposition = {"Content-Disposition": f'attachment; filename="{shown.slug}.csv"'}
    return HttpResponse(series_file.as_csv(shown), content_type="text/csv; charset=utf-8", headers=disposition)


def extracts(request):
    permissions.require_loader(request.user)
    found = Extract.objects.defer("content").select_related("loaded_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "offences/extracts.html", {"page": page})


def upload(request):
    permissions.require_loader(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return redirect(uploads.keep(form.source, request.user))
    return render(request, "offences/upload.html", {"form": form})


def preview(request, pk):
    permissions.require_loader(request.user)
    kept = get_object_or_404(uploads.own(request.user), pk=pk)
    if "cancel" in request.POST:
        return _cancelled(request, kept)
    source = uploads.source(kept)
    found = previews.preview(source)
    form = ConfirmForm(request.POST or None, found=found)
    if form.is_valid() and (done := _loaded(request, source, found)):
        kept.delete()
        return redirect(done)
    context = {
        "upload": kept,
        "form": form,
        "found": found,
        "receipt": previews.receipt(found),
        "tables": _tables(found),
    }
    return render(request, "offences/preview.html", context)


def extract(request, pk):
    permissions.require_loader(request.user)
    shown = get_object_or_404(Extract.objects.defer("content").select_related("loaded_by"), pk=pk)
    receipt = shown.receipt
    blocks = [tables.control_totals(receipt["totals"])] if receipt else []
    if receipt.get("rejected"):
        blocks.append(tables.rejected(receipt["rejected_lines"], receipt["rejected"]))
    return render(request, "offences/extract.html", {"extract": shown, "tables": _written(blocks)})


def _cancelled(request, kept):
    kept.delete()
    messages.info(request, "Nothing was loaded and the file was not kept.")
    return redirect("offences:extracts")


def _loaded(request, source, found):
    try:
        done = load.apply(source, found, loaded_by=request.user)
    except load.AlreadyLoaded as refused:
        messages.warning(request, "This file was loaded before. This is its receipt.")
        return refused.extract
    except load.MovedOn:
        messages.warning(request, "Another file was loaded at the same moment. Look at the preview again.")
        return None
    messages.success(request, "The file was loaded.")
    return done


def _tables(found):
    reading, compared, receipt = found.reading, found.diff, previews.receipt(found)
    shown = (
        (reading.rejected, lambda: tables.rejected(receipt["rejected_lines"], receipt["rejected"])),
        (reading.warnings, lambda: tables.warnings(reading.warnings)),
        (reading.rows, lambda: tables.control_totals(receipt["totals"])),
        (compared.changed, lambda: tables.changed(compared.changed)),
        (compared.new, lambda: tables.new(compared.new)),
        (compared.unchanged, lambda: tables.unchanged(compared.unchanged)),
    )
    return _written([table() for there, table in shown if there])


def _written(blocks):
    # The renderer escapes every text; test_html of documents holds it to that.
    return mark_safe(html.fragment(blocks))  # noqa: S308
