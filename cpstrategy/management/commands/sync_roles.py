from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand

from accounts import roles

# What a role may do in the admin, for those of its people who are staff: whole apps, or nothing. Deleting is left to
# administrators.
ACTIONS = ["add", "change", "view", "import", "export"]
APPS = {
    roles.READER: [],
    roles.LEAD: [],
    roles.ANALYST: ["offences"],
    roles.SECRETARIAT: ["strands", "papers"],
    roles.CHIEF_OFFICER: [],
}


class Command(BaseCommand):
    help = "Give each role its permissions in the admin. Run after migrate; running it again changes nothing."

    def handle(self, *args, **options):
        for name, apps in APPS.items():
            permissions = [
                permission
                for permission in Permission.objects.filter(content_type__app_label__in=apps)
                if permission.codename.split("_")[0] in ACTIONS
            ]
            Group.objects.get_or_create(name=name)[0].permissions.set(permissions)
