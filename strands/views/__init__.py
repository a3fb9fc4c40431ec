from strands.views.chasing import round_chase
from strands.views.public import dashboard, strand
from strands.views.reviewing import update_history, update_review
from strands.views.rounds import my_sections, round
from strands.views.tasks import (
    update,
    update_breakdowns,
    update_check,
    update_commitments,
    update_figures,
    update_narrative,
    update_operations,
    update_risks,
)

__all__ = [
    "dashboard",
    "my_sections",
    "round",
    "round_chase",
    "strand",
    "update",
    "update_breakdowns",
    "update_check",
    "update_commitments",
    "update_figures",
    "update_history",
    "update_narrative",
    "update_operations",
    "update_review",
    "update_risks",
]
