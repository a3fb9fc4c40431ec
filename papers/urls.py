from django.urls import path, register_converter
from django.urls.converters import StringConverter

from papers import views
from papers.models import VERSION, IssuedPaper


class Version(StringConverter):
    regex = VERSION


register_converter(Version, "version")

# The document of the board stands under an address of its own.
BOARD = {"audience": IssuedPaper.Audience.BOARD}

app_name = "papers"
urlpatterns = [
    path("papers/", views.list, name="list"),
    path("papers/register/", views.register, name="register"),
    path("papers/register.csv", views.register_csv, name="register_csv"),
    path("papers/templates/", views.templates, name="templates"),
    path("papers/templates/<int:pk>/sample.docx", views.template_sample, name="template_sample"),
    path("papers/templates/<int:pk>/approve/", views.template_approve, name="template_approve"),
    path("papers/templates/<int:pk>/stop/", views.template_stop, name="template_stop"),
    path("papers/templates/<int:pk>/remove/", views.template_remove, name="template_remove"),
    path("papers/add/", views.paper_add, name="paper_add"),
    path("papers/<slug:slug>/edit/", views.paper_edit, name="paper_edit"),
    path("papers/<slug:slug>/edit/<slug:slot>/", views.text_edit, name="text_edit"),
    path("papers/<slug:slug>/parts/", views.placing, name="placing"),
    path("papers/<slug:slug>/preview/", views.preview, name="preview"),
    path("papers/<slug:slug>/draft.<slug:format>", views.draft_file, name="draft_file"),
    path("papers/<slug:slug>/approve/", views.approve, name="approve"),
    path("papers/<slug:slug>/issue/", views.issue, name="issue"),
    path("papers/<slug:slug>/publication/", views.publication, name="publication"),
    path("papers/<slug:slug>/<version:version>/difference/", views.difference, name="difference"),
    path("papers/<slug:slug>/<version:version>/board/", views.issued, BOARD, name="issued_board"),
    path(
        "papers/<slug:slug>/<version:version>/board/figures/",
        views.issued_figures,
        BOARD,
        name="issued_figures_board",
    ),
    path(
        "papers/<slug:slug>/<version:version>/board/figures/<str:key>/",
        views.issued_figure,
        BOARD,
        name="issued_figure_board",
    ),
    path("papers/<slug:slug>/<version:version>/board/difference/", views.difference, BOARD, name="difference_board"),
    path(
        "papers/<slug:slug>/<version:version>/board/<slug:format>/", views.issued_file, BOARD, name="issued_file_board"
    ),
    path(
        "papers/<slug:slug>/<version:version>/board/tables/<slug:name>.<slug:format>",
        views.issued_table,
        BOARD,
        name="issued_table_board",
    ),
    path("papers/<slug:slug>/<version:version>/", views.issued, name="issued"),
    path("papers/<slug:slug>/<version:version>/figures/", views.issued_figures, name="issued_figures"),
    path("papers/<slug:slug>/<version:version>/figures/<str:key>/", views.issued_figure, name="issued_figure"),
    path("papers/<slug:slug>/<version:version>/<slug:format>/", views.issued_file, name="issued_file"),
    path(
        "papers/<slug:slug>/<version:version>/tables/<slug:name>.<slug:format>",
        views.issued_table,
        name="issued_table",
    ),
]
