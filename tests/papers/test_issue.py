from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction

from documents import files, press
from documents.store import digest, from_json, to_json
from offences.models import MonthlyCount, PeriodTotal
from papers import approval
from papers.compose import compose
from papers.files import FORMATS
from papers.issue import NotReady, issue
from papers.models import IssuedFile, IssuedPaper, Paper, PaperText
from strands.models import Organisation
from tests.factories import rewrite
from tests.papers.conftest import answer_all

pytestmark = pytest.mark.django_db

NAME = "OFFICIAL-2020-03-26-crime-prevention-strategy-delivery-plan-v3"


def test_an_issued_paper_keeps_the_document_its_digest_and_its_files(issued, secretariat):
    assert (issued.version, issued.marking, issued.issued_by) == ("3", "OFFICIAL", secretariat)
    assert issued.issued_at == datetime(2020, 3, 17, 10, tzinfo=UTC)
    assert issued.sha256 == digest(issued.document)
    assert [(file.format, file.name) for file in issued.files.all()] == [
        ("docx", "OFFICIAL-2020-03-26-crime-prevention-strategy-delivery-plan-v3.docx"),
        ("html", "OFFICIAL-2020-03-26-crime-prevention-strategy-delivery-plan-v3.html"),
        ("pdf", "OFFICIAL-2020-03-26-crime-prevention-strategy-delivery-plan-v3.pdf"),
        ("xlsx", "OFFICIAL-2020-03-26-crime-prevention-strategy-delivery-plan-v3.xlsx"),
        ("zip", "OFFICIAL-2020-03-26-crime-prevention-strategy-delivery-plan-v3.zip"),
    ]


def test_what_is_frozen_is_the_paper_as_it_was_composed(approved_paper, secretariat):
    composed = compose(approved_paper)

    frozen = from_json(issue(approved_paper, secretariat).document)
    assert replace(frozen, figures=None) == composed
    assert frozen.figures.caption == "Where each figure comes from"


def test_an_issued_paper_carries_no_draft_status(issued):
    assert from_json(issued.document).status == ""


def test_the_frozen_document_renders_to_the_stored_bytes(issued, knife_counts):
    again = files.make(from_json(issued.document), FORMATS, NAME)

    for file in issued.files.all():
        content = bytes(file.content)
        assert again[file.format] == content, file.format
        assert file.sha256 == sha256(content).hexdigest()


def test_an_issued_paper_says_what_its_files_were_made_with(issued):
    assert issued.software["typst"] == version("typst")
    assert set(issued.software) > {"python", "zlib", "documents", "python-docx", "xlsxwriter"}


def test_the_zip_file_holds_the_four_files_and_each_table_as_csv(issued):
    stored = {file.format: bytes(file.content) for file in issued.files.all()}
    with ZipFile(BytesIO(stored["zip"])) as archive:
        names = archive.namelist()
        for kind in ("docx", "html", "pdf", "xlsx"):
            assert archive.read(f"{NAME}.{kind}") == stored[kind]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == sorted(names)
    assert f"{NAME}-table-1.csv" in names and f"{NAME}-table-1.csv-metadata.json" in names


def test_nothing_that_happens_later_changes_an_issued_paper(issued):
    before = (issued.document, [bytes(file.content) for file in issued.files.all()])

    PeriodTotal.objects.filter(total=1405).update(total=1)
    MonthlyCount.objects.update(count=0)
    rewrite("Changed.")
    PaperText.objects.update(text="Changed.")
    Paper.objects.update(title="Changed", chief_officer="Changed")
    Organisation.objects.update(force_name="Changed")

    stands = IssuedPaper.objects.get(pk=issued.pk)
    assert (stands.document, [bytes(file.content) for file in stands.files.all()]) == before
    assert digest(to_json(from_json(stands.document))) == issued.sha256


def test_a_paper_with_a_problem_is_not_issued_and_the_problems_are_named(paper, secretariat):
    with pytest.raises(NotReady) as refusal:
        issue(paper, secretariat)

    assert {problem.code for problem in refusal.value.problems} == {"paper-not-approved", "numbering-gap"}
    assert not IssuedPaper.objects.exists()


def test_what_counts_is_the_paper_as_it_is_kept_not_as_a_page_holds_it(approved_paper, secretariat):
    Paper.objects.update(approved_on=None)

    with pytest.raises(NotReady):
        issue(approved_paper, secretariat)


def test_a_warning_stops_a_paper_until_it_is_answered_and_the_answer_is_kept_with_the_issue(
    approved_paper, knife_crime, chief_officer, secretariat
):
    knife_crime.strand.appointments.all().delete()
    approval.approve(approved_paper, chief_officer, on=date(2020, 3, 16))
    with pytest.raises(NotReady) as refusal:
        issue(approved_paper, secretariat)
    assert [problem.code for problem in refusal.value.problems] == ["strand-without-lead"]

    answer_all(approved_paper)
    issued = issue(approved_paper, secretariat)
    assert [answer["code"] for answer in issued.answers] == ["numbering-gap", "strand-without-lead"]
    assert all(answer["right"] for answer in issued.answers)


def test_a_version_is_issued_once(issued, secretariat):
    with pytest.raises(NotReady):
        issue(issued.paper, secretariat)
    with pytest.raises(IntegrityError), transaction.atomic():
        issued.pk = None
        issued.save(force_insert=True)


def test_the_next_version_is_issued_beside_the_first(issued, chief_officer, secretariat):
    paper = issued.paper
    paper.version, paper.version_reason = "4", "A total was corrected."
    paper.save()
    approval.approve(paper, chief_officer)
    following = issue(paper, secretariat)

    assert [*IssuedPaper.objects.later_than(issued)] == [following]
    assert not IssuedPaper.objects.later_than(following)


def test_a_file_that_cannot_be_made_leaves_nothing_behind(approved_paper, secretariat, monkeypatch):
    monkeypatch.setitem(FORMATS, "exe", None)

    with pytest.raises(press.NotMade):
        issue(approved_paper, secretariat)
    assert not IssuedPaper.objects.exists() and not IssuedFile.objects.exists()


def test_the_marking_leads_the_name_of_a_file(sensitive_issued):
    name = "OFFICIAL-SENSITIVE-2020-03-26-crime-prevention-strategy-delivery-plan-v3.pdf"

    assert sensitive_issued.files.get(format="pdf").name == name
