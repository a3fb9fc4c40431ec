"""Write the lock files anew: .venv/bin/python -m tools.lock [--upgrade]

Every lock holds versions and hashes, and none the address it was fetched from: each machine asks its own index.
"""

from __future__ import annotations

import subprocess
import sys
import venv

from tools import console
from tools.assets import npm_command
from tools.install import ROOT

NAMES = ("", "-dev", "-node", "-bench", "-validators")
REQUIREMENTS = tuple(f"requirements{name}" for name in NAMES)
UV_HOME = ROOT / "build" / "uv"
UV = UV_HOME / "bin" / "uv"
COMPILE = "pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header"


def lock_python(upgrade: list[str]) -> None:
    if not UV.exists():
        venv.create(UV_HOME, with_pip=True)
        subprocess.run([str(UV_HOME / "bin" / "pip"), "install", "--quiet", "uv"], check=True)
    for name in REQUIREMENTS:
        console.heading(f"Locking {name}.txt")
        subprocess.run([str(UV), *COMPILE.split(), *upgrade, f"{name}.in", "-o", f"{name}.txt"], check=True, cwd=ROOT)


def lock_npm() -> None:
    console.heading("Locking package-lock.json")
    subprocess.run([*npm_command(), "install", "--package-lock-only", "--loglevel=error"], check=True, cwd=ROOT)


if __name__ == "__main__":
    lock_python(sys.argv[1:])
    lock_npm()
