from strands.views.chasing import round_chase
from strands.views.editing import update_edit
from strands.views.public import dashboard, strand
from strands.views.reviewing import update_history, update_review
from strands.views.rounds import my_sections, round

__all__ = [
    "dashboard",
    "my_sections",
    "round",
    "round_chase",
    "strand",
    "update_edit",
    "update_history",
    "update_review",
]
