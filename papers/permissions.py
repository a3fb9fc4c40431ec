"""Who may do what with papers."""

from accounts.roles import CHIEF_OFFICER, SECRETARIAT, has_role
from papers.models import Paper
from strands.permissions import board_member


def can_edit(user):
    return has_role(user, SECRETARIAT)


def can_see_drafts(user):
    return has_role(user, SECRETARIAT, CHIEF_OFFICER)


def can_approve(user):
    return has_role(user, CHIEF_OFFICER)


def can_issue(user):
    return has_role(user, SECRETARIAT)


def can_read(user, issued):
    """Everyone reads what is marked OFFICIAL; board members read all."""
    return issued.marking == Paper.Marking.OFFICIAL or board_member(user)
