from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from strands import reminders, sending


class Command(BaseCommand):
    help = (
        "E-mail the leads who owe a section: 14, 7 and 1 days before it is due, the day after, then every week. Run it "
        "once a day. Running it again sends nothing twice, and tries again what could not be sent. Exits with 1 when "
        "an e-mail could not be sent."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print the e-mails; send nothing, keep nothing")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as if it were this day: 2020-03-02")

    def handle(self, *args, dry_run, on, **options):
        post = reminders.automatic(on or timezone.localdate())
        for words in post.unreachable:
            self.stderr.write(f"Nobody can be reminded of {words}.")
        if dry_run:
            self._print(post.letters)
        else:
            self._send(post.letters)

    def _send(self, letters):
        outcomes = [sending.send(letter) for letter in letters]
        for outcome in outcomes:
            if outcome.sent:
                self.stdout.write(f"Sent to {outcome.letter.to.email}: {outcome.letter.subject}")
            elif outcome.failure:
                self.stderr.write(f"Not sent to {outcome.letter.to.email}: {outcome.failure}")
        self.stdout.write(f"{sum(outcome.sent for outcome in outcomes)} sent.")
        if failed := sum(bool(outcome.failure) for outcome in outcomes):
            raise CommandError(f"{failed} could not be sent. They are tried again on the next run.")

    def _print(self, letters):
        for letter in letters:
            copies = f"Cc: {', '.join(letter.cc)}\n" if letter.cc else ""
            self.stdout.write(f"To: {letter.to.email}\n{copies}Subject: {letter.subject}\n\n{letter.body}\n{'-' * 72}")
        self.stdout.write(f"{len(letters)} would be sent.")
