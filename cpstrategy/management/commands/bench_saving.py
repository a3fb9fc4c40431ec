from django.core.management.base import BaseCommand, CommandError

from cpstrategy.bench import saving


class Command(BaseCommand):
    help = (
        "Let several leads save at once, and count: every save that the service accepted must be there afterwards. "
        "Exits with 1 when one is lost, or the service failed. Works on a database of its own."
    )

    def add_arguments(self, parser):
        parser.add_argument("--leads", type=int, default=8)
        parser.add_argument("--seconds", type=float, default=60)

    def handle(self, *args, leads, seconds, **options):
        count = saving.run(leads, seconds)
        self.stdout.write(str(count))
        for fault in count.faults[:5]:
            self.stdout.write(f"  {fault}")
        if not count.right:
            raise CommandError("What was accepted is not what is there.")
