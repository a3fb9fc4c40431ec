from django.urls import path

from offences import check_views, extract_views, mapping_views, upload_views, views

app_name = "offences"
urlpatterns = [
    path("measures/<slug:slug>/", views.measure, name="measure"),
    path("measures/<slug:slug>/series.csv", views.series, name="series"),
    path("revisions/", views.revisions, name="revisions"),
    path("extracts/", extract_views.extracts, name="extracts"),
    path("extracts/upload/", upload_views.upload, name="upload"),
    path("extracts/upload/<int:pk>/", check_views.preview, name="preview"),
    path("extracts/upload/<int:pk>/mapping/", mapping_views.mapping, name="mapping"),
    path("extracts/<int:pk>/", extract_views.extract, name="extract"),
    path("extracts/<int:pk>/undo/", extract_views.undo, name="undo"),
]
