"""Where files are listed: on the page of their operation, on the strand, in the admin."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from strands.models import Evidence
from tests.factories import EvidenceFactory
from tests.strands.pages import words
from tests.strands.test_evidence import PAGE, approve


def count_queries(visit):
    with CaptureQueriesContext(connection) as queries:
        visit()
    return len(queries)


def strand_page(client, section):
    return client.get(reverse("strands:strand", args=[section.strand.slug]))


def test_the_strand_lists_the_public_files_of_what_is_approved(client, operation, promise, update, lead, secretariat):
    EvidenceFactory(operation=operation, by=lead, public=True, title="Poster", size=2048)
    EvidenceFactory(commitment=promise, by=lead, public=False, title="Minutes")
    assert "Evidence" not in words(strand_page(client, update.section))
    approve(update, secretariat)
    Evidence.objects.create(
        operation=operation, title="Too late", file_name="a.pdf", size=1, content=b"", public=True, by=lead
    )
    shown = words(strand_page(client, update.section))
    assert "Evidence Poster (PDF, 2.0 KB) , on Operation Sceptre" in shown
    assert "Minutes" not in shown and "Too late" not in shown


def test_the_queries_of_the_strand_do_not_grow_with_files(client, operation, promise, update, lead, secretariat):
    EvidenceFactory(operation=operation, by=lead, public=True)
    EvidenceFactory.create_batch(15, commitment=promise, by=lead, public=True)
    approve(update, secretariat)
    many = count_queries(lambda: strand_page(client, update.section))
    Evidence.objects.exclude(operation=operation).delete()
    assert count_queries(lambda: strand_page(client, update.section)) == many


def test_the_queries_of_the_page_do_not_grow_with_files(client, operation, lead):
    client.force_login(lead)
    EvidenceFactory(operation=operation, by=lead)
    one = count_queries(lambda: client.get(PAGE))
    EvidenceFactory.create_batch(15, operation=operation, by=lead)
    assert count_queries(lambda: client.get(PAGE)) == one


def test_the_admin_lists_files_without_their_content(client, operation, administrator, lead):
    kept = EvidenceFactory(operation=operation, by=lead, title="Poster", content=b"%PDF-secret words")
    client.force_login(administrator)
    listed = client.get(reverse("admin:strands_evidence_changelist"))
    shown = client.get(reverse("admin:strands_evidence_change", args=[kept.pk]))
    assert "Poster" in listed.content.decode() and "Poster" in shown.content.decode()
    assert b"secret words" not in listed.content + shown.content
