"""Who must have a second factor before they go on, and the pages that do without."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings


def not_required(view):
    """A page or asset that a person without a second factor may have."""
    view.second_factor_required = False
    return view


def is_missing(request, view):
    """True when this person is staff, signed in here by password only, and has set up no second factor."""
    user = request.user
    if not getattr(view, "second_factor_required", True) or view.__module__.startswith("allauth."):
        return False
    if not settings.MFA_REQUIRED_FOR_STAFF or not user.is_authenticated or not user.is_staff:
        return False
    return not signed_in_elsewhere(request) and not is_mfa_enabled(user)


def signed_in_elsewhere(request):
    """By single sign-on: the second factor is asked for there."""
    return any(record.get("method") == "socialaccount" for record in get_authentication_records(request, request.user))
