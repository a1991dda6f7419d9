from django.urls import path

from orbita.parties.directory import views

app_name = "directory"
urlpatterns = [
    path("parties/new/", views.new_party, name="new"),
    path(
        "parties/new/organisation/",
        views.new_party,
        {"form": "organisation"},
        name="new_organisation",
    ),
    path(
        "parties/new/sole-trader/", views.new_party, {"form": "sole_trader"}, name="new_sole_trader"
    ),
    path("parties/new/person/", views.new_party, {"form": "person"}, name="new_person"),
    path("parties/same/", views.same, name="same"),
    path("parties/<uuid:party_id>/profile/", views.profile, name="profile"),
]
