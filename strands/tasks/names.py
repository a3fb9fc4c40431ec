"""The parts of a lead's update, in the order in which they are done."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Task:
    """`name` ends the name of its page: strands:update_<name>."""

    name: str
    title: str
    hint: str

    def url(self, update) -> str:
        return reverse(f"strands:update_{self.name}", args=[update.round.slug, update.section.slug])


FIGURES = Task("figures", "Figures", "What was counted, and what you say of it")
NARRATIVE = Task("narrative", "What we did", "The text of this round")
OPERATIONS = Task("operations", "Operations", "How they stand, and their figures for this period")
COMMITMENTS = Task("commitments", "Commitments", "What was promised: done, slipped or no longer")
BREAKDOWNS = Task("breakdowns", "Breakdowns", "Totals and their parts, such as referrals by kind")
RISKS = Task("risks", "Risks and needs", "For the Implications of the paper")

TASKS = (FIGURES, NARRATIVE, OPERATIONS, COMMITMENTS, BREAKDOWNS, RISKS)
BY_NAME = {task.name: task for task in TASKS}
