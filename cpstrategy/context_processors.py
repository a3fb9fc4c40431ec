from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts import roles
from strands.models import Organisation


def organisation(request):
    """Whose service this is, and the menu for whoever looks at it."""
    return {
        "organisation": SimpleLazyObject(present_organisation),
        "navigation": SimpleLazyObject(lambda: navigation(request)),
    }


def present_organisation():
    """The organisation entered in the admin; until then one that has only the service's name."""
    return Organisation.objects.first() or Organisation(service_name=settings.SERVICE_NAME)


def navigation(request):
    """The menu's items as {label, url, active}; `active` is the one this page belongs to."""
    user = getattr(request, "user", None)
    return [item(request.path, label, reverse(name)) for label, name in entries(user)]


def entries(user):
    yield "Dashboard", "strands:dashboard"
    yield "Papers", "papers:list"
    yield "Revisions", "offences:revisions"
    if user is None or not user.is_authenticated:
        yield "Sign in", "account_login"
        return
    if roles.has_role(user, roles.LEAD, roles.SECRETARIAT):
        yield "My sections", "strands:my_sections"
    elif roles.has_role(user, roles.CHIEF_OFFICER):
        yield "Rounds", "strands:my_sections"
    if roles.has_role(user, roles.ANALYST):
        yield "Extracts", "offences:extracts"
    if user.is_staff:
        yield "Admin", "admin:index"
    yield "Account", "account"


def item(path, label, url):
    active = path == url if url == "/" else path.startswith(url)
    return {"label": label, "url": url, "active": active}
