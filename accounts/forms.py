from allauth.account.forms import LoginForm as AllauthLoginForm


class LoginForm(AllauthLoginForm):
    """Sign-in with one plain message for each thing that may be wrong."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "E-mail address", "Password"
        login.error_messages |= {"required": "Enter your e-mail address"}
        login.error_messages |= {"invalid": "Enter an e-mail address in the correct format, like name@example.com"}
        password.error_messages |= {"required": "Enter your password"}
        password.help_text = ""
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)
