"""Files on their way in. They stay only until they are confirmed or cancelled, or a day has gone by.

A file with one line for each crime is counted as it arrives: what is kept of it is how many lines say the same.
"""

import gzip
import hashlib
import io
import json
import shutil
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from offences.extracts import reading, staging
from offences.extracts.how import FOUND, How
from offences.extracts.known import known
from offences.extracts.refusals import AlreadyLoaded, Gone
from offences.models import Extract, Upload

KEPT_FOR = timedelta(days=1)
_AT_ONCE = 1024 * 1024


class NotKept(Exception):
    """The file itself was not kept, because its lines may be crimes: to read it another way it is chosen again."""


def receive(file, file_name, user, *, how=FOUND, profile=None, on_read=None):
    """Reads a file of counts and keeps what it says, as the user's upload. `file` is a seekable binary file. Raises
    AlreadyLoaded, and Unreadable when it is no table; a table in no layout is kept with `found["problem"]`."""
    sha256 = digest(file)
    read = reading.read(file, known(how), how, on_read)
    return store(file, file_name, user, sha256, read, how=how, profile=profile)


def digest(file):
    """The file's SHA-256. Raises AlreadyLoaded when a load that stands has the same."""
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if earlier := Extract.objects.with_same_file(sha256):
        raise AlreadyLoaded(earlier)
    return sha256


@transaction.atomic
def store(file, file_name, user, sha256, read, *, how=FOUND, profile=None):
    """Keeps what was read, in place of the user's earlier upload."""
    _throw_away(user, Upload.COUNTS)
    upload = Upload(file_name=_short(file_name), sha256=sha256, uploaded_by=user, profile=profile)
    return _keep(upload, file, read, how)


def again(upload, how, file=None, on_read=None):
    """Reads an upload another way: from the file chosen again, from the one that was kept, or from the crimes counted
    then. Raises Unreadable; NotKept when it takes the file and there is none."""
    names = known(how)
    if file is not None:
        return store_again(upload, file, digest(file), reading.read(file, names, how, on_read), how)
    if upload.content:
        file = unpacked(upload)
        read = reading.read(file, names, how, on_read)
    elif upload.tallies and _same_file_reading(upload, how):
        read = reading.recount(json.loads(gzip.decompress(upload.tallies)), names, how, upload.found)
    else:
        raise NotKept
    with transaction.atomic():
        return _keep(upload, file, read, how)


def store_again(upload, file, sha256, read, how):
    """Keeps what was read of the file chosen again, in place of what the upload held."""
    upload.sha256 = sha256
    with transaction.atomic():
        return _keep(upload, file, read, how)


def _same_file_reading(upload, how):
    """Whether only what the counted lines mean is read another way, not the lines."""
    before = How.from_json(upload.how)
    meaning = {"measures": {}, "areas": {}, "rules": None, "absent": FOUND.absent}
    return replace(before, **meaning) == replace(how, **meaning)


def is_as_seen(upload):
    """Whether it still is as it was when it was taken from the database. Keeps it from changing until the transaction
    ends. Raises Gone."""
    now = Upload.objects.select_for_update().only("how", "sha256", "found").filter(pk=upload.pk).first()
    if now is None:
        raise Gone
    return (now.how, now.sha256, now.found) == (upload.how, upload.sha256, upload.found)


def _keep(upload, file, read, how):
    if upload.pk and not Upload.objects.select_for_update().filter(pk=upload.pk).exists():
        raise Gone
    upload.how, upload.found = _storable(how.as_json()), _storable(read.facts)
    if file is not None:
        upload.content = _packed(file) if read.facts["kept"] else b""
        upload.tallies = gzip.compress(json.dumps(read.tallies).encode()) if read.tallies else b""
    upload.save()
    staging.stage(upload, read.reading.rows if read.reading else ())
    return upload


def _packed(file):
    file.seek(0)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6, mtime=0) as target:
        shutil.copyfileobj(file, target, _AT_ONCE)
    return packed.getvalue()


def unpacked(upload):
    """The file as it came, to be read from."""
    return io.BytesIO(gzip.decompress(upload.content))


def keep(content, file_name, user, target):
    """Keeps a file for the admin's import of a register, in place of the user's earlier one."""
    _throw_away(user, target)
    return Upload.objects.create(
        target=target, file_name=_short(file_name), content=gzip.compress(content), uploaded_by=user
    )


def own(user, target=Upload.COUNTS):
    """The uploads that a user may see and confirm: their own, for a day."""
    return Upload.objects.filter(uploaded_by=user, target=target).exclude(_stale())


def _throw_away(user, target):
    """The user's earlier one, and everybody's after a day."""
    theirs = Q(uploaded_by=user, target=target) if user else Q(pk__in=[])
    Upload.objects.filter(_stale() | theirs).delete()


def _stale():
    return Q(uploaded_at__lt=timezone.now() - KEPT_FOR)


def _short(file_name):
    """The end of a name, with a mark for what cannot be printed, or would turn the words around it."""
    shown = (char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in file_name)
    return "".join(shown)[-255:]


def _storable(found):
    """What was read, as a database takes it: PostgreSQL has no NUL."""
    if isinstance(found, dict):
        return {name: _storable(value) for name, value in found.items()}
    if isinstance(found, (list, tuple)):
        return [_storable(value) for value in found]
    return found.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(found, str) else found
