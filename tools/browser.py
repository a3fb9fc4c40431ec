"""Find a Chromium for the browser tests, and install one where that is possible: .venv/bin/python -m tools.browser"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import console

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
# With the fonts whose letters are as wide as Arial's: what the stylesheet asks for.
DEBIAN_PACKAGES = ("chromium", "fonts-liberation")
ADVICE = (
    "No Chromium, Chrome or Edge here. Install one (on Debian: sudo apt install chromium fonts-liberation), "
    "or .venv/bin/playwright install chromium, or name one: CHROMIUM=/path/to/it make test"
)


def candidates() -> list[str]:
    """Where a browser may be, the one a person named first."""
    named = os.environ.get("CHROMIUM")
    downloaded = Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome")
    on_path = [found for name in NAMES if (found := shutil.which(name))]
    return [*([named] if named else []), *on_path, *MAC, *sorted(map(str, downloaded), reverse=True)]


def works(executable: str) -> bool:
    """Whether it starts: Ubuntu's chromium-browser may be a note that says where to get one."""
    try:
        return subprocess.run([executable, "--version"], capture_output=True, timeout=20, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def find() -> str | None:
    """The path of a browser that starts, or nothing."""
    return next((executable for executable in candidates() if works(executable)), None)


def install_on_debian() -> None:
    """Only as root, and only where there is apt; what fails is shown, and the search that follows decides."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    console.heading("Installing Chromium")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES]
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)


def find_or_install() -> str | None:
    found = find()
    if found is None:
        install_on_debian()
        found = find()
    return found


if __name__ == "__main__":
    browser = find_or_install()
    print(browser or ADVICE)
    sys.exit(0 if browser else 1)
