"""What the secretariat fills in to open a round, to excuse a section, and to unlock one."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from govuk.fields import DateField, MonthField
from offences.months import day_words, month_of
from offences.printed_field import PrintedField
from strands.models import ReportingRound
from strands.models.strategy import not_a_page

LONGEST_UNLOCK = 31
REASON = "excused-"  # a box of the reason for excusing a section starts with this
# Each day with what must not come after it, and what is said at its box when one does.
IN_ORDER = (
    ("updates_due", ("opened_on",), "Updates must be due on or after the day the round opens"),
    ("operations_due", ("opened_on",), "Operations must be due on or after the day the round opens"),
    ("updates_due", ("operations_due",), "Updates must be due on or after the day operations are"),
    ("paper_due", ("updates_due",), "The paper must be due on or after the day updates are"),
    ("meeting_on", ("paper_due", "updates_due"), "The meeting must be on or after the day everything is due"),
)


def _day(label, required=""):
    messages = {"required": required} if required else {}
    return DateField(
        label=label if required else f"{label} (optional)", required=bool(required), error_messages=messages
    )


class OpenForm(forms.ModelForm):
    name = PrintedField(
        label="Name of the round",
        max_length=60,
        help_text="For example June 2020: the month of the meeting",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": "Enter the name of the round"},
    )
    period_end = MonthField(
        label="Last month of the figures",
        help_text="The twelve months that the round reports on end with this one",
        error_messages={"required": "Enter the last month of the figures"},
    )
    opened_on = _day("The round opens on", "Enter the day the round opens")
    operations_due = _day("Operations are due on")
    updates_due = _day("Updates are due on", "Enter the day updates are due")
    paper_due = _day("The paper is finished by")
    meeting_on = _day("The meeting is on", "Enter the day of the meeting")
    marking = forms.ChoiceField(
        label="Marking of the paper",
        choices=ReportingRound.Marking,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the marking of the paper"},
    )

    class Meta:
        model = ReportingRound
        fields = (
            "name",
            "period_end",
            "opened_on",
            "operations_due",
            "updates_due",
            "paper_due",
            "meeting_on",
            "marking",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["operations_due"].help_text = "Empty: with the rest of the section"

    def clean_name(self):
        name = self.cleaned_data["name"]
        slug = slugify(name)
        if not slug:
            raise ValidationError("The name must have letters or figures in it: it becomes the address of the round")
        try:
            not_a_page(slug)
        except ValidationError:
            raise ValidationError(f"“{name}” is the address of another page. Choose another name") from None
        if ReportingRound.objects.filter(slug=slug).exists():
            raise ValidationError("There is a round of this name. Choose another name")
        self.instance.slug = slug
        return name

    def clean_period_end(self):
        end = self.cleaned_data["period_end"]
        if same := ReportingRound.objects.filter(period_end=end).first():
            raise ValidationError(f"The round {same} has figures to this month already. Enter another month")
        return end

    def clean(self):
        cleaned = super().clean()
        for name, others, words in IN_ORDER:
            day = cleaned.get(name)
            befores = [cleaned[other] for other in others if cleaned.get(other)]
            if day and any(before > day for before in befores):
                self.add_error(name, f"{words}, {day_words(max(befores))}")
        if (end := cleaned.get("period_end")) and (meeting := cleaned.get("meeting_on")) and end > month_of(meeting):
            self.add_error("period_end", "The figures must end before the meeting")
        return cleaned


class ExcusesForm(forms.Form):
    """A box for each section: a reason where it is excused from the start."""

    def __init__(self, data, *, sections):
        super().__init__(data)
        self.sections = sections
        for section in sections:
            self.fields[_box(section)] = PrintedField(
                label=f"{section} is excused because (optional)",
                max_length=200,
                required=False,
                error_messages={"max_length": f"{section}: give the reason in 200 characters or fewer"},
            )

    def box(self, section):
        return self[_box(section)]

    @property
    def reasons(self):
        """The reasons given, by the section's key."""
        given = {section.pk: self.cleaned_data.get(_box(section), "") for section in self.sections}
        return {key: reason for key, reason in given.items() if reason}


def _box(section):
    return f"{REASON}{section.pk}"


def _why(label, required):
    return PrintedField(
        label=label,
        max_length=200,
        error_messages={"required": required, "max_length": "Give the reason in 200 characters or fewer"},
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 200}),
        help_text="Everyone who sees the round reads it, and it is kept in the section’s history.",
    )


class ReasonForm(forms.Form):
    """Why a section is excused, or is owed again."""

    reason = _why("Reason", "Say why")


class UnlockForm(forms.Form):
    reason = _why("Why it is unlocked", "Say why the section is unlocked")
    until = DateField(
        label="Until",
        help_text="The last day on which its lead can write. It is locked again by itself after that day.",
        error_messages={"required": "Enter the last day on which its lead can write"},
    )

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        last = today + timedelta(days=LONGEST_UNLOCK)
        if not today <= until <= last:
            raise ValidationError(f"Enter a day from today to {day_words(last)}")
        return until
