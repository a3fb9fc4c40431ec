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
        "start_page": SimpleLazyObject(lambda: start_page(getattr(request, "user", None))),
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
    if roles.has_role(user, roles.LEAD, roles.SECRETARIAT, roles.CHIEF_OFFICER):
        yield start_page(user), "strands:my_sections"
    if roles.has_role(user, roles.ANALYST):
        yield "Extracts", "offences:extracts"
    if user.is_staff:
        yield "Admin", "admin:index"
    yield "Account", "account"


def start_page(user):
    """What the page of rounds and sections is called in the menu, as its heading and in the way back to it."""
    runs = user is not None and roles.has_role(user, roles.SECRETARIAT, roles.CHIEF_OFFICER)
    return "Rounds" if runs and not roles.has_role(user, roles.LEAD) else "My sections"


def item(path, label, url):
    active = path == url if url == "/" else path.startswith(url)
    return {"label": label, "url": url, "active": active}
