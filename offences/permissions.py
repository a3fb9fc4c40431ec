"""Who may do what with counts. Asked once a request; templates are handed the answer."""

from django.core.exceptions import PermissionDenied

from accounts.roles import ANALYST, ROLES, has_role


def board_member(user):
    """Whoever holds a role sees sensitive measures too. Being an administrator is no role."""
    return has_role(user, *ROLES)


def can_load(user):
    return has_role(user, ANALYST)


def require_loader(user):
    if not can_load(user):
        raise PermissionDenied("Only analysts can see and load extracts.")


def may_add(user):
    """Whether the user may add a measure, and an area, that a file names."""
    return {name: user.has_perm(f"offences.add_{name}") for name in ("measure", "area")}
