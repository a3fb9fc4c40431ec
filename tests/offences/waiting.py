"""Files on their way in, without the page that takes them."""

import io

from django.urls import reverse

from offences import uploads
from offences.extracts.how import FOUND

AS_AT = {"as_at_day": "13", "as_at_month": "3", "as_at_year": "2020"}
SAID = AS_AT | {"quality": "final", "source_system": "Athena", "note": ""}


def waiting(user, *lines, name="counts.csv", heading="measure,month,count", how=FOUND, profile=None):
    """An upload of a file with these lines, or of its bytes."""
    content = lines[0] if lines and isinstance(lines[0], bytes) else "\n".join([heading, *lines, ""]).encode()
    return uploads.receive(io.BytesIO(content), name, user, how=how, profile=profile)


def mapping_url(upload):
    return reverse("offences:mapping", args=[upload.pk])
