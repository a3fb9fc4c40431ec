from strands.views.chasing import round_chase
from strands.views.delegating import delegation_withdraw, delegations
from strands.views.evidence import commitment_evidence, evidence_file, evidence_remove, operation_evidence
from strands.views.history import update_event, update_history
from strands.views.marking import update_marking
from strands.views.opening import round_open
from strands.views.operations import activity, activity_add, operation, operation_add
from strands.views.public import dashboard, strand
from strands.views.reviewing import update_review
from strands.views.rounds import my_sections, round
from strands.views.running import round_close, round_excuse, round_unlock
from strands.views.tasks import (
    breakdown,
    breakdown_add,
    commitment_add,
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
    "activity",
    "activity_add",
    "breakdown",
    "breakdown_add",
    "commitment_add",
    "commitment_evidence",
    "dashboard",
    "delegation_withdraw",
    "delegations",
    "evidence_file",
    "evidence_remove",
    "my_sections",
    "operation",
    "operation_add",
    "operation_evidence",
    "round",
    "round_chase",
    "round_close",
    "round_excuse",
    "round_open",
    "round_unlock",
    "strand",
    "update",
    "update_breakdowns",
    "update_check",
    "update_commitments",
    "update_event",
    "update_figures",
    "update_history",
    "update_marking",
    "update_narrative",
    "update_operations",
    "update_review",
    "update_risks",
]
