"""A virtual environment of its own for what only a bench or a check needs: python -m tools.environment NAME

build/NAME holds what requirements-NAME.txt locks. Nothing else of the project can import it.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

from tools import console, stamps
from tools.install import ROOT


def install(name: str) -> Path:
    """The folder of the environment, made and filled when it is not. Raises CalledProcessError when it cannot be."""
    home, lock = ROOT / "build" / name, ROOT / f"requirements-{name}.txt"
    stamp = home.with_suffix(".stamp")
    if not stamps.is_current(stamp, lock):
        console.heading(f"Installing {lock.name} (once)")
        venv.create(home, with_pip=True, clear=True)
        pip = [str(home / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
        stamps.write(stamp, lock)
    return home


if __name__ == "__main__":
    try:
        install(sys.argv[1])
    except subprocess.CalledProcessError as failure:
        console.red(f"This did not work: {' '.join(failure.cmd)}")
        raise SystemExit(1) from None
