"""The paper that is measured: the demo's, as it was issued; and somebody who may ask for drafts of it."""

from django.core.management import call_command
from django.test import Client

from documents.renderers import page
from documents.store import from_json
from offences.bench import scratch
from offences.bench.pages import Silent
from papers import permissions
from papers.models import IssuedPaper

RECORD, PAGE, SESSION = "paper.json", "paper.html", "session"


def write(folder, database):
    """Fills a scratch database with the demo. Leaves in the folder its paper, as record and as page, and a session."""
    scratch.enter(database)
    call_command("load_demo", allow_production=True, verbosity=0, stdout=Silent())
    issued = IssuedPaper.objects.latest("pk")
    (folder / RECORD).write_text(issued.document, "utf-8")
    (folder / PAGE).write_bytes(page.render(from_json(issued.document)))
    client = Client()
    client.force_login(_secretariat(type(issued.issued_by)))
    (folder / SESSION).write_text(client.cookies["sessionid"].value)


def _secretariat(user_model):
    return next(user for user in user_model.objects.filter(is_active=True) if permissions.can_see_drafts(user))
