from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cpstrategy.demo.load import load


class Command(BaseCommand):
    help = "Load the demo into an empty database. Does nothing where an organisation is entered already."

    def add_arguments(self, parser):
        parser.add_argument(
            "--allow-production",
            action="store_true",
            help="load it although DEBUG is off: its users have a password that everyone knows",
        )

    def handle(self, *args, **options):
        if not settings.DEBUG and not options["allow_production"]:
            raise CommandError("The demo's password is public. To load it with DEBUG off, add --allow-production.")
        self.stdout.write("Demo:")
        if load(say=self.stdout.write):
            self.stdout.write("The demo is loaded.")
        else:
            self.stdout.write("  there is an organisation already: nothing was loaded.")
