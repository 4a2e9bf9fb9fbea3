"""The seed's own addresses, and Django's admin, which every new project has."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("project.urls")),
]
