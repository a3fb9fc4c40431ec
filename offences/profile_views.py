"""The profiles that files are read by."""

from django.contrib import messages
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render

from offences import permissions
from offences.extracts.layouts import LAYOUTS
from offences.models import Profile
from offences.profile_forms import NameForm

WORDS = {layout.SLUG: layout.WORDS for layout in LAYOUTS}


def profiles(request):
    permissions.require_loader(request.user)
    found = Profile.objects.annotate(last_used=Max("extracts__loaded_at"))
    shown = [{"profile": profile, "layout": WORDS.get(profile.how.get("layout"), "")} for profile in found]
    return render(request, "offences/profiles.html", {"profiles": shown})


def profile_rename(request, pk):
    permissions.require_loader(request.user)
    profile = get_object_or_404(Profile, pk=pk)
    called = profile.name
    form = NameForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"The profile “{called}” is now called “{profile}”.")
        return redirect("offences:profiles")
    return render(request, "offences/profile_rename.html", {"form": form, "called": called})


def profile_delete(request, pk):
    permissions.require_loader(request.user)
    profile = get_object_or_404(Profile, pk=pk)
    if request.method == "POST":
        profile.delete()
        messages.success(request, f"The profile “{profile}” was deleted. What was loaded by it stays.")
        return redirect("offences:profiles")
    return render(request, "offences/profile_delete.html", {"profile": profile})
