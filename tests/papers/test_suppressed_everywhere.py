"""What is suppressed, or for the board only, in an issued paper: in no file and on no page that anyone reads."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document as WordDocument
from pypdf import PdfReader

from papers import approval, checking, publishing
from papers.issue import issue
from papers.models import IssuedPaper, Paper
from strands import workflow
from strands.models import Breakdown, Update
from tests.factories import BreakdownFactory
from tests.papers.conftest import answer_all

pytestmark = pytest.mark.django_db

# Of 35, where 3 is too few, and 12 goes with it. The words stand nowhere else.
PARTS = {"Quintessence": 3, "Zephyrology": 12, "Marzipan": 20}
TOLD = [r"Quintessence\W+3\b", r"Zephyrology\W+12\b", r"8\.6", r"34\.3", "Obelisk", r"\b77\b"]


@pytest.fixture
def breakdowns(knife_crime):
    found = BreakdownFactory(section=knife_crime, slug="panel", title="Referrals to the panel", total=35)
    for order, (label, value) in enumerate(PARTS.items()):
        found.parts.create(label=label, value=value, order=order)
    sealed = BreakdownFactory(section=knife_crime, slug="sealed", title="Sealed figures", total=77)
    sealed.parts.create(label="Obelisk", value=77, order=0)
    Breakdown.objects.filter(pk=sealed.pk).update(board_only=True, board_only_reason="A live operation.")
    freeze(knife_crime)
    return found


def freeze(section, **changes):
    """As it was approved: with its words and breakdowns of now."""
    Update.objects.filter(section=section).update(**changes)
    update = Update.objects.get(section=section)
    workflow.freeze(update)
    update.save()


@pytest.fixture
def both(breakdowns, approved_paper, chief_officer, secretariat):
    """Issued for everyone and for the board, published, and then once more, so that there is a difference."""
    Paper.objects.update(marking=Paper.Marking.OFFICIAL_SENSITIVE)
    for version in ("3", "4"):
        paper = Paper.objects.get()
        paper.version, paper.version_reason = version, "Again." if version == "4" else ""
        paper.save()
        approval.approve(paper, chief_officer, on=date(2020, 3, 16))
        answer_all(paper)
        issue(paper, secretariat)
        words = {"reason": "Some figures are for the board.", "published_on": date(2020, 3, 18)}
        publishing.decide(paper, secretariat, "redacted", **words)
        Breakdown.objects.filter(slug="panel").update(title="Referrals to a panel")
        freeze(breakdowns.section)
    return {found.audience: found for found in IssuedPaper.objects.filter(version="4")}


def said(name, content):
    """What a person reads in a file, cells and words apart."""
    match name.rpartition(".")[2]:
        case "docx":
            return "\n".join(node.text or "" for node in WordDocument(BytesIO(content)).element.iter() if node.text)
        case "pdf":
            return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        case "xlsx":
            book = openpyxl.load_workbook(BytesIO(content))
            return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)
        case "zip":
            with ZipFile(BytesIO(content)) as archive:
                return "\n".join(said(inside, archive.read(inside)) for inside in archive.namelist())
        case _:
            return re.sub(r"<[^>]*>", " ", content.decode())


def found_in(text):
    return [pattern for pattern in TOLD if re.search(pattern, text)]


def files(issued):
    return {file.name: said(file.name, bytes(file.content)) for file in issued.files.all()}


def test_the_board_reads_all_of_it_in_every_file(both):
    assert {name: found_in(text) for name, text in files(both["board"]).items()} == dict.fromkeys(
        [file.name for file in both["board"].files.all()], TOLD
    )


def test_no_file_for_everyone_tells_it(both):
    texts = files(both["everyone"])
    assert len(texts) == 5
    assert all("Quintessence" in text and "fewer than 5" in text for text in texts.values())
    assert [(name, told) for name, text in texts.items() for told in found_in(text)] == []


def test_no_page_for_everyone_tells_it(both, client):
    page = both["everyone"].get_absolute_url()
    pages = [page, f"{page}difference/", f"{page}figures/", "/papers/", "/papers/register/", "/papers/register.csv"]
    pages += [f"{page}figures/{figure['key']}/" for figure in both["everyone"].figures["figures"]]
    pages += re.findall(rf'href="({page}tables/[^"]+)"', client.get(page).content.decode())
    pages += ["/strands/gangs-knife-crime/", "/"]
    read = {address: said("page.html", client.get(address).content) for address in pages}

    assert len(pages) > 15
    assert any("Quintessence" in read[address] for address in pages if "/tables/" in address)
    assert [(address, told) for address, text in read.items() for told in found_in(text)] == []


def test_what_was_frozen_before_tells_it_neither(both):
    everyone = both["everyone"]
    assert found_in(everyone.document) == []
    assert found_in(str(everyone.figures)) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Of those, 3 were Quintessence.", 1),
        ("Zephyrology was named by 12.", 1),
        ("Obelisk came to 77.", 1),
        ("Marzipan was named by 20.", 0),
        ("Officers held 3 meetings.", 0),
    ],
)
def test_a_number_that_not_everyone_may_read_is_not_typed_in_the_text(breakdowns, paper, sentence, found):
    freeze(breakdowns.section, narrative=sentence)
    codes = [problem for problem in checking.problems(paper) if problem.code == "hidden-figure-typed"]
    assert [problem.blocks for problem in codes] == [True] * found
