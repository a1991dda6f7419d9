"""Every address of Orbita: each app's `urls.py` is mounted at the root; its paths are nouns.

The pages of a package of others lie below /x/ and its name.
"""

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

from orbita.config.strangers import strangers

urlpatterns = [path("accounts/", include("allauth.urls"))]
urlpatterns += [
    path("", include(f"{app.name}.urls"))
    for app in apps.get_app_configs()
    if app.name.startswith("orbita.") and app.label != "config" and find_spec(f"{app.name}.urls")
]
urlpatterns += [
    path(f"x/{package.name}/", include(f"{package.app}.urls"))
    for package in strangers()
    if find_spec(f"{package.app}.urls")
]
