"""What our PDF stands beside: PYTHON reference.py PAGE ROUNDS prints JSON.

Run by the Python of an environment of its own (requirements-bench.txt), which knows nothing of ours. WeasyPrint writes
a plain PDF here, without the tags that ours has: that is its quicker way.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from weasyprint import HTML


def seconds(page):
    start = perf_counter()
    HTML(string=page).write_pdf()
    return perf_counter() - start


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text("utf-8")
    taken = [seconds(text) for _ in range(1 + int(sys.argv[2]))]
    print(json.dumps({"first": taken[0], "warm": min(taken[1:])}))
