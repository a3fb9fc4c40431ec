from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords


class EmailUserManager(UserManager):
    """Makes users known by their e-mail address; `create_user` also records the address as verified."""

    @classmethod
    def normalize_email(cls, email):
        return (email or "").strip().lower()

    def _create_user_object(self, email, password, **extra):
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        return user

    def create_user(self, email, password=None, **extra):
        user = self._create_user_object(email, password, **{"is_staff": False, "is_superuser": False} | extra)
        user.save(using=self._db)
        user.verify_email()
        return user

    def create_superuser(self, email, password=None, **extra):
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True} | extra)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """Someone who signs in, by e-mail address."""

    username = None
    email = models.EmailField(
        "e-mail address", unique=True, error_messages={"unique": "Someone already has this e-mail address."}
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    history = HistoricalRecords(excluded_fields=["password", "last_login"], m2m_fields=["groups"])
    objects = EmailUserManager()

    def __str__(self):
        return self.get_full_name() or self.email

    def save(self, *args, **kwargs):
        signed_in = kwargs.get("update_fields") == ["last_login"]  # which changes nothing about the person
        if signed_in and not hasattr(self, "skip_history_when_saving"):
            return self.save_without_historical_record(*args, **kwargs)
        return super().save(*args, **kwargs)

    def verify_email(self):
        """Take the user's address as known to be theirs. Without this they can neither reset a password nor set up
        a second factor."""
        self.emailaddress_set.exclude(email=self.email).delete()
        self.emailaddress_set.update_or_create(email=self.email, defaults={"primary": True, "verified": True})

    @cached_property
    def roles(self):
        """The names of the user's roles: one query a request, however often it is asked."""
        return frozenset(self.groups.values_list("name", flat=True))
