from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """Administrators make accounts; nobody makes their own."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Enter the e-mail address and password of your account. One of them is not right",
        "too_many_login_attempts": "There were too many attempts to sign in. Wait 5 minutes, then try again",
    }

    def is_open_for_signup(self, request):
        return False


class ClosedSocialSignUpAdapter(DefaultSocialAccountAdapter):
    """Single sign-on lets in people who have an account here; it makes none."""

    def is_open_for_signup(self, request, sociallogin):
        return False
