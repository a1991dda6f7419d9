"""Addresses of keys."""

from django.urls import path

from orbita.api.keys import views

app_name = "keys"
urlpatterns = [
    path("profile/keys/", views.show, name="list"),
    path("profile/keys/new/", views.new, name="new"),
    path("profile/keys/<uuid:key_id>/revocation/", views.revocation, name="revocation"),
]
