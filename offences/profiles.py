"""How files of one kind are read, remembered under a name and found again by their headings."""

import re
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from offences import said
from offences.extracts import readers
from offences.extracts.how import How
from offences.extracts.layouts import headings as lines
from offences.models import Profile

MONTH = "(month)"
_MONTH_WITHIN = re.compile(
    r"\b((jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*[ /'-]*(\d{4}|\d{2})|q[1-4] ?\d{4}( ?\d{2})?"
    r"|\d{4}( ?\d{2})? ?q[1-4])\b"
)


class Taken(Exception):
    """Somebody else has given that name to a profile since it was looked for."""

    def __init__(self):
        super().__init__("There is a profile of that name by now. Choose another name, or send again to replace it.")


@dataclass(frozen=True)
class Change:
    """A profile, and how the headings of a file differ from its own."""

    profile: Profile
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def same(self):
        return not (self.added or self.removed)


def fingerprint(headings):
    """The headings as they are compared: small letters, no punctuation, “(month)” for a month, and once where several
    stand side by side, so that next month's file has the same."""
    found = []
    for heading in headings:
        called = MONTH if lines.month_in(heading) else _MONTH_WITHIN.sub(MONTH, lines.tidy(heading))
        if MONTH not in called or called not in found[-1:]:
            found.append(called)
    return found


def matching(headings):
    """The profile of files with these headings, or None."""
    wanted = fingerprint(headings)
    return next((profile for profile in Profile.objects.all() if profile.header == wanted), None) if wanted else None


def nearest(headings):
    """The Change from the profile with most headings in common, at least half of them; None when there is none."""
    changes = [between(profile, headings) for profile in Profile.objects.all()]
    shared = {change: len(set(change.profile.header) - set(change.removed)) for change in changes}
    best = max(changes, key=shared.get, default=None)
    if best and shared[best] * 2 >= max(len(set(best.profile.header)), len(set(fingerprint(headings))), 1):
        return best
    return None


def between(profile, headings):
    wanted = fingerprint(headings)
    added = dict.fromkeys(heading for heading in wanted if heading not in profile.header)
    removed = dict.fromkeys(heading for heading in profile.header if heading not in wanted)
    return Change(profile, tuple(added), tuple(removed))


def change(upload):
    """What is to be said about profiles on an upload's reading page: how its headings differ from those of the profile
    it was read by, or which profile it may be read by instead. None when there is nothing to say."""
    headings = upload.found.get("headings", ())
    if upload.profile:
        found = between(upload.profile, headings)
        return None if found.same or not headings else found
    return nearest(headings) if headings else None


def fits(upload):
    """Whether the upload was read by a profile for files with just its headings."""
    return bool(upload.profile) and upload.profile.header == fingerprint(upload.found.get("headings", ()))


def keeps(upload):
    """Whether the upload's profile already says how it was read."""
    if not fits(upload):
        return False
    return How.from_json(upload.profile.how) == _next_month(How.from_json(upload.how), upload.found["layout"])


def of_file(profiles, file):
    """The first of the profiles whose headings stand near the top of a file, or None. No database. Raises
    Unreadable."""
    by_header = {tuple(profile.header): profile for profile in profiles if profile.header}
    for sheet in readers.read(file) if by_header else ():
        for header in lines.headers(sheet):
            if profile := by_header.get(tuple(fingerprint(header.headings))):
                return profile
    return None


def named(name):
    return Profile.objects.filter(name__iexact=name.strip()).first()


@transaction.atomic
def remember(upload, name, over=None, **told):
    """The profile that reads files as the upload was read. It takes the place of `over`, or of the one that the upload
    was read by; raises Taken when another has that name. `told`: quality, source_system and note, where they are known
    by now."""
    over = over or upload.profile
    upload.profile = _remembered(name, over, upload.how, upload.found, said.before(upload) | told)
    upload.save(update_fields=["profile"])
    return upload.profile


@transaction.atomic
def remember_load(extract, name, over=None):
    """The same from what a load's receipt says."""
    facts = {"headings": extract.receipt["headings"], "layout": extract.layout}
    extract.profile = _remembered(name, over, extract.receipt["how"], facts, said.plain(extract))
    extract.save(update_fields=["profile"])
    return extract.profile


def _remembered(name, over, how, found, told):
    profile = named(name) or Profile(name=name.strip())
    if profile.pk and profile != over:
        raise Taken
    profile.header = fingerprint(found.get("headings", ()))
    profile.how = _next_month(How.from_json(how), found["layout"]).as_json()
    for field, value in told.items():
        setattr(profile, field, value)
    try:
        with transaction.atomic():
            profile.save()
    except IntegrityError:
        raise Taken from None
    return profile


def _next_month(how, layout):
    """How to read the file of another month: the same layout, whatever its months are."""
    roles = {
        role: tuple(heading for heading in named if not lines.month_in(heading)) for role, named in how.roles.items()
    }
    kept = {role: named for role, named in roles.items() if named or not how.roles[role]}
    return replace(how, layout=layout, month=None, roles=kept)
