from django.urls import path

from orbita.parties.territories import views

app_name = "territories"
at = "territories/<uuid:territory_id>/"
rule = "territories/rules/<uuid:rule_id>/"
urlpatterns = [
    path("territories/", views.territories, name="territories"),
    path("territories/new/", views.new, name="new"),
    path("territories/recut/", views.recut, name="recut"),
    path(
        "territories/recut/<uuid:recut_id>/cancellation/",
        views.recut_cancellation,
        name="recut_cancellation",
    ),
    path(at, views.territory, name="territory"),
    path(f"{at}profile/", views.profile, name="profile"),
    path(f"{at}place/", views.place, name="place"),
    path(f"{at}removal/", views.removal, name="removal"),
    path(f"{at}rules/new/", views.new_rule, name="new_rule"),
    path(rule, views.rule, name="rule"),
    path(f"{rule}place/", views.rule_place, name="rule_place"),
    path(f"{rule}removal/", views.rule_removal, name="rule_removal"),
    path("parties/<uuid:party_id>/territory/", views.party_place, name="party_place"),
]
