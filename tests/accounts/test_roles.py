import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import call_command

from accounts import roles


def test_migrations_make_the_five_roles(db):
    assert set(Group.objects.values_list("name", flat=True)) >= {
        "reader",
        "lead",
        "analyst",
        "secretariat",
        "chief officer",
    }


def test_a_stranger_has_no_role():
    assert not roles.has_role(AnonymousUser(), *roles.ROLES)


@pytest.mark.parametrize(
    ("role", "permission", "given"),
    [
        (roles.ANALYST, "offences.import_monthlycount", True),
        (roles.ANALYST, "offences.change_measure", True),
        (roles.ANALYST, "offences.delete_measure", False),
        (roles.ANALYST, "strands.change_section", False),
        (roles.SECRETARIAT, "strands.import_section", True),
        (roles.SECRETARIAT, "papers.change_paper", True),
        (roles.SECRETARIAT, "accounts.change_user", False),
        (roles.LEAD, "strands.change_section", False),
        (roles.READER, "offences.view_measure", False),
    ],
)
def test_what_a_role_may_do_in_the_admin(db, role, permission, given):
    call_command("sync_roles")
    call_command("sync_roles")
    app, codename = permission.split(".")
    held = Group.objects.get(name=role).permissions
    assert held.filter(content_type__app_label=app, codename=codename).exists() is given
