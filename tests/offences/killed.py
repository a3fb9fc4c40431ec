"""Does a piece of work again and again, each time in a new process that is killed a database statement or more later,
until it comes to its end. Prints, a line of JSON each time, whether it was killed and what is in the database.

Run with `python -m tests.offences.killed`; what to do comes as JSON: the name of a function below and its arguments.
"""

import json
import os
import signal
import sys
from datetime import date

import django

if __name__ == "__main__":
    django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from accounts.models import User
from offences.extracts import undo as undoing
from offences.models import Extract, MonthlyCount, PeriodTotal, StagedCount, Upload
from tests.offences.waiting import SAID

MOST = 200


def load(path):
    call_command("load_extract", path, as_at=date(2020, 3, 13), verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115


def undo(extract):
    undoing.undo(Extract.objects.get(pk=extract), None, "It was the wrong file.")


def upload(user, content):
    _posted(user, reverse("offences:upload"), {"file": SimpleUploadedFile("page.csv", content.encode())})


def confirm(user, pk):
    _posted(user, reverse("offences:preview", args=[pk]), SAID)


def _posted(user, url, sent):
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(pk=user))
    assert client.post(url, sent).status_code == 302


WORK = {work.__name__: work for work in (load, undo, upload, confirm)}


class Death:
    """Comes after so many statements."""

    def __init__(self, after):
        self.left = after

    def __call__(self, execute, *statement):
        done = execute(*statement)
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return done


def held():
    """What nobody may lose: the extracts, the counts, the totals; and the files on their way in, with how many counts
    were read and how many of those are there."""
    return {
        "extracts": list(Extract.objects.order_by("pk").values_list("pk", "undoes")),
        "counts": list(MonthlyCount.objects.order_by("pk").values_list("pk", "count", "extract", "superseded_by")),
        "totals": list(PeriodTotal.objects.order_by("pk").values_list("pk", "total", "withdrawn_by")),
        "uploads": [
            [each.pk, each.file_name, each.found["rows"], each.staged.count()] for each in Upload.objects.order_by("pk")
        ],
        "staged": StagedCount.objects.count(),
    }


def main():
    job = json.load(sys.stdin)
    Client(headers={"host": "localhost"}).get(reverse("healthz"))  # what is loaded once is loaded before the first fork
    for statements in range(1, MOST, job["step"]):
        connections.close_all()
        child = os.fork()
        if not child:
            with connection.execute_wrapper(Death(statements)):
                WORK[job["work"]](*job["with"])
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        print(json.dumps({"killed": killed, "held": held()}), flush=True)
        if not killed:
            sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
