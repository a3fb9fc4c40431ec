from django.urls import path

from strands import views

app_name = "strands"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("strands/<slug:slug>/", views.strand, name="strand"),
    path("my-sections/", views.my_sections, name="my_sections"),
    # A round, and in it the update of each section
    path("rounds/<slug:slug>/", views.round, name="round"),
    path("rounds/<slug:slug>/chase/", views.round_chase, name="round_chase"),
    path("rounds/<slug:round_slug>/<slug:section_slug>/", views.update, name="update"),
    path("rounds/<slug:round_slug>/<slug:section_slug>/narrative/", views.update_narrative, name="update_narrative"),
    path("rounds/<slug:round_slug>/<slug:section_slug>/risks/", views.update_risks, name="update_risks"),
    path("rounds/<slug:round_slug>/<slug:section_slug>/check/", views.update_check, name="update_check"),
    path("rounds/<slug:round_slug>/<slug:section_slug>/review/", views.update_review, name="update_review"),
    path("rounds/<slug:round_slug>/<slug:section_slug>/history/", views.update_history, name="update_history"),
]
