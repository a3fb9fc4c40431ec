"""Writes the sample and the hostile paper for `make check-documents`: python -m tests.documents.written FOLDER"""

import sys
from pathlib import Path

from documents import files
from tests.documents.hostile import hostile
from tests.documents.sample import paper

if __name__ == "__main__":
    for name, document in (("sample", paper()), ("hostile", hostile())):
        for kind, content in files.make(document, files.KINDS, name).items():
            (Path(sys.argv[1]) / f"{name}.{kind}").write_bytes(content)
