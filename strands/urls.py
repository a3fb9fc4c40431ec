from django.urls import path

from strands import views

app_name = "strands"
SECTION = "rounds/<slug:round_slug>/<slug:section_slug>/"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("strands/<slug:slug>/", views.strand, name="strand"),
    path("my-sections/", views.my_sections, name="my_sections"),
    path("my-sections/leave/", views.delegations, name="delegations"),
    path("my-sections/leave/<int:pk>/withdraw/", views.delegation_withdraw, name="delegation_withdraw"),
    path("rounds/open/", views.round_open, name="round_open"),
    # A round, and in it the update of each section
    path("rounds/<slug:slug>/", views.round, name="round"),
    path("rounds/<slug:slug>/chase/", views.round_chase, name="round_chase"),
    path("rounds/<slug:slug>/close/", views.round_close, name="round_close"),
    path("rounds/<slug:round_slug>/<slug:section_slug>/excuse/", views.round_excuse, name="round_excuse"),
    path("rounds/<slug:round_slug>/<slug:section_slug>/unlock/", views.round_unlock, name="round_unlock"),
    path(SECTION, views.update, name="update"),
    path(f"{SECTION}narrative/", views.update_narrative, name="update_narrative"),
    path(f"{SECTION}figures/", views.update_figures, name="update_figures"),
    path(f"{SECTION}operations/", views.update_operations, name="update_operations"),
    path(f"{SECTION}operations/add/", views.operation_add, name="operation_add"),
    path(f"{SECTION}operations/figure/", views.activity_add, name="activity_add"),
    path(f"{SECTION}operations/figure/<slug:figure_slug>/", views.activity, name="activity"),
    path(f"{SECTION}operations/<slug:operation_slug>/", views.operation, name="operation"),
    path(f"{SECTION}commitments/", views.update_commitments, name="update_commitments"),
    path(f"{SECTION}breakdowns/", views.update_breakdowns, name="update_breakdowns"),
    path(f"{SECTION}commitments/add/", views.commitment_add, name="commitment_add"),
    path(f"{SECTION}breakdowns/add/", views.breakdown_add, name="breakdown_add"),
    path(f"{SECTION}breakdowns/<slug:breakdown_slug>/", views.breakdown, name="breakdown"),
    path(f"{SECTION}risks/", views.update_risks, name="update_risks"),
    path(f"{SECTION}operations/<slug:slug>/evidence/", views.operation_evidence, name="operation_evidence"),
    path(f"{SECTION}commitments/<slug:slug>/evidence/", views.commitment_evidence, name="commitment_evidence"),
    path(f"{SECTION}evidence/<int:pk>/remove/", views.evidence_remove, name="evidence_remove"),
    path("evidence/<int:pk>/", views.evidence_file, name="evidence_file"),
    path(f"{SECTION}check/", views.update_check, name="update_check"),
    path(f"{SECTION}review/", views.update_review, name="update_review"),
    path(f"{SECTION}marking/", views.update_marking, name="update_marking"),
    path(f"{SECTION}history/", views.update_history, name="update_history"),
    path(f"{SECTION}history/<int:pk>/", views.update_event, name="update_event"),
]
