from django.urls import path

from offences import (
    check_views,
    comparison_views,
    extract_views,
    mapping_views,
    profile_views,
    reading_views,
    revision_views,
    upload_views,
    views,
)

app_name = "offences"
urlpatterns = [
    path("measures/<slug:slug>/", views.measure, name="measure"),
    path("measures/<slug:slug>/series.csv", views.series, name="series"),
    path("revisions/", revision_views.page, name="revisions"),
    path("extracts/", extract_views.extracts, name="extracts"),
    path("extracts/upload/", upload_views.upload, name="upload"),
    path("extracts/comparison/", comparison_views.comparison, name="comparison"),
    path("extracts/upload/<int:pk>/", check_views.preview, name="preview"),
    path("extracts/upload/<int:pk>/mapping/", mapping_views.mapping, name="mapping"),
    path("extracts/upload/<int:pk>/annotated/", check_views.annotated_file, name="annotated"),
    path("extracts/upload/<int:pk>/reading/", reading_views.reading, name="reading"),
    path("extracts/upload/<int:pk>/remember/", reading_views.remember, name="remember"),
    path("extracts/profiles/", profile_views.profiles, name="profiles"),
    path("extracts/profiles/<int:pk>/rename/", profile_views.profile_rename, name="profile_rename"),
    path("extracts/profiles/<int:pk>/delete/", profile_views.profile_delete, name="profile_delete"),
    path("extracts/<int:pk>/", extract_views.extract, name="extract"),
    path("extracts/<int:pk>/remember/", extract_views.remember_load, name="remember_load"),
    path("extracts/<int:pk>/undo/", extract_views.undo, name="undo"),
]
