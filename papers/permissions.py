"""Who may do what with papers."""

from accounts.roles import CHIEF_OFFICER, SECRETARIAT, has_role


def can_edit(user):
    return has_role(user, SECRETARIAT)


def can_see_drafts(user):
    return has_role(user, SECRETARIAT, CHIEF_OFFICER)


def can_approve(user):
    return has_role(user, CHIEF_OFFICER)


def can_issue(user):
    return has_role(user, SECRETARIAT)


def can_publish(user):
    return has_role(user, SECRETARIAT)
