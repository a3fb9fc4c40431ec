from accounts import roles
from accounts.models import User
from tests.factories import PASSWORD, make_user


def test_an_address_is_kept_in_small_letters_and_taken_as_verified(db):
    user = User.objects.create_user(" Ann@Example.ORG ", PASSWORD)
    assert user.email == "ann@example.org"
    assert list(user.emailaddress_set.values_list("email", "primary", "verified")) == [("ann@example.org", True, True)]


def test_a_new_address_takes_the_place_of_the_old_one(reader):
    reader.email = "new@example.org"
    reader.save()
    reader.verify_email()
    assert list(reader.emailaddress_set.values_list("email", "primary", "verified")) == [
        ("new@example.org", True, True)
    ]


def test_signing_in_makes_no_history(client, reader):
    before = reader.history.count()
    client.force_login(reader)
    reader.refresh_from_db()
    assert reader.last_login is not None
    assert reader.history.count() == before


def test_history_says_who_held_which_role(reader):
    reader.groups.clear()
    newest, before = reader.history.all()[:2]
    assert list(newest.groups.all()) == []
    assert [row.group.name for row in before.groups.all()] == [roles.READER]


def test_history_keeps_no_password():
    assert "password" not in {field.name for field in User.history.model._meta.get_fields()}


def test_roles_are_asked_for_once(django_assert_num_queries, analyst):
    user = User.objects.get(pk=analyst.pk)
    with django_assert_num_queries(1):
        assert roles.has_role(user, roles.ANALYST)
        assert not roles.has_role(user, roles.LEAD, roles.SECRETARIAT)


def test_an_administrator_holds_no_role_by_being_one(administrator):
    assert not roles.has_role(administrator, *roles.ROLES)


def test_a_user_is_called_by_name_or_else_by_address(db):
    assert str(make_user("ann")) == "Ann"
    assert str(User(email="ann@example.org")) == "ann@example.org"
