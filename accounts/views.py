from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse

from accounts import kept


def account(request):
    """A person's own details, and the ways they sign in."""
    context = {"roles": sorted(request.user.roles), "sso": bool(settings.SOCIALACCOUNT_PROVIDERS)}
    return render(request, "account/account.html", context)


def sign_in_expired(request):
    """403, not 401: that one must name an HTTP sign-in scheme, and ours is a page."""
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
    context = {"is_kept": kept.keep(request), "go_on": sign_in, "had_files": bool(request.FILES)}
    return render(request, "sign_in_expired.html", context, status=403)


@login_not_required
def csrf_failure(request, reason=""):
    """The form's token is not this session's: mostly a page left open while its sign-in expired or was renewed."""
    closed = getattr(request.resolver_match.func, "login_required", True)
    if closed and is_own_form(request) and not request.user.is_authenticated:
        return sign_in_expired(request)
    is_kept = closed and is_own_form(request) and kept.keep(request)
    context = {"is_kept": is_kept, "go_on": request.get_full_path(), "had_files": bool(request.FILES)}
    return render(request, "403_csrf.html", context, status=403)


def is_own_form(request):
    """Whether one of our own pages sent this: another site must not be able to put words in someone's form."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return (origin.scheme, origin.netloc) == (request.scheme, request.get_host())
