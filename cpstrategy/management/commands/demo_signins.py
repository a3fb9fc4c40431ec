from django.core.management.base import BaseCommand

from accounts.models import User
from cpstrategy.demo.load import PASSWORD, rows

LINE = "  {:<15} {:<30} {:<22} {}"


class Command(BaseCommand):
    help = "Print how to sign in to the demo, in each role."

    def handle(self, *args, **options):
        here = set(User.objects.values_list("email", flat=True))
        shown = [row for row in rows("users") if row["shown"] and row["email"] in here]
        if not shown:
            self.stdout.write("The demo is not loaded, so there are no demo sign-ins.")
            return
        self.stdout.write(LINE.format("Role", "E-mail", "Password", "What for"))
        for row in shown:
            role = row["roles"] or "administrator"
            self.stdout.write(LINE.format(role, row["email"], PASSWORD, row["about"]))
