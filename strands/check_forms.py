"""What a lead answers to the findings of the checks: a tick or a reason for each warning; an error is put right."""

from __future__ import annotations

from django import forms

from govuk.errors import Problem

ASKED = "asked"
MOST_CHARACTERS = 500


class AnswerForm(forms.Form):
    """The answer to one warning. Once it is `needed`, one of the two must be there."""

    right = forms.BooleanField(label="I have checked this, and it is right as it stands", required=False)
    reason = forms.CharField(
        label="Or give a reason",
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": f"Shorten the reason to {MOST_CHARACTERS} characters or fewer. It has %(show_value)d"
        },
    )

    def __init__(self, finding, data, *, needed):
        super().__init__(data, prefix=prefix(finding.key))
        self.finding, self.needed = finding, needed

    def clean(self):
        cleaned = super().clean()
        if self.needed and "reason" in cleaned and not (cleaned["right"] or cleaned["reason"]):
            self.add_error("right", f"Tick this, or give a reason: {self.finding.words}")
        return cleaned

    @property
    def given(self):
        """The answer as it is kept with the update; None without one."""
        said = self.cleaned_data if self.is_valid() else {}
        if not (said.get("right") or said.get("reason")):
            return None
        return answer(self.finding, **said)


class Answers:
    """All findings of a section, with what came with the form for each, or what was answered `before`."""

    def __init__(self, findings, data, *, before, needed):
        asked, kept = set(data.getlist(ASKED)), {answer["key"]: answer for answer in before}
        self.blocking = [finding for finding in findings if finding.blocks]
        self.forms = [
            AnswerForm(finding, data if finding.key in asked else _again(kept.get(finding.key)), needed=needed)
            for finding in findings
            if not finding.blocks
        ]
        self.refused = [Problem(finding.words, f"put-right-{n}") for n, finding in enumerate(self.blocking) if needed]

    def is_valid(self):
        return all([form.is_valid() for form in self.forms]) and not self.blocking

    @property
    def given(self):
        return [form.given for form in self.forms if form.given]


def answer(finding, *, right=False, reason=""):
    """As it is kept: the question with what was said to it."""
    question = {"key": finding.key, "code": finding.code, "place": finding.place.words}
    return question | {"words": finding.words, "quote": finding.quote, "right": right, "reason": reason}


def prefix(key):
    return f"check-{key}"


def _again(answer):
    """An answer that was given before, as a form would send it."""
    if answer is None:
        return {}
    name = prefix(answer["key"])
    return {f"{name}-reason": answer["reason"]} | ({f"{name}-right": "on"} if answer["right"] else {})
