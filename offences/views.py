from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import conditional_page

from accounts import kept as kept_text
from documents.renderers import html
from offences import as_at, exhibits, permissions, uploads, vintages
from offences import revisions as revised
from offences import series as series_file
from offences.as_at import AsAtForm
from offences.extracts import diff, load, staging, tables, undo_tables
from offences.extracts import undo as undoing
from offences.extracts.limits import Unreadable
from offences.extracts.receipts import receipt
from offences.forms import ConfirmForm, RevisionsForm, UndoForm, UploadForm
from offences.models import Extract, Measure
from offences.rolling import Window

PER_PAGE = 25


@login_not_required
def measure(request, slug):
    form = AsAtForm(request.GET)
    visible = Measure.objects.visible_to(permissions.board_member(request.user))
    shown = get_object_or_404(vintages.with_last_month(visible, form.day), slug=slug)
    context = {"measure": shown, "form": form}
    if shown.last_month:
        summary = vintages.summaries({shown: shown.last_month}, as_at=form.day)[slug]
        context |= {"summary": summary, "rebases": shown.rebases.all()}
        context |= _figures(summary, vintages.published_totals(shown, form.day))
    return as_at.kept(render(request, "offences/measure.html", context), request, form)


def _figures(summary, published):
    return {
        "figures": _written([exhibits.comparison(summary), *exhibits.chart_blocks(summary)]),
        "signals": _written([exhibits.signals(summary)]),
        "published": _written([exhibits.published_totals(published)] if published else []),
    }


@login_not_required
@conditional_page
def series(request, slug):
    shown = get_object_or_404(Measure.objects.visible_to(permissions.board_member(request.user)), slug=slug)
    form = AsAtForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest(f"{form.errors['as_at'][0]}.", content_type="text/plain; charset=utf-8")
    name = f"{shown.slug}-as-at-{form.day}" if form.day else shown.slug
    disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    text = series_file.as_csv(shown, form.day)
    return as_at.kept(HttpResponse(text, content_type="text/csv; charset=utf-8", headers=disposition), request, form)


@login_not_required
def revisions(request):
    measures = list(Measure.objects.visible_to(permissions.board_member(request.user)))
    form = RevisionsForm(request.GET, measures=measures, months=revised.months_held(measures))
    shown, end = form.chosen
    histories = revised.histories(shown, Window(end)) if end else []
    context = {
        "form": form,
        "end": end,
        "revised": [history for history in histories if len(history.steps) > 1],
        "unrevised": [history for history in histories if len(history.steps) == 1],
        "incomplete": [history for history in histories if not history.steps],
        "can_load": permissions.can_load(request.user),
    }
    return render(request, "offences/revisions.html", context)


def extracts(request):
    permissions.require_loader(request.user)
    page = Paginator(Extract.objects.for_pages(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "offences/extracts.html", {"page": page})


def upload(request):
    permissions.require_loader(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (kept := _received(request, form)):
        return redirect(kept)
    return render(request, "offences/upload.html", {"form": form})


def _received(request, form):
    file = form.cleaned_data["file"]
    try:
        return uploads.receive(file, file.name, request.user)
    except (Unreadable, load.AlreadyLoaded) as problem:
        form.earlier = getattr(problem, "extract", None)
        form.add_error("file", str(problem))


def preview(request, pk):
    permissions.require_loader(request.user)
    kept = get_object_or_404(uploads.own(request.user), pk=pk)
    if "cancel" in request.POST:
        return _cancelled(request, kept)
    found = diff.changes(kept)
    form = ConfirmForm(request.POST or None, upload=kept)
    if form.is_valid() and (done := _loaded(request, kept, form)):
        return redirect(done)
    context = {"upload": kept, "form": form, "found": found, "receipt": receipt(kept, found)}
    return render(request, "offences/preview.html", context | {"tables": _tables(kept, found)})


def extract(request, pk):
    permissions.require_loader(request.user)
    shown = get_object_or_404(Extract.objects.for_pages(), pk=pk)
    context = {"extract": shown, "tables": _written(_receipt_tables(shown)), "refusal": undoing.refusal(shown)}
    return render(request, "offences/extract.html", context)


def undo(request, pk):
    permissions.require_loader(request.user)
    shown = get_object_or_404(Extract.objects.for_pages(), pk=pk)
    asked = request.method == "POST"
    form = UndoForm(request.POST if asked else kept_text.take(request))
    if asked and form.is_valid():
        return redirect(_undone(request, shown, form.cleaned_data["note"]))
    context = {"extract": shown, "form": form, "refusal": undoing.refusal(shown)}
    if not context["refusal"]:
        found = undoing.plan(shown)
        blocks = [undo_tables.by_measure(found.tallies), *undo_tables.counts(found)] if found.tallies else []
        context |= {"number": found.number_put_back + found.number_withdrawn, "tables": _written(blocks)}
    return render(request, "offences/undo.html", context)


def _receipt_tables(extract):
    receipt = extract.receipt
    if extract.undoes:
        return [undo_tables.by_measure(receipt["tallies"])] if receipt.get("tallies") else []
    blocks = [tables.control_totals(receipt["totals"])] if receipt else []
    if receipt.get("rejected"):
        blocks.append(tables.rejected(receipt["rejected_lines"], receipt["rejected"]))
    return blocks


def _undone(request, extract, note):
    try:
        done = undoing.undo(extract, request.user, note)
    except undoing.CannotUndo as refused:
        messages.warning(request, f"Nothing was undone. {refused}")
        return extract
    put_back, withdrawn = done.receipt["put_back"], done.receipt["withdrawn"]
    messages.success(
        request,
        f"{extract.file_name} is undone. Counts put back as they were: {put_back:,}. Counts withdrawn: {withdrawn:,}.",
    )
    return done


def _cancelled(request, kept):
    kept.delete()
    messages.info(request, "Nothing was loaded and the file was not kept.")
    return redirect("offences:extracts")


def _loaded(request, kept, form):
    said = load.Said(**{key: value for key, value in form.cleaned_data.items() if key != "leave_out"})
    try:
        done = load.apply(kept, said, loaded_by=request.user, leave_out_rejected=True)
    except load.AlreadyLoaded as refused:
        messages.warning(request, "This file was loaded before. This is its receipt.")
        return refused.extract
    except load.MovedOn:
        staging.compare(kept)
        messages.warning(request, "Another file was loaded at the same moment. Look at the preview again.")
        return None
    except (Unreadable, load.ReasonNeeded) as problem:
        form.add_error(None, str(problem))
        return None
    messages.success(request, "The file was loaded.")
    return done


def _tables(kept, found):
    kept_receipt = receipt(kept, found)
    shown = (
        (kept.found["rejected"], lambda: tables.rejected(kept_receipt["rejected_lines"], kept.found["rejected"])),
        (found.totals, lambda: tables.control_totals(kept_receipt["totals"])),
    )
    return _written([table() for there, table in shown if there])


def _written(blocks):
    # The renderer escapes every text; test_html of documents holds it to that.
    return mark_safe(html.fragment(blocks))  # noqa: S308
