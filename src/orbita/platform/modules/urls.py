"""Addresses of modules."""

from django.urls import path

from orbita.platform.modules import views

app_name = "modules"
urlpatterns = [
    path("settings/modules/", views.modules, name="modules"),
    path("settings/modules/<slug:key>/absence/", views.off, name="off"),
    path("settings/modules/<slug:key>/presence/", views.on, name="on"),
]
