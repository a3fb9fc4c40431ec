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


def can_see_templates(user):
    """See the Word templates, and upload one."""
    return has_role(user, SECRETARIAT) or can_decide_templates(user)


def can_decide_templates(user):
    """Take a Word template into use or out of it: an administrator, for the papers of all."""
    return user.is_staff and user.has_perm("papers.change_wordtemplate")


def can_publish(user):
    return has_role(user, SECRETARIAT)
