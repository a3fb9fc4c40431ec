"""What a running round leaves behind: the e-mails that chased it, the sections unlocked after it was closed, and who
has a part of an update open."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from strands.models.reporting import Update
from strands.models.rounds import ReportingRound


class Reminder(models.Model):
    """One e-mail to one person about one stage of a round. It is written before the e-mail is sent, so that two runs
    at once send one, and marked when it went; `failure` says why it did not."""

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="reminders")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    stage = models.CharField(max_length=20)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ("view",)
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["round", "to", "stage"], name="one_reminder_a_stage")]

    def __str__(self):
        return f"{self.stage}: {self.to}"


class Unlock(models.Model):
    """A section that may be written in although its round is closed, up to a day. Append-only: it ends by itself."""

    update = models.ForeignKey(Update, models.PROTECT, related_name="unlocks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField()
    until = models.DateField("until, including that day")

    class Meta:
        default_permissions = ("add", "view")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(reason__gt=""), name="unlock_says_why")]

    def __str__(self):
        return f"{self.update}, until {self.until}"


class Editing(models.Model):
    """Somebody who has a part of an update open: since when, and when their page was last heard of."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="editing")
    task = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["update", "task", "by"], name="one_editing_a_person")]

    def __str__(self):
        return f"{self.by}: {self.task} of {self.update}"
