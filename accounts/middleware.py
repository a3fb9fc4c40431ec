from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from accounts import second_factor
from accounts.views import sign_in_expired


class Middleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


class KeepTextMiddleware(Middleware):
    """A form sent after its sign-in expired is not lost: its text waits until the person has signed in again."""

    def process_view(self, request, view, args, kwargs):
        closed = getattr(view, "login_required", True)
        if request.method == "POST" and closed and not request.user.is_authenticated:
            return sign_in_expired(request)
        return None


class PrivatePagesMiddleware(Middleware):
    """What someone sees signed in is for nobody else: no cache between gives it out again, and a browser asks first.
    The browser may still go back to a page (no-store would lose what was typed there); drafts forbid that too."""

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True)
        return response


class SecondFactorMiddleware(Middleware):
    def process_view(self, request, view, args, kwargs):
        return redirect("mfa_index") if second_factor.is_missing(request, view) else None


class AdminStylesMiddleware(Middleware):
    """Pages of the admin, import-export and history carry style attributes; their scripts stay as strict as ours."""

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(reverse("admin:index")):
            response._csp_update = {"style-src": ["'unsafe-inline'"]}
        return response
