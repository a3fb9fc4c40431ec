"""What the measures and areas of an upload are read as."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render

from accounts import kept as kept_text
from govuk import errors
from offences import permissions, rules_forms, uploads, waiting
from offences.extracts.limits import Unreadable
from offences.mapping_forms import MappingForm


@waiting.only
def mapping(request, pk):
    upload = get_object_or_404(uploads.own(request.user), pk=pk)
    asked = request.method == "POST"
    sent = request.POST if asked else kept_text.take(request)
    form = MappingForm(sent, upload=upload, may_add=permissions.may_add(request.user))
    rules = rules_forms.formset_of(sent, upload)
    if asked and _valid(form, rules) and _read_again(form, rules, upload):
        messages.success(request, "The file was read again. This is what would change now.")
        return redirect(upload)
    problems = list(errors.problems(form, *form.new.values(), rules))
    context = {"upload": upload, "form": form, "rules": rules, "problems": problems}
    return render(request, "offences/mapping.html", context)


def _valid(form, rules):
    """Both are looked at, so that the page says everything at once."""
    sound = [form.is_valid(), rules is None or rules.is_valid()]
    return all(sound) and not form.asks


def _read_again(form, rules, upload):
    try:
        with transaction.atomic():
            how = form.how()
            return uploads.again(upload, rules.how(how) if rules else how)
    except uploads.NotKept:
        form.add_error(None, "This cannot be changed without the file: upload it again.")
    except Unreadable as problem:
        form.add_error(None, str(problem))
