"""What was said of files like an upload: it is offered again, but for the date of the data, which nobody can guess."""

from offences.models import Extract

_SAID = ("quality", "source_system", "note")


def before(upload):
    """What its profile says, or what was said of the last load of a file with the same headings, but for its note: that
    was of those figures. Else nothing."""
    return plain(upload.profile) or plain(_alike(upload)) | {"note": ""}


def _alike(upload):
    headings = upload.found.get("headings")
    if not headings:
        return None
    alike = Extract.objects.standing().filter(receipt__headings=headings, layout=upload.found["layout"])
    return alike.only(*_SAID).order_by("-id").first()


def plain(one):
    """What was said of an extract, or a profile says."""
    return {name: getattr(one, name) for name in _SAID} if one else {}
