from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from documents import software
from papers.models import IssuedFile, IssuedPaper
from papers.verify import differences

pytestmark = pytest.mark.django_db


def verify(**options):
    """What the command prints, and what it fails with."""
    output = StringIO()
    try:
        call_command("verify_papers", stdout=output, **options)
    except CommandError as problem:
        return output.getvalue(), str(problem)
    return output.getvalue(), None


def test_a_paper_left_alone_is_as_it_was_issued(issued, knife_counts):
    assert verify() == ("Issued papers: 1. Every file is as it was issued.\n", None)


def test_a_file_that_was_changed_is_named_with_both_digests(issued):
    file = issued.files.get(format="html")
    IssuedFile.objects.filter(pk=file.pk).update(content=b"other")
    said, problem = verify()

    other = "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa"  # SHA-256 of "other"
    assert f"version 3: html as stored: stored {file.sha256}, now {other}\n" in said
    assert f"version 3: html: stored {other}, now {file.sha256}\n" in said
    assert problem == "Issued papers: 1. Not as they were issued: 1."


def test_a_record_that_was_changed_is_named(issued):
    IssuedPaper.objects.update(document=issued.document.replace("1405", "1406"))
    issued.refresh_from_db()

    assert [one.what for one in differences(issued)] == ["record", "docx", "html", "pdf", "xlsx", "zip"]


def test_a_record_that_is_no_document_is_named(issued):
    IssuedPaper.objects.update(document="{}")

    assert "record: stored" in verify()[0] and verify()[1]


def test_a_paper_made_with_other_software_says_with_which(issued):
    IssuedPaper.objects.update(software=issued.software | {"typst": "0.1"})

    assert f"made with typst 0.1, now {software.versions()['typst']}." in verify()[0]


def test_a_paper_issued_before_there_was_a_zip_file_is_compared_by_what_it_has(issued):
    issued.files.filter(format="zip").delete()
    IssuedPaper.objects.update(software={})

    assert verify() == ("Issued papers: 1. Every file is as it was issued.\n", None)


def test_one_paper_can_be_asked_for_by_its_address(issued):
    IssuedFile.objects.update(content=b"other")

    assert verify(paper="march-2020")[1] == "Issued papers: 1. Not as they were issued: 1."
    assert verify(paper="june")[1] == "No paper called june is issued."
