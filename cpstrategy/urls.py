from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from accounts import views as accounts_views
from cpstrategy import views

admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = "Administration"
admin.site.index_title = "Everything kept by this service"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("brand.css", views.brand_css, name="brand_css"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("account/", accounts_views.account, name="account"),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("strands.urls")),
    path("", include("offences.urls")),
    path("", include("papers.urls")),
]
