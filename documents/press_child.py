"""The process in which files are made: python -m documents.press_child ORDER < template and document.json > files

Started by documents.press alone. It may take only so much memory and time, lets others go first, and knows no
database, no settings and no secret. What it writes is a ZIP file, one entry for each kind that was asked for;
or, for a template into which no paper can be written, why.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from zipfile import ZipFile

from documents import files, store
from documents.word_template_parts import Refused

# The exit statuses that sysexits.h calls "a temporary failure" and "an error in the data".
NO_MEMORY, UNFIT = 75, 65


def limit(memory: int, seconds: int, niceness: int) -> None:
    """Address space in bytes, processor time in seconds, and how far others go first."""
    os.nice(niceness)
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # macOS knows no limit of address space.
        with contextlib.suppress(ValueError):
            resource.setrlimit(what, (most, hard))


def main() -> int:
    order = json.loads(sys.argv[1])
    limit(order["memory"], order["seconds"], order["niceness"])
    try:
        template = sys.stdin.buffer.read(order["template"])
        document = store.from_json(sys.stdin.buffer.read().decode())
        made = files.make(document, order["kinds"], order["stem"], template)
        with ZipFile(sys.stdout.buffer, "w") as written:
            for kind, content in made.items():
                written.writestr(kind, content)
    except (MemoryError, SystemError):  # Typst's Python says the second when it is refused memory
        return NO_MEMORY
    except Refused as why:
        sys.stdout.buffer.write(str(why).encode())
        return UNFIT
    return 0


if __name__ == "__main__":
    sys.exit(main())
