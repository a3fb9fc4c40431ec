"""What was loaded and undone: the list, the receipts, and undoing a load."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models.fields.json import KT
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts import kept as kept_text
from offences import permissions, printed, profiles, uploads
from offences.extracts import tables, undo_tables
from offences.extracts import undo as undoing
from offences.forms import ExtractsForm, UndoForm
from offences.fragments import written
from offences.models import Area, Extract, Measure
from offences.profile_forms import RememberForm

PER_PAGE = 25
_NUMBERS = {f"number_{name}": KT(f"receipt__{name}") for name in ("new", "revised", "rejected")}


def extracts(request):
    permissions.require_loader(request.user)
    form = ExtractsForm(request.GET)
    found = form.found(Extract.objects.for_pages()).annotate(**_NUMBERS).defer("receipt")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "waiting": uploads.own(request.user).only("file_name", "uploaded_at")}
    return render(request, "offences/extracts.html", context)


def extract(request, pk):
    permissions.require_loader(request.user)
    shown = get_object_or_404(Extract.objects.for_pages().select_related("profile"), pk=pk)
    context = {"extract": shown, "tables": written(_receipt_tables(shown)), "refusal": undoing.refusal(shown)}
    context |= {"read_as": written(_read_as(shown.receipt)), "can_be_remembered": _can_be_remembered(shown)}
    return render(request, "offences/extract.html", context)


def remember_load(request, pk):
    permissions.require_loader(request.user)
    shown = get_object_or_404(Extract.objects.for_pages(), pk=pk)
    if not _can_be_remembered(shown):
        raise Http404("There is nothing to remember: it was not read as files are read now.")
    form = RememberForm(request.POST or None)
    if request.method == "POST" and form.remembered(request, partial(profiles.remember_load, shown)):
        return redirect(shown)
    context = {"file_name": shown.file_name, "form": form, "back": shown.get_absolute_url(), "back_words": "Receipt"}
    return render(request, "offences/remember.html", context)


def undo(request, pk):
    permissions.require_loader(request.user)
    shown = get_object_or_404(Extract.objects.for_pages(), pk=pk)
    asked = request.method == "POST"
    form = UndoForm(request.POST if asked else kept_text.take(request))
    if asked and form.is_valid():
        return redirect(_undone(request, shown, form.cleaned_data["note"]))
    context = {"extract": shown, "form": form, "refusal": undoing.refusal(shown)}
    if not context["refusal"]:
        context |= _to_undo(shown)
    return render(request, "offences/undo.html", context)


def _can_be_remembered(extract):
    return not extract.undoes_id and bool(extract.receipt.get("headings")) and "how" in extract.receipt


def _to_undo(extract):
    found, touched = undoing.plan(extract), printed.touched_by_undo(extract)
    blocks = [undo_tables.by_measure(found.tallies), *undo_tables.counts(found)] if found.tallies else []
    blocks += printed.tables(printed.kept(touched), "Printed figures that rest on these counts")
    number = found.number_put_back + found.number_withdrawn
    return {"number": number, "touched": len(touched), "tables": written(blocks)}


def _receipt_tables(extract):
    receipt = extract.receipt
    if extract.undoes:
        return [undo_tables.by_measure(receipt["tallies"])] if receipt.get("tallies") else []
    blocks = printed.tables(receipt.get("printed", ()))
    if receipt.get("totals"):
        blocks.append(tables.control_totals(receipt["totals"]))
    if receipt.get("controls"):
        blocks.append(tables.own_totals(receipt["controls"], receipt["controls_found"]))
    if receipt.get("rejected"):
        blocks.append(tables.rejected(receipt["rejected_lines"], receipt["rejected"]))
    if left_out := _left_out(receipt):
        blocks.append(tables.left_out(left_out))
    return blocks


def _read_as(receipt):
    values, rules = _in_state(receipt, "read"), receipt.get("how", {}).get("rules") or {}
    counted = rules.get("counted", ())
    slugs = {value["slug"] for value in values} | {each["measure"] for each in counted}
    if not slugs:
        return []
    measures = Measure.objects.order_by().filter(slug__in=slugs).values_list("slug", "name")
    areas = Area.objects.order_by().filter(code__in=slugs).values_list("code", "name")
    names = dict(measures.union(areas))
    return [*([tables.conditions(counted, names)] if counted else []), tables.read_as(values, names)]


def _left_out(receipt):
    """Crimes in areas that are not known here are not left out: they count for the force."""
    of_crimes = "category" in dict(receipt.get("columns", ()))
    return [value for value in _in_state(receipt, "left out") if not (of_crimes and value["role"] == "area")]


def _in_state(receipt, state):
    return [value for value in receipt.get("values", ()) if value["state"] == state]


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
