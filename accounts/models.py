from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.functional import cached_property


class EmailUserManager(UserManager):
    """Makes users known by their e-mail address; `create_user` also records the address as verified."""

    def _create_user_object(self, email, password, **extra):
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        return user

    def create_user(self, email, password=None, **extra):
        user = self._create_user_object(email, password, **{"is_staff": False, "is_superuser": False} | extra)
        user.save(using=self._db)
        user.emailaddress_set.create(email=user.email, primary=True, verified=True)
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
    objects = EmailUserManager()

    def __str__(self):
        return self.get_full_name() or self.email

    @cached_property
    def roles(self):
        """The names of the user's roles: one query a request, however often it is asked."""
        return frozenset(self.groups.values_list("name", flat=True))
