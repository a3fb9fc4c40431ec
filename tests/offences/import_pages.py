"""The admin's import and export pages, as a person goes through them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from offences.models import Measure

CSV, XLSX = "0", "1"
MEASURES = b"slug,name,caption\nknife-crime,Knife crime,Knife Crime Offences\n"


def url(model, page, *args):
    return reverse(f"admin:offences_{model._meta.model_name}_{page}", args=args)


def look(client, content=MEASURES, model=Measure, name="measures.csv", kind=CSV, **said):
    file = SimpleUploadedFile(name, content)
    return client.post(url(model, "import"), {"import_file": file, "format": kind, "resource": ""} | said)


def confirm(client, form, model=Measure, **changed):
    return client.post(url(model, "process_import"), form.initial | changed, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def exported(client, model, kind=CSV):
    fields = {"resource": "", "format": kind}
    names = {key: "on" for key in client.get(url(model, "export")).context["form"].fields if "resource_" in key}
    response = client.post(url(model, "export"), fields | names)
    assert response.status_code == 200
    return response.content
