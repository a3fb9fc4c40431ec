from django.shortcuts import redirect
from django.urls import reverse

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
