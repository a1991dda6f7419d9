"""Addresses of files of settings."""

from django.urls import path

from orbita.platform.blueprints import views

app_name = "blueprints"
urlpatterns = [
    path("settings/file/", views.page, name="page"),
    path("settings/file/export.json", views.export_file, name="export"),
    path("settings/file/<uuid:upload>/", views.review, name="review"),
]
