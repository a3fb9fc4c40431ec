"""What every factory is, and people who can sign in."""

import factory
from django.contrib.auth.models import Group

from accounts.models import User

PASSWORD = "correct horse battery staple"


def make_user(name, *roles, **extra):
    user = User.objects.create_user(f"{name}@example.org", PASSWORD, first_name=name.title(), **extra)
    for role in roles:
        user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


class ModelFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True
