"""Writes the sample, the hostile paper and both in Word templates for `make check-documents`:
python -m tests.documents.written FOLDER"""

import sys
from pathlib import Path

from documents import files
from documents.renderers import word
from tests.documents.hostile import hostile
from tests.documents.sample import paper
from tests.documents.word_templates import first_page_differs, template, two_sections

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, document in (("sample", paper()), ("hostile", hostile())):
        for kind, content in files.make(document, files.KINDS, name).items():
            (folder / f"{name}.{kind}").write_bytes(content)
        for number, lent in enumerate((template(), template(edit=first_page_differs), template(edit=two_sections))):
            (folder / f"{name}-in-template-{number}.docx").write_bytes(word.render(document, lent))
