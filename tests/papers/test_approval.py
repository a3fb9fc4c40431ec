import pytest

from papers import approval, checking
from papers.models import Paper

pytestmark = pytest.mark.django_db


def test_a_header_saved_while_the_chief_officer_approves_is_not_lost_and_needs_approval_again(paper, chief_officer):
    as_opened = Paper.objects.get()
    Paper.objects.update(agenda_number="10")

    approval.approve(as_opened, chief_officer)

    stands = Paper.objects.get()
    assert stands.agenda_number == "10"
    assert [problem.place.words for problem in checking.blocking(checking.problems(stands))] == ["Approval"]


@pytest.mark.parametrize("page", ["preview", "approve", "issue", "draft.html"])
def test_a_browser_keeps_no_copy_of_a_draft(client, paper, secretariat, chief_officer, page):
    client.force_login(chief_officer if page == "approve" else secretariat)
    address = f"/papers/march-2020/{page}" + ("" if "." in page else "/")
    assert client.get(address)["Cache-Control"] == "private, no-store"
