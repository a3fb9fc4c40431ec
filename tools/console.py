"""How the tools speak: a bold heading for what they do, a red line for what went wrong."""

from __future__ import annotations

import os
import sys

BOLD, RED, GREEN, PLAIN = "\033[1m", "\033[31;1m", "\033[32;1m", "\033[0m"


def _coloured(code: str, text: str) -> str:
    """The text in a colour, where the output can show one (a terminal, or CI, whose log shows them)."""
    shows = (sys.stdout.isatty() or "CI" in os.environ) and "NO_COLOR" not in os.environ
    return f"{code}{text}{PLAIN}" if shows else text


def heading(text: str) -> None:
    print("\n" + _coloured(BOLD, f"== {text}"), flush=True)


def red(text: str) -> None:
    print(_coloured(RED, text), flush=True)


def green(text: str) -> None:
    print(_coloured(GREEN, text), flush=True)
