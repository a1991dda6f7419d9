from django.urls import path

from orbita.parties.segments import views

app_name = "segments"
urlpatterns = [
    path("segments/new/", views.new, name="new"),
    path("segments/preview/", views.preview, name="preview"),
    path("segments/recomputing/", views.recomputing_all, name="recomputing_all"),
    path("segments/<uuid:segment_id>/", views.record, name="record"),
    path("segments/<uuid:segment_id>/profile/", views.profile, name="profile"),
    path("segments/<uuid:segment_id>/recomputing/", views.recomputing, name="recomputing"),
    path("segments/<uuid:segment_id>/history/", views.history, name="history"),
    path("segments/<uuid:segment_id>/access/", views.access, name="access"),
    path("segments/<uuid:segment_id>/members/removal/", views.removal, name="removal"),
]
