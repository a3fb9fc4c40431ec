"""The upload page's engine as a command: for files too large for the page, and for a machine that loads each month."""

import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from offences.extracts import load, previews
from offences.extracts.crime_rules import CrimeRules
from offences.extracts.how import How
from offences.extracts.layouts import LAYOUTS
from offences.extracts.limits import Unreadable
from offences.models import Extract
from offences.months import MonthError, parse_month

SHOWN = 20


class Command(BaseCommand):
    help = "Load a file of counts, or of crimes to be counted, as a new extract. Exits 1 when nothing was loaded."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--as-at", type=date.fromisoformat, required=True, help="the date of the data: 2020-03-13")
        parser.add_argument("--quality", choices=Extract.Quality.values, default=Extract.Quality.PROVISIONAL)
        parser.add_argument("--source-system", default="")
        parser.add_argument("--note", default="")
        parser.add_argument(
            "--layout", choices=[layout.SLUG for layout in LAYOUTS], default="", help="found if not said"
        )
        parser.add_argument("--month", type=_month, help="of a file that is about one month: 2020-03")
        parser.add_argument("--rules", type=_rules, help="a JSON file of rules for counting crimes")
        parser.add_argument("--leave-out-rejected", action="store_true", help="load the rest when lines are rejected")
        parser.add_argument("--dry-run", action="store_true", help="say what the file would change, and load nothing")

    def handle(self, *args, file, dry_run, leave_out_rejected, **options):
        try:
            source = _source(file, options)
            found = previews.preview(source)
            self._say(found)
            if found.reading.rejected and not leave_out_rejected:
                raise load.RowsRejected(found.reading.rejected)
            if dry_run:
                self.stdout.write("Nothing was loaded: this was a dry run.")
            else:
                self.stdout.write(f"Loaded as extract {load.apply(source, found).pk}.")
        except (OSError, Unreadable, load.AlreadyLoaded, load.RowsRejected) as problem:
            raise CommandError(f"Nothing was loaded. {problem}") from None
        except load.MovedOn:
            raise CommandError(
                "Nothing was loaded. Another extract was loaded at the same moment: run it again."
            ) from None

    def _say(self, found):
        reading, compared = found.reading, found.diff
        self.stdout.write(f"Read as {reading.words}.")
        for notice in reading.notices:
            self.stdout.write(notice)
        for remark in (*reading.rejected[:SHOWN], *reading.warnings[:SHOWN]):
            self.stdout.write(f"Line {remark.line}: {remark.words}")
        self.stdout.write(
            f"{len(compared.new)} new, {len(compared.changed)} changed, {len(compared.unchanged)} unchanged, "
            f"{len(reading.rejected)} rejected."
        )


def _source(file, options):
    said = {key: options[key] for key in ("as_at", "quality", "source_system", "note")}
    how = How(layout=options["layout"], month=options["month"], rules=options["rules"])
    return previews.Source(content=file.read_bytes(), file_name=file.name, how=how, **said)


def _month(text):
    try:
        return parse_month(text)
    except MonthError as problem:
        raise CommandError(str(problem)) from None


def _rules(path):
    try:
        return CrimeRules.from_json(json.loads(Path(path).read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise CommandError(f"{path} does not hold rules for counting crimes: {problem}") from None
