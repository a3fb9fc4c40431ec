from django.urls import path

from offences import views

app_name = "offences"
urlpatterns = [
    path("measures/<slug:slug>/", views.measure, name="measure"),
    path("measures/<slug:slug>/series.csv", views.series, name="series"),
    path("revisions/", views.revisions, name="revisions"),
    path("extracts/", views.extracts, name="extracts"),
    path("extracts/upload/", views.upload, name="upload"),
    path("extracts/upload/<int:pk>/", views.preview, name="preview"),
    path("extracts/<int:pk>/", views.extract, name="extract"),
    path("extracts/<int:pk>/undo/", views.undo, name="undo"),
]
