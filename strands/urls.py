from django.urls import path

from strands import views

app_name = "strands"
SECTION = "rounds/<slug:round_slug>/<slug:section_slug>/"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("strands/<slug:slug>/", views.strand, name="strand"),
    path("my-sections/", views.my_sections, name="my_sections"),
    # A round, and in it the update of each section
    path("rounds/<slug:slug>/", views.round, name="round"),
    path("rounds/<slug:slug>/chase/", views.round_chase, name="round_chase"),
    path(SECTION, views.update, name="update"),
    path(f"{SECTION}narrative/", views.update_narrative, name="update_narrative"),
    path(f"{SECTION}figures/", views.update_figures, name="update_figures"),
    path(f"{SECTION}operations/", views.update_operations, name="update_operations"),
    path(
        f"{SECTION}commitments/", views.update_commitments, name="update_commitments"
    ),
    path(f"{SECTION}breakdowns/", views.update_breakdowns, name="update_breakdowns"),
    path(f"{SECTION}risks/", views.update_risks, name="update_risks"),
    path(f"{SECTION}check/", views.update_check, name="update_check"),
    path(f"{SECTION}review/", views.update_review, name="update_review"),
    path(f"{SECTION}history/", views.update_history, name="update_history"),
]
