from django.urls import path

from orbita.platform.records import bin_views, views

app_name = "records"
one = "records/<slug:kind>/<uuid:record_id>/"
urlpatterns = [
    path(f"{one}panels/<slug:key>/", views.panel, name="panel"),
    path(f"{one}peek/", views.peek, name="peek"),
    path(f"{one}history/", views.history_of, name="history"),
    path(f"{one}history/<int:entry>/<str:field>/", views.old_value, name="old_value"),
    path(f"{one}deletion/", views.deletion, name="deletion"),
    path("bin/", bin_views.bins, name="bin"),
    path("bin/<slug:kind>/", bin_views.binned, name="binned"),
    path("bin/<slug:kind>/restoration/", bin_views.restoration, name="restoration"),
]
