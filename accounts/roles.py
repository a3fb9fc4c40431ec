"""The roles people hold, kept as Django groups. Being an administrator is `is_staff`, not a role."""

READER = "reader"
LEAD = "lead"
ANALYST = "analyst"
SECRETARIAT = "secretariat"
CHIEF_OFFICER = "chief officer"

ROLES = (READER, LEAD, ANALYST, SECRETARIAT, CHIEF_OFFICER)


def has_role(user, *roles):
    """True when the signed-in user holds any of these roles; administrators hold none by themselves."""
    return user.is_authenticated and not user.roles.isdisjoint(roles)
