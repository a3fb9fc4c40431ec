"""Pages that belong to no part of the domain. All are public."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control, never_cache

from accounts.second_factor import not_required
from cpstrategy import brand
from cpstrategy.context_processors import present_organisation


@login_not_required
@not_required
@never_cache
def healthz(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@not_required
@cache_control(public=True, max_age=24 * 60 * 60)
def favicon(request):
    organisation = present_organisation()
    colours = {
        "brand": brand.safe(organisation.brand_colour, brand.DEFAULT_BRAND),
        "text": brand.readable_on(brand.safe(organisation.brand_colour, brand.DEFAULT_BRAND)),
    }
    context = {"letters": organisation.badge_letters, **colours}
    return render(request, "favicon.svg", context, content_type="image/svg+xml")


@login_not_required
@not_required
@cache_control(public=True, max_age=24 * 60 * 60)
def brand_css(request):
    """Cached for a day: pages ask for it with the colours in the address, so a change shows at once."""
    organisation = present_organisation()
    text = brand.stylesheet(organisation.brand_colour, organisation.accent_colour)
    return HttpResponse(text, content_type="text/css; charset=utf-8")


@login_not_required
@not_required
def accessibility(request):
    return render(request, "accessibility.html")
