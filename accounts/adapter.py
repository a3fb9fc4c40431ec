from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.urls import reverse

from accounts import roles

# Where someone's work is. The first role that fits; without one, settings.LOGIN_REDIRECT_URL.
WORK = (
    (roles.SECRETARIAT, "strands:my_sections"),
    (roles.LEAD, "strands:my_sections"),
    (roles.CHIEF_OFFICER, "papers:list"),
    (roles.ANALYST, "offences:extracts"),
)


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """Administrators make accounts; nobody makes their own."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Enter the e-mail address and password of your account. One of them is not right",
        "too_many_login_attempts": "There were too many attempts to sign in. Wait 5 minutes, then try again",
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        page = next((page for role, page in WORK if roles.has_role(request.user, role)), None)
        return reverse(page) if page else super().get_login_redirect_url(request)


class ClosedSocialSignUpAdapter(DefaultSocialAccountAdapter):
    """Single sign-on lets in people who have an account here; it makes none."""

    def is_open_for_signup(self, request, sociallogin):
        return False
