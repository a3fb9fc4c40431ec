"""What several models of counts have in common."""

from django.db import models
from django.db.models import Q

# Importing and exporting are rights of their own, not part of being staff.
PERMISSIONS = ("add", "change", "delete", "view", "import", "export")


def first_of_month(field, name):
    return models.CheckConstraint(
        condition=Q(**{f"{field}__day": 1}),
        name=name,
        violation_error_message="Give a month as its first day, for example 2020-09-01.",
    )
