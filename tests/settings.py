"""The project's settings on a development machine, so that `.venv/bin/pytest` needs nothing in its environment."""

import os

os.environ.setdefault("DEBUG", "1")

from cpstrategy.settings import *  # noqa: F403
from cpstrategy.settings import DATABASES

# A test that forgets to ask for the test database must not find the developer's.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["NAME"] = ":memory:"

# The real hasher is slow on purpose; a test makes users by the dozen.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
