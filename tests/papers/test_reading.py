from datetime import date

import pytest
from django.utils import timezone

from papers import approval
from papers.models import IssuedPaper, Paper, PaperText
from tests.factories import PaperFactory, rewrite
from tests.papers.pages import PAGES, token

pytestmark = pytest.mark.django_db


def test_the_list_shows_what_was_issued_with_its_files(client, issued):
    page = client.get(PAGES["list"]).content.decode()

    for words in ("26 March 2020", "version 3", "OFFICIAL", "Word", "(pdf, ", "(xlsx, "):
        assert words in page
    assert "In the making" not in page


def test_the_list_shows_drafts_to_the_secretariat(client, paper, secretariat):
    client.force_login(secretariat)
    page = client.get(PAGES["list"]).content.decode()

    assert "In the making" in page and "Not approved" in page


@pytest.mark.parametrize("papers", [1, 30])
def test_the_list_asks_the_same_of_the_database_however_many_papers(
    client, issued, secretariat, papers, django_assert_max_num_queries
):
    for n in range(papers - 1):
        other = PaperFactory(slug=f"paper-{n}")
        IssuedPaper.objects.create(
            paper=other,
            version="1",
            title="Plan",
            meeting_on=date(2020, 3, 26),
            marking="OFFICIAL",
            issued_by=secretariat,
            issued_at=timezone.now(),
        )
    client.force_login(secretariat)
    with django_assert_max_num_queries(10):
        client.get(PAGES["list"])


def test_an_issued_paper_is_read_from_what_was_frozen(client, issued):
    rewrite("Changed since.")
    Paper.objects.update(title="Changed since")
    page = client.get(PAGES["issued"]).content.decode()

    assert "Changed since" not in page
    assert "Knife crime" in page and issued.sha256[:12] in page


def test_an_issued_paper_points_to_the_version_that_replaced_it(client, issued, chief_officer, secretariat):
    Paper.objects.update(version="4", version_reason="A total was corrected.")
    issued.paper.refresh_from_db()
    approval.approve(issued.paper, chief_officer)
    client.force_login(secretariat)
    client.post(PAGES["issue"], token(client.get(PAGES["issue"])))

    assert "/papers/march-2020/4/" in client.get(PAGES["issued"]).content.decode()


def test_the_public_is_not_sent_to_a_version_for_the_board(client, issued):
    IssuedPaper.objects.create(
        paper=issued.paper,
        version="4",
        title=issued.title,
        meeting_on=issued.meeting_on,
        marking="OFFICIAL-SENSITIVE",
        issued_by=issued.issued_by,
        issued_at=timezone.now(),
    )

    assert "version 4" not in client.get(PAGES["issued"]).content.decode()


def test_a_version_never_issued_is_not_found(client, paper):
    assert client.get(PAGES["issued"]).status_code == 404
    assert client.get(PAGES["file"]).status_code == 404


def test_a_file_comes_byte_for_byte_with_its_name(client, issued):
    file = issued.files.get(format="pdf")
    response = client.get(file.get_absolute_url())

    assert response.content == bytes(file.content)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{file.name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["ETag"] == f'"{file.sha256}"'


def test_a_file_already_held_is_not_sent_again(client, issued):
    file = issued.files.get(format="pdf")

    assert client.get(file.get_absolute_url(), headers={"if-none-match": f'"{file.sha256}"'}).status_code == 304


def test_a_table_comes_as_it_lies_in_the_zip_file(client, issued):
    page = client.get(PAGES["issued"]).content.decode()
    response = client.get("/papers/march-2020/3/tables/table-1.csv")
    name = "OFFICIAL-2020-03-26-crime-prevention-strategy-delivery-plan-v3-table-1.csv"

    assert "/papers/march-2020/3/tables/table-1.csv" in page and "/papers/march-2020/3/tables/table-1.json" in page
    assert b"983,1405,422,42.9" in response.content
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    again = client.get("/papers/march-2020/3/tables/table-1.csv", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_what_the_columns_of_a_table_are_comes_beside_it(client, issued):
    response = client.get("/papers/march-2020/3/tables/table-1.json")

    assert response["Content-Type"] == "application/csvm+json"
    assert response["Content-Disposition"].endswith('-v3-table-1.csv-metadata.json"')


@pytest.mark.parametrize("path", ["table-9.csv", "table-1.pdf", "1.csv", "-1.csv"])
def test_a_table_that_there_is_not_is_not_found(client, issued, path):
    assert client.get(f"/papers/march-2020/3/tables/{path}").status_code == 404


def test_a_paper_issued_before_there_was_a_zip_file_offers_no_tables(client, issued):
    issued.files.filter(format="zip").delete()

    assert "/tables/" not in client.get(PAGES["issued"]).content.decode()
    assert client.get("/papers/march-2020/3/tables/table-1.csv").status_code == 404


def test_hostile_text_stays_text(client, approved_paper, chief_officer, secretariat):
    hostile = "<script>alert(1)</script>"
    Paper.objects.update(title=hostile, author=hostile)
    PaperText.objects.update(text=hostile)
    client.force_login(secretariat)

    for page in ("list", "edit", "text", "preview", "draft", "issue"):
        assert hostile not in client.get(PAGES[page]).content.decode(), page
