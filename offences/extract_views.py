"""What was loaded and undone: the list, the receipts, and undoing a load."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from accounts import kept as kept_text
from offences import permissions, uploads
from offences.extracts import tables, undo_tables
from offences.extracts import undo as undoing
from offences.forms import ExtractsForm, UndoForm
from offences.fragments import written
from offences.models import Extract

PER_PAGE = 25


def extracts(request):
    permissions.require_loader(request.user)
    form = ExtractsForm(request.GET)
    page = Paginator(form.found(Extract.objects.for_pages()), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "waiting": uploads.own(request.user).defer("content", "tallies")}
    return render(request, "offences/extracts.html", context)


def extract(request, pk):
    permissions.require_loader(request.user)
    shown = get_object_or_404(Extract.objects.for_pages(), pk=pk)
    context = {"extract": shown, "tables": written(_receipt_tables(shown)), "refusal": undoing.refusal(shown)}
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
        context |= {"number": found.number_put_back + found.number_withdrawn, "tables": written(blocks)}
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
