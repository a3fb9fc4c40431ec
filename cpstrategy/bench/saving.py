"""Several leads save at once for a while, each in a section of their own and all of them in one that they share: what
the service said that it had saved must be there afterwards.

Runs the service as it runs for its users (gunicorn, several workers) on a database of its own.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import User
from accounts.roles import LEAD
from cpstrategy.bench.savers import Saver
from offences.bench import scratch
from strands.models import Delegation, ReportingRound, Strand, Update, UpdateEvent

WORKERS, THREADS, START_SECONDS = 3, 4, 60
SHARED = "risks"


@dataclass(frozen=True)
class Count:
    """What came of it: `lost` are texts that the service said it had saved and that are not in the record."""

    leads: int
    seconds: float
    accepted: int
    conflicts: int
    recorded: int
    lost: int
    faults: tuple[str, ...]

    @property
    def right(self) -> bool:
        return self.accepted > 0 and self.accepted == self.recorded and not (self.lost or self.faults)

    def __str__(self) -> str:
        return (
            f"{self.leads} leads, {self.seconds:.0f} s, {connection.vendor}: {self.accepted} saves accepted, "
            f"{self.recorded} recorded, {self.lost} lost; {self.conflicts} times two people changed one box, "
            f"and the second was told; {len(self.faults)} faults"
        )


def run(leads: int, seconds: float) -> Count:
    """Lets so many leads save for so long, and counts."""
    with tempfile.TemporaryDirectory(prefix="bench-saving-") as folder, scratch.database(Path(folder)) as database:
        scratch.enter(database)
        call_command("sync_roles", verbosity=0, stdout=_Silent())
        call_command("load_demo", allow_production=True, verbosity=0, stdout=_Silent())
        people = [_lead(number) for number in range(leads)]
        with _service(database, Path(folder)) as port:
            savers = [Saver(port, cookies, pages) for cookies, pages in people]
            taken = _all_at_once(savers, seconds)
        return _count(savers, taken)


def _lead(number):
    """A new lead who may write in every strand: the cookies of their browser, and their pages with what they write."""
    user = User.objects.create_user(f"lead-{number}@bench.example", secrets.token_hex(), first_name=f"Lead {number}")
    user.groups.add(Group.objects.get(name=LEAD))
    shown = ReportingRound.objects.open().first()
    for strand in Strand.objects.all():
        Delegation.objects.create(strand=strand, to=user, by=user, start="2000-01-01", end="2999-12-31")
    sections = list(shown.updates.filter(state__in=Update.OPEN_STATES).order_by("section__order"))
    own, shared = sections[1 + number % (len(sections) - 1)], sections[0]
    pages = {
        f"{own.get_absolute_url()}narrative/": ("narrative", f"Text of lead {number}, save"),
        f"{shared.get_absolute_url()}{SHARED}/": (SHARED, f"Risk of lead {number}, save"),
    }
    return _cookies(user), pages


def _cookies(user):
    client = Client()
    client.force_login(user)
    client.cookies["csrftoken"] = secrets.token_hex(16)
    return {name: cookie.value for name, cookie in client.cookies.items()}


@contextlib.contextmanager
def _service(database, folder):
    """The port of a running service on that database."""
    connection.close()
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "cpstrategy.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--threads", str(THREADS), "--log-level", "warning"]
    with (folder / "service.log").open("wb") as log:
        service = subprocess.Popen(command, env=_environment(database), stdout=log, stderr=log)  # noqa: S603
        try:
            _wait(port, service, folder)
            yield port
        finally:
            service.terminate()
            service.wait(START_SECONDS)


def _environment(database):
    name = settings.DATABASES["default"]
    url = f"sqlite:///{database}" if connection.vendor == "sqlite" else _renamed(os.environ["DATABASE_URL"], database)
    secret = {"SECRET_KEY": settings.SECRET_KEY, "DEBUG": "1"}
    return os.environ | secret | {"DATABASE_URL": url, "PGUSER": name.get("USER") or os.environ.get("PGUSER", "")}


def _renamed(url, database):
    """The same server's other database. The server may be named by the folder of its socket."""
    address, mark, options = url.partition("?")
    return f"{address.rpartition('/')[0]}/{database}{mark}{options}"


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait(port, service, folder):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and service.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError((folder / "service.log").read_text())


def _all_at_once(savers, seconds):
    start = time.monotonic()
    threads = [Thread(target=saver.run, args=[start + seconds]) for saver in savers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - start


def _count(savers, seconds):
    told = [told for saver in savers for told in saver.told.values()]
    accepted = [text for one in told for text in one.accepted]
    kept = set(Update.history.values_list("narrative", flat=True)) | set(Update.history.values_list("risks", flat=True))
    return Count(
        leads=len(savers),
        seconds=seconds,
        accepted=len(accepted),
        conflicts=sum(one.conflicts for one in told),
        recorded=UpdateEvent.objects.filter(by__email__endswith="@bench.example").count(),
        lost=len([text for text in accepted if text not in kept]),
        faults=tuple(fault for one in told for fault in one.faults),
    )


class _Silent:
    def write(self, text):
        return len(text)
