from django.urls import path

from orbita.platform.audit.views import comparing, journal, undoing

app_name = "audit"
one = "records/<slug:kind>/<uuid:record_id>/"
urlpatterns = [
    path("acts/last/undo/", undoing.undo_last, name="undo_last"),
    path("acts/<uuid:act_id>/undo/", undoing.undo, name="undo"),
    path("journal/", journal.acts, name="journal"),
    path("journal/looks/", journal.look_log, name="looks"),
    path("journal/<uuid:act_id>/", journal.act, name="act"),
    path(f"{one}looks/", journal.record_looks, name="record_looks"),
    path(f"{one}then/", comparing.then, name="then"),
    path(f"{one}then/restoration/", comparing.restoration, name="restoration"),
]
