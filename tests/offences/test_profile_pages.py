"""The list of profiles: what each reads, another name, and deleting one on purpose."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from offences.models import Extract, Profile
from tests.factories import ExtractFactory
from tests.offences.upload_pages import words

LIST = "/extracts/profiles/"


@pytest.fixture
def as_analyst(client, analyst):
    client.force_login(analyst)
    return client


@pytest.fixture
def athena(db):
    return Profile.objects.create(name="Athena", header=["offence", "(month)"], how={"layout": "months across"})


def page_of(name, profile):
    return reverse(f"offences:profile_{name}", args=[profile.pk])


def test_without_profiles_the_list_says_how_to_make_one(as_analyst):
    assert "There is no profile yet." in words(as_analyst.get(LIST))


def test_the_list_says_what_each_profile_reads_and_when_it_last_did(as_analyst, athena):
    assert "Not yet" in words(as_analyst.get(LIST))
    ExtractFactory(profile=athena, loaded_at=datetime(2020, 3, 13, 9, tzinfo=UTC))
    shown = words(as_analyst.get(LIST))
    for said in ("Athena", "offence, (month)", "a column for each month", "13 March 2020"):
        assert said in shown


def test_a_profile_is_renamed_but_not_to_the_name_of_another(as_analyst, athena):
    Profile.objects.create(name="Niche")
    refused = as_analyst.post(page_of("rename", athena), {"name": "niche"})
    assert "There is already a profile of that name." in words(refused)
    as_analyst.post(page_of("rename", athena), {"name": "Athena monthly"})
    athena.refresh_from_db()
    assert athena.name == "Athena monthly"


def test_a_profile_is_deleted_after_asking_and_what_it_loaded_stays(as_analyst, athena):
    extract = ExtractFactory(profile=athena)
    assert "Delete this profile?" in words(as_analyst.get(page_of("delete", athena)))
    assert Profile.objects.exists()
    as_analyst.post(page_of("delete", athena))
    assert not Profile.objects.exists()
    assert Extract.objects.get() == extract


@pytest.mark.parametrize("name", ["rename", "delete"])
def test_only_analysts_change_profiles(name, client, reader, athena):
    client.force_login(reader)
    assert client.post(page_of(name, athena), {"name": "Mine"}).status_code == 403
    assert Profile.objects.get().name == "Athena"
