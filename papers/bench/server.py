"""A server on this machine, as the guide says to run it, and what asks it for pages and papers."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

GUNICORN = ("--workers", "3", "--threads", "4", "--log-level", "error")
_STARTS_WITHIN = 60


class NoServer(Exception):
    """It did not answer, or not as it should."""


@contextlib.contextmanager
def running(database):
    """The port of a server that serves this scratch database until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "cpstrategy.wsgi", "--bind", f"127.0.0.1:{port}"]
    environment = os.environ | {"DATABASE_URL": _address(database)}
    server = subprocess.Popen([*command, *GUNICORN], cwd=settings.BASE_DIR, env=environment)  # noqa: S603
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def get(port, path, session=""):
    """Status and body of one answer."""
    with contextlib.closing(HTTPConnection("127.0.0.1", port, timeout=120)) as line:
        line.request("GET", path, headers={"Cookie": f"sessionid={session}"} if session else {})
        response = line.getresponse()
        return response.status, response.read()


def _address(database):
    """The scratch database, beside the one that DATABASE_URL names."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{database}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait_for(port, server):
    deadline = time.monotonic() + _STARTS_WITHIN
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if get(port, "/healthz")[0] == 200:
                return
        time.sleep(0.1)
    raise NoServer("The server of the bench did not start.")
