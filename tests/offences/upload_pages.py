"""Sending a file through the pages, as an analyst's browser does."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from offences.models import Upload

UPLOAD = "/extracts/upload/"
LONG = "measure,month,count\nknife-crime,2020-01,117\n"


def file(text=LONG, name="counts.csv"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def send(client, text=LONG, name="counts.csv", **said):
    return client.post(UPLOAD, {"file": file(text, name), **said})


def sent(client, *args, **said):
    """The upload that a file has become."""
    response = send(client, *args, **said)
    assert response.status_code == 302, response.context["form"].errors
    return Upload.objects.get()


def at(name, upload):
    return reverse(f"offences:{name}", args=[upload.pk])


def words(response):
    return " ".join(response.content.decode().split())


def boxes(response):
    """What the reading page's boxes hold, as its form would send them."""
    form = response.context["form"]
    return {
        box.name: box.value() for box in form if box.value() not in (None, []) and box.name not in ("file", "month")
    }
