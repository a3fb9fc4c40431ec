"""Delete the development database, after asking; `make demo-reset` then loads the demo into a new one."""

from __future__ import annotations

import os
import sys

from tools import console
from tools.install import ROOT

WARNING = "This deletes db.sqlite3 with everything that was entered in it."


def agreed() -> bool:
    """Whether a person has said yes: typed it, or set YES=1 where no one can type."""
    if os.environ.get("YES") == "1":
        return True
    console.red(WARNING)
    if not sys.stdin.isatty():
        print("No one is here to ask. To go on all the same: make demo-reset YES=1")
        return False
    return input("Type yes to go on: ").strip().lower() == "yes"


def main() -> int:
    if not agreed():
        print("Nothing was deleted.")
        return 1
    for path in ROOT.glob("db.sqlite3*"):
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
