"""One address for all calls; what lies below it is made of the apps' declarations."""

from django.urls import path

from orbita.api.v1 import pages, views

app_name = "api_v1"
urlpatterns = [
    path("api/", pages.docs, name="docs"),
    path("api/operations/<slug:name>/", pages.operation, name="operation"),
    path("api/v1/openapi.json", pages.openapi, name="openapi"),
    path("api/v1/", views.call, name="index"),
    path("api/v1/<path:path>", views.call, name="call"),
]
