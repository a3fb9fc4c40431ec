"""Every URL of the project, every member of the cast, one exact status."""

from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib import admin
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from documents.blocks import Document, Paragraph, Text
from documents.store import digest, to_json
from offences.models import Profile
from papers import publishing, word_templates
from papers.models import IssuedFile, IssuedPaper
from strands.models import Delegation
from tests.documents.word_templates import template
from tests.factories import (
    ActivityFigureFactory,
    AppointmentFactory,
    BreakdownFactory,
    CommitmentFactory,
    EvidenceFactory,
    ExtractFactory,
    MeasureFactory,
    OperationFactory,
    OrganisationFactory,
    PaperFactory,
    RoundFactory,
    SectionFactory,
    SectionMeasureFactory,
    UpdateFactory,
    make_counts,
    make_user,
)
from tests.offences.waiting import waiting
from tests.page_tables import CAST, FOR_THE_BOARD, HAS_ROLE, PAGES, SENSITIVE


@pytest.fixture
def world(lead, other_lead, reader, analyst, secretariat, chief_officer, administrator, section):
    """One of everything a page shows; the names of the cast."""
    OrganisationFactory()
    section.strand.slug = "knives"
    section.strand.save()
    measure = MeasureFactory(slug="knife-crime")
    MeasureFactory(slug="board-measure", sensitive=True)
    SectionMeasureFactory(section=section, measure=measure)
    make_counts(measure, {date(2018 + n // 12, n % 12 + 1, 1): 100 + n for n in range(25)})
    update = UpdateFactory(section=section, round=RoundFactory())
    CommitmentFactory(section=section, slug="report")
    BreakdownFactory(section=section, slug="referrals")
    shown = EvidenceFactory(operation=OperationFactory(section=section, slug="sceptre"), by=lead)
    ActivityFigureFactory(section=section, slug="deployments")
    paper = PaperFactory(round=RoundFactory())
    for version, marking in (("1", "OFFICIAL"), ("1.1", "OFFICIAL"), ("2", SENSITIVE), ("2.1", SENSITIVE)):
        issue(paper, version, marking, secretariat)
    publishing.decide(paper, secretariat, "redacted", reason="Names.", published_on=date(2020, 3, 26))
    issue(PaperFactory(slug="june-2020", round=paper.round), "1", "OFFICIAL", secretariat)
    upload = waiting(analyst, "knife-crime,2020-02,90")
    day = timezone.localdate()
    leave = Delegation.objects.create(strand=section.strand, to=other_lead, start=day, end=day, by=lead)
    return {
        "people": {"public": None, "reader": reader, "lead": lead, "other_lead": other_lead, "analyst": analyst}
        | {"secretariat": secretariat, "chief_officer": chief_officer, "administrator": administrator},
        "upload": upload.pk,
        "template": word_templates.add(secretariat, name="B", file_name="b.docx", content=template()).pk,
        "template_in_use": template_in_use(secretariat, administrator).pk,
        "evidence": shown.pk,
        "event": update.events.create(kind="saved", by=lead).pk,
        "delegation": leave.pk,
        "extract": ExtractFactory().pk,
        "load": ExtractFactory(receipt={"headings": ["measure", "month", "count"], "how": {}}).pk,
        "profile": Profile.objects.create(name="Athena").pk,
    }


FIGURE = {"key": "knife-crime.change", "slug": "knife-crime", "measure": "Knife crime", "text": "rose by 1"}


def issue(paper, version, marking, by):
    text = to_json(Document(title="A paper", date="2020-03-13", body=(Paragraph((Text("Words."),)),), marking=marking))
    stamps = {"issued_by": by, "issued_at": datetime(2020, 3, 16, tzinfo=UTC), "sha256": digest(text)}
    stamps |= {"title": paper.title, "meeting_on": paper.round.meeting_on}
    stamps |= {"marking": marking, "audience": "board" if marking == SENSITIVE else "everyone", "document": text}
    stamps |= {"figures": {"figures": [FIGURE], "totals": {}}}
    issued = IssuedPaper.objects.create(paper=paper, version=version, **stamps)
    for kind, content in (("pdf", b"%PDF"), ("zip", packed())):
        IssuedFile.objects.create(issued=issued, format=kind, name=f"paper.{kind}", content=content, sha256="0" * 64)


def template_in_use(by, approver):
    added = word_templates.add(by, name="A", file_name="a.docx", content=b"PK")
    word_templates.approve(added, approver)
    return added


def packed():
    with ZipFile(archive := BytesIO(), "w") as file:
        file.writestr("paper-table-1.csv", "Count")
    return archive.getvalue()


def statuses(client, world, url):
    return tuple(status(client, person, url) for person in world["people"].values())


def status(client, person, url):
    client.logout()
    if person:
        client.force_login(person)
    return client.get(url).status_code


def url_of(name, arguments, world):
    return reverse(name, args=[world.get(argument, argument) for argument in arguments])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_each_of_the_cast_with_its_status(name, client, world):
    arguments, expected = PAGES[name]
    assert dict(zip(CAST, statuses(client, world, url_of(name, arguments, world)), strict=True)) == dict(
        zip(CAST, expected, strict=True)
    )


@pytest.mark.parametrize("name", FOR_THE_BOARD)
def test_what_is_for_the_board_answers_only_those_who_hold_a_role(name, client, world):
    assert statuses(client, world, url_of(name, FOR_THE_BOARD[name], world)) == HAS_ROLE


def named(resolver, namespace=""):
    """The names of all URLs below, the admin's and the sign-in package's apart."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        elif pattern.namespace != "admin" and not of_sign_in_package(pattern):
            yield from named(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)


def of_sign_in_package(pattern):
    return "allauth.urls" in str(getattr(pattern, "urlconf_name", ""))


def test_no_page_is_left_out():
    assert set(named(get_resolver())) == set(PAGES)


# Never added by hand in the admin: counts come from extracts, updates from a round, papers are issued on their page,
# there is one organisation, and people set up their own second factor.
# Profiles are made by the pages of extracts.
NOT_ADDED = {"monthlycount", "extract", "issuedpaper", "update", "updateevent", "organisation", "authenticator"}
NOT_ADDED |= {
    "activityentry",
    "evidence",
    "profile",
    "reminder",
    "unlock",
    "outlinepart",
    "wordtemplate",
    "publication",
}


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_the_admin_is_for_administrators(model, client, world):
    expected = {"changelist": 200, "add": 403 if model._meta.model_name in NOT_ADDED else 200}
    for action, of_administrator in expected.items():
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}")
        assert statuses(client, world, url) == (*(302,) * 7, of_administrator)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_an_administrator_without_permissions_reaches_nothing_in_the_admin(model, client, world):
    client.force_login(make_user("clerk", is_staff=True))
    for action in ("changelist", "add"):
        assert (
            client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}")).status_code == 403
        )


@pytest.mark.parametrize("action", ["import", "export"])
@pytest.mark.parametrize(
    "model",
    [model for model, options in admin.site._registry.items() if hasattr(options, "import_action")],
    ids=lambda model: model._meta.label_lower,
)
def test_importing_and_exporting_need_their_own_permission(action, model, client, world):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}")
    client.force_login(make_user("clerk", is_staff=True))
    assert client.get(url).status_code == 403
    client.force_login(world["people"]["administrator"])
    assert client.get(url).status_code == 200


def test_a_lead_of_the_past_no_longer_writes(client, world, section):
    past = make_user("past", "lead")
    AppointmentFactory(
        person__user=past, strand=section.strand, role="deputy", start=date(2018, 1, 1), end=date(2019, 1, 1)
    )
    client.force_login(past)
    assert client.get(reverse("strands:update_narrative", args=["march-2020", "knife-crime"])).status_code == 403


def test_a_section_of_no_round_is_not_found(client, lead):
    client.force_login(lead)
    assert (
        client.get(reverse("strands:update_narrative", args=["march-2020", SectionFactory().slug])).status_code == 404
    )


# The sign-in package's pages, for a stranger and for someone signed in. Those that need more than a GET (a second
# factor, a key from an e-mail, an identity provider) send people on or say that there is nothing there.
SIGN_IN_PAGES = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_signup": (200, 302),
    "account_reauthenticate": (302, 200),
    "account_email": (302, 200),
    "account_email_verification_sent": (200, 200),
    "account_confirm_email": (200, 200),
    "account_change_password": (302, 200),
    "account_set_password": (302, 302),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "account_confirm_login_code": (302, 302),
    "mfa_index": (302, 200),
    "mfa_authenticate": (302, 302),
    "mfa_reauthenticate": (302, 302),
    "mfa_activate_totp": (302, 302),
    "mfa_deactivate_totp": (302, 404),
    "mfa_view_recovery_codes": (302, 404),
    "mfa_generate_recovery_codes": (302, 302),
    "mfa_download_recovery_codes": (302, 404),
    "mfa_list_webauthn": (302, 200),
    "mfa_add_webauthn": (302, 302),
    "mfa_reauthenticate_webauthn": (302, 302),
    "mfa_remove_webauthn": (302, 302),
    "mfa_edit_webauthn": (302, 302),
    "mfa_login_webauthn": (302, 302),
    "socialaccount_login_cancelled": (200, 200),
    "socialaccount_login_error": (302, 401),
    "socialaccount_signup": (302, 302),
    "socialaccount_connections": (302, 200),
    "openid_connect_login": (404, 404),
    "openid_connect_callback": (404, 404),
    "usersessions_list": (302, 200),
}
WITH_ARGUMENTS = {
    "account_confirm_email": ["no-key"],
    "account_reset_password_from_key": ["1", "no-key"],
    "mfa_remove_webauthn": [1],
    "mfa_edit_webauthn": [1],
    "openid_connect_login": ["sso"],
    "openid_connect_callback": ["sso"],
}


@pytest.mark.parametrize("name", SIGN_IN_PAGES)
def test_a_sign_in_page_answers_strangers_and_people(name, client, reader):
    url = reverse(name, args=WITH_ARGUMENTS.get(name))
    assert (status(client, None, url), status(client, reader, url)) == SIGN_IN_PAGES[name]


def test_no_sign_in_page_is_left_out():
    (package,) = [found for found in get_resolver().url_patterns if of_sign_in_package(found)]
    assert {name for name in named(package) if name != "None"} == set(SIGN_IN_PAGES)
