"""The marks of a test that drives a browser against the live server."""

import pytest

BROWSER = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
