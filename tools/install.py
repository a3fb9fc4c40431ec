"""Make .venv and install a locked requirements file into it: python3 -m tools.install requirements.txt

Runs on the machine's own Python, however old, so that it can say what is missing.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from tools import console, stamps

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def what_is_missing() -> str:
    """What a person must install before a virtual environment can be made; nothing when all is there."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        return (
            f"Python 3.11 or newer is needed, and python3 here is {found}. "
            "Install one, and name it if it is not python3: make run PYTHON=python3.12"
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return "This Python cannot make a virtual environment. On Debian and Ubuntu: sudo apt install python3-venv"
    return ""


def make_venv() -> None:
    """A virtual environment with pip; one that is half made, or whose Python has gone, is made anew."""
    if PYTHON.exists() and (VENV / "bin" / "pip").exists():
        return
    missing = what_is_missing()
    if missing:
        console.red(missing)
        raise SystemExit(1)
    console.heading("Making the virtual environment .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def pip_install(lock: Path) -> None:
    """Install exactly what the lock names; a file whose hash differs is refused."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*command, "--require-hashes", "-r", str(lock)], check=True)


def install(name: str) -> None:
    lock, stamp = ROOT / name, VENV / f"{name}.stamp"
    make_venv()
    if stamps.is_current(stamp, lock):
        return
    console.heading(f"Installing {name} (a minute or so, once)")
    pip_install(lock)
    stamps.write(stamp, lock)


if __name__ == "__main__":
    try:
        for requirements in sys.argv[1:]:
            install(requirements)
    except subprocess.CalledProcessError as failure:
        console.red(f"This did not work: {' '.join(failure.cmd)}")
        raise SystemExit(1) from None
