from django.urls import path

from orbita.platform.sharing import views

app_name = "sharing"
one = "records/<slug:kind>/<uuid:record_id>/"
urlpatterns = [
    path(f"{one}sharing/", views.shares, name="shares"),
    path(f"{one}sharing/<uuid:share_id>/removal/", views.removal, name="removal"),
    path(f"{one}access/", views.why, name="why"),
]
