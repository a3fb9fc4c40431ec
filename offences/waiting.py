"""The pages of an upload, while it waits to be loaded."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from offences import permissions
from offences.extracts.refusals import Gone
from offences.models import Upload


def only(view):
    """Leads to the list when there is no such upload any more: its page was sent twice, or left open."""

    @wraps(view)
    def shown(request, pk):
        permissions.require_loader(request.user)
        try:
            return view(request, pk)
        except Http404:
            if Upload.objects.filter(pk=pk).exists():
                raise
        messages.warning(request, str(Gone()))
        return redirect("offences:extracts")

    return shown
