"""The upload page's engine as a command: for a machine that loads a file each month, and for very large files."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from offences import profiles, uploads
from offences.extracts import diff, load, warnings
from offences.extracts.how import FOUND, How
from offences.extracts.limits import Unreadable
from offences.models import Extract, Profile

SHOWN = 20
REFUSALS = (Unreadable, load.AlreadyLoaded, load.RowsRejected, load.ReasonNeeded, load.MovedOn)


class Command(BaseCommand):
    help = (
        "Load a file of counts, or of crimes to be counted, as a new extract. Exits with 1, and says why, when nothing "
        "was loaded; with --dry-run, when nothing could be."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--profile", help="a profile's name: how the file is read. Found by the headings if not said"
        )
        parser.add_argument("--as-at", type=_past_day, required=True, help="the date of the data: 2020-03-13")
        parser.add_argument("--quality", choices=Extract.Quality.values, help="the profile's if not said")
        parser.add_argument("--source-system", help="the profile's if not said")
        parser.add_argument("--note", help="the profile's if not said")
        parser.add_argument("--reason", choices=Extract.Reason.values, default="", help="why printed figures change")
        parser.add_argument("--leave-out-rejected", action="store_true", help="load the rest when lines are rejected")
        parser.add_argument("--dry-run", action="store_true", help="say what the file would change, and load nothing")

    def handle(self, *args, file, dry_run, leave_out_rejected, **options):
        profile = _profile(options["profile"])
        try:
            with file.open("rb") as opened, transaction.atomic():
                upload = self._received(opened, file, profile)
                self._say(upload, options["as_at"])
                said = _said(upload.profile, options)
                extract = load.apply(upload, said, leave_out_rejected=leave_out_rejected)
                transaction.set_rollback(dry_run)
        except OSError as problem:
            raise CommandError(f"Nothing was loaded. {file}: {problem.strerror}.") from None
        except REFUSALS as problem:
            raise CommandError(f"Nothing was loaded. {_words(problem)}") from None
        self.stdout.write("Nothing was loaded: this was a dry run." if dry_run else f"Loaded as extract {extract.pk}.")

    def _received(self, file, path, profile):
        profile = profile or profiles.of_file(Profile.objects.all(), file)
        with self._progress(path) as progress:
            upload = uploads.receive(
                file,
                path.name,
                None,
                how=How.from_json(profile.how) if profile else FOUND,
                profile=profile,
                on_read=lambda read: progress.update(read - progress.n),
            )
        if problem := upload.found.get("problem"):
            raise Unreadable(problem)
        if profile and profile.header and (change := profiles.change(upload)):
            raise Unreadable(_changed(change))
        return upload

    def _progress(self, path):
        """On a terminal only: a log file stays readable."""
        return tqdm(
            total=path.stat().st_size, desc=path.name, unit="B", unit_scale=True, file=self.stderr._out, disable=None
        )

    def _say(self, upload, as_at):
        found, changes = upload.found, diff.counted(upload)
        by = f", by the profile “{upload.profile}”" if upload.profile else ""
        self.stdout.write(f"Read as {found['words']}{by}.")
        for notice in found["notices"]:
            self.stdout.write(notice)
        for remark in (*found["rejected_lines"][:SHOWN], *found["warning_lines"][:SHOWN]):
            self.stdout.write(f"Line {remark['line']}: {remark['words']}")
        for warning in warnings.about(upload, as_at):
            self.stdout.write(f"Look at this: {warning.words}")
        self.stdout.write(
            f"{changes.new} new, {changes.revised} revised, {changes.unchanged} unchanged, "
            f"{changes.missing} missing from this file but held, {found['rejected']} rejected."
        )


def _past_day(text):
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a day. Write the year, the month and the day: 2020-03-13.") from None
    if day > timezone.localdate():
        raise ArgumentTypeError("Data as at must be today or in the past.")
    return day


def _changed(change):
    """Never a silent guess: somebody looks at the file on the page first."""
    differ = [f"{what}: {', '.join(map('“{}”'.format, some))}." for what, some in _differences(change) if some]
    return (
        f"Its headings are not those of the profile “{change.profile}”. {' '.join(differ)} Upload it on the page "
        "“Upload an extract”, and remember how it is read."
    )


def _differences(change):
    return (("New", change.added), ("No longer there", change.removed))


def _profile(name):
    if not name:
        return None
    try:
        return Profile.objects.get(name=name)
    except Profile.DoesNotExist:
        known = ", ".join(f"“{each}”" for each in Profile.objects.all()) or "none yet"
        raise CommandError(f"There is no profile called “{name}”. Profiles: {known}.") from None


def _said(profile, options):
    """What the options leave out is the profile's."""
    kept = profile or Profile()
    said = {field: options[field] for field in ("quality", "source_system", "note")}
    return load.Said(
        as_at=options["as_at"],
        reason=options["reason"],
        **{field: getattr(kept, field) if given is None else given for field, given in said.items()},
    )


def _words(problem):
    moved_on = "Another extract was loaded at the same moment: run it again."
    return moved_on if isinstance(problem, load.MovedOn) else str(problem)
