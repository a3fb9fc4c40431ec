"""What people type where a paper is made: it comes out of every file as they typed it, or the box refuses it."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest

from papers import approval
from papers.issue import issue
from papers.models import IssuedPaper, Paper
from strands.models import Breakdown, Commitment, Operation, Update
from tests.documents import readers
from tests.documents.hostile import ATTACKS
from tests.documents.pdf_structure import squeezed
from tests.documents.test_pdf_room import File, outside
from tests.factories import SectionFactory, UpdateFactory, set_state
from tests.papers.conftest import APPROVED, answer_all
from tests.papers.pages import HEADER, PAGES, token
from tests.strands.pages import errors, form_of, update_url

pytestmark = pytest.mark.django_db

WORD = "pneumono" * 60
TITLE = f'=HYPERLINK("x") #eval("1") <b>{WORD[:100]}</b>'
# What a narrative's own grammar takes as a heading, a link or bold is not held against it.
LINES = [attack for attack in ATTACKS if "](" not in attack and "{{" not in attack]
TEXT = "\n\n".join([*(f"Typed: {line} is said." for line in LINES), "w" * 5000 + "."])
DAYS = {
    f"{box}_{part}": value
    for box in ("period_start", "as_at")
    for part, value in zip(("day", "month", "year"), ("1", "2", "2020"), strict=True)
}
DAYS |= {"period_end_day": "25", "period_end_month": "2", "period_end_year": "2020"}
REFUSED = {
    "an emoji": "\N{GRINNING FACE}",
    "a mark that turns the text": "\N{RIGHT-TO-LEFT OVERRIDE}",
    "a control character": "\x07",
    "a letter of a private font": "\ue000",
}


@pytest.fixture
def update(knife_crime):
    found = Update.objects.get(section=knife_crime)
    Update.objects.filter(pk=found.pk).update(state=Update.State.DRAFT, approver=None, approved_at=None)
    found.refresh_from_db()
    return found


@pytest.fixture
def typed(client, lead, update):
    """Signed in as the section's lead: types into a page of the section, and saves."""
    client.force_login(lead)

    def send(page, **boxes):
        url = update_url(update, page)
        return client.post(url, form_of(client.get(url)) | boxes | {"do": "save"})

    return send


def breakdown(title, label):
    return {"title": title, "new-1-label": label, "new-1-value": "12", "total": "12"} | DAYS


BOXES = {
    ("update_narrative", "narrative"): lambda text: {"narrative": text},
    ("update_risks", "risks"): lambda text: {"risks": text},
    ("update_risks", "needs"): lambda text: {"needs": text},
    ("commitment_add", "text"): lambda text: {"text": text},
    ("commitment_add", "due_text"): lambda text: {"text": "A promise.", "due_text": text},
    ("operation_add", "name"): lambda text: {"name": text, "status": "running"},
    ("operation_add", "description"): lambda text: {"name": "A", "status": "running", "description": text},
    ("operation_add", "partners"): lambda text: {"name": "A", "status": "running", "partners": text},
    ("breakdown_add", "title"): lambda text: breakdown(text, "A part"),
    ("breakdown_add", "label"): lambda text: breakdown("Referrals", text),
}


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize(("name", "box"), BOXES, ids=lambda one: one)
def test_what_no_paper_can_hold_is_refused_at_its_box(typed, name, box, said):
    response = typed(name, **BOXES[name, box](f"A b{said}c."))

    assert response.status_code == 200
    assert [text for text in errors(response)[box] if "Remove it." in text]
    assert not Commitment.objects.exists() and not Operation.objects.exists() and not Breakdown.objects.exists()


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("box", ["title", "agenda_number", "chief_officer", "report_from", "author"])
def test_the_header_of_a_paper_refuses_it_at_its_box(client, paper, secretariat, box, said):
    client.force_login(secretariat)
    response = client.post(PAGES["edit"], HEADER | {box: f"A{said}b"})

    assert [text for text in response.context["form"].errors[box] if "Remove it." in text]
    assert Paper.objects.get().title == "Crime Prevention Strategy Delivery Plan"


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED)
def test_a_text_of_a_paper_refuses_it_at_its_box(client, paper, secretariat, said):
    client.force_login(secretariat)
    response = client.post(PAGES["text"], {"text": f"A{said}b."})

    assert [text for text in response.context["form"].errors["text"] if "Remove it." in text]


# What is taken comes out as it was typed


@pytest.fixture
def issued(client, typed, update, paper, secretariat, chief_officer):
    """Typed by the section's lead and the secretariat on their pages, approved, issued."""
    typed("update_narrative", narrative=TEXT)
    typed("update_risks", risks=TEXT[:1900] + ".", needs="=1+1 is needed.")
    for line in LINES:
        typed("commitment_add", text=f"{line} promised.", due_text=line[:40])
        typed("operation_add", name=line[:60], description=f"{line} done.", status="running")
    typed("breakdown_add", **breakdown("=1+1|cmd", "@SUM(A1:A9) <script>"))
    written = Update.objects.get(pk=update.pk)
    written.approver, written.approved_at = secretariat, APPROVED["approved_at"]
    set_state(written, Update.State.APPROVED)
    client.force_login(secretariat)
    client.post(PAGES["edit"], HEADER | {"title": TITLE[:200], "author": "=1+1 <i>Balding</i>"})
    client.post(PAGES["text"], {"text": TEXT})
    client.post(PAGES["placing"], {"parts": ["commitments", "measures", "definitions", "glossary"]})
    paper.refresh_from_db()
    approval.approve(paper, chief_officer)
    answer_all(paper)
    client.post(PAGES["issue"], token(client.get(PAGES["issue"])))
    return IssuedPaper.objects.prefetch_related("files").get()


def test_a_paper_of_attacks_is_issued_and_every_file_says_them_as_plain_text(issued):
    made = {file.format: bytes(file.content) for file in issued.files.all()}
    texts = [readers.html(made["html"].decode()), readers.word(made["docx"]), readers.pdf(made["pdf"])]
    pdf = File(made["pdf"])

    assert len(made) == 5
    for text in map(squeezed, (one.text for one in texts)):
        for line in LINES:
            assert squeezed(f"Typed: {line} is said.") in text
        assert text.count("w") > 10_000  # two words of 5000, over pages
    assert squeezed(TITLE) in squeezed(texts[2].text)
    assert outside(pdf) == []
    assert "<script" not in made["html"].decode()
    _no_formulas(made)


def _no_formulas(made):
    book = openpyxl.load_workbook(BytesIO(made["xlsx"]))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
    with ZipFile(BytesIO(made["zip"])) as packed:
        assert not [
            name for name in packed.namelist() if set(name) - set("abcdefghijklmnopqrstuvwxyzOFICAL0123456789-.")
        ]
        for name in (name for name in packed.namelist() if name.endswith(".csv")):
            cells = [cell for row in csv.reader(StringIO(packed.read(name).decode(), newline="")) for cell in row]
            assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []


def test_the_promises_and_the_parts_stand_in_the_tables_of_every_format(issued):
    made = {file.format: bytes(file.content) for file in issued.files.all()}
    page, word = readers.html(made["html"].decode()).tables, readers.word(made["docx"]).tables
    rows = [row for table in word for row in table]

    assert page == word
    assert {f"{line} promised." for line in LINES} <= {row[1] for row in rows if len(row) > 3}
    assert "@SUM(A1:A9) <script>" in {row[0] for row in rows}


def test_a_paper_of_two_hundred_sections_is_issued(paper, secretariat, chief_officer, rural_crime):
    for place in range(2, 202):
        section = SectionFactory(slug=f"area-{place}", heading=f"Area {place}", order=place, strand=rural_crime.strand)
        UpdateFactory(
            section=section, narrative=f"Officers met people of area {place}.", approver=secretariat, **APPROVED
        )
    approval.approve(paper, chief_officer)
    answer_all(paper)
    made = {file.format: bytes(file.content) for file in issue(paper, secretariat).files.all()}

    headings = [heading for heading in readers.word(made["docx"]).headings if "Area" in heading]
    assert headings == [f"5.{place} Area {place}:" for place in range(2, 202)]
    for text in (readers.html(made["html"].decode()).text, readers.pdf(made["pdf"]).text):
        assert [n for n in range(2, 202) if f"Officers met people of area {n}." not in text] == []
    assert [row[0] for row in readers.excel(made["xlsx"])["Outline"]].count("5.201") == 1
