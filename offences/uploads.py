"""Files on their way in. They stay only until their preview is confirmed or cancelled, or a day has gone by."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from offences.extracts.previews import Source
from offences.models import Upload

KEPT_FOR = timedelta(days=1)


def keep(source, user, target=Upload.COUNTS):
    """Keeps a file for its preview, in place of the user's earlier one."""
    stale = timezone.now() - KEPT_FOR
    Upload.objects.filter(Q(uploaded_at__lt=stale) | Q(uploaded_by=user, target=target)).delete()
    return Upload.objects.create(
        target=target,
        file_name=source.file_name[-255:],
        sha256=source.sha256,
        content=source.content,
        as_at=source.as_at,
        quality=source.quality,
        source_system=source.source_system,
        note=source.note,
        uploaded_by=user,
    )


def own(user, target=Upload.COUNTS):
    """The uploads that a user may see and confirm: their own."""
    return Upload.objects.filter(uploaded_by=user, target=target)


def source(upload):
    return Source(
        content=bytes(upload.content),
        file_name=upload.file_name,
        as_at=upload.as_at,
        quality=upload.quality,
        source_system=upload.source_system,
        note=upload.note,
    )
