"""Every address of Orbita: each app's `urls.py` is mounted at the root; its paths are nouns."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

urlpatterns = [path("accounts/", include("allauth.urls"))]
urlpatterns += [
    path("", include(f"{app.name}.urls"))
    for app in apps.get_app_configs()
    if app.name.startswith("orbita.") and app.label != "config" and find_spec(f"{app.name}.urls")
]
