from django.urls import path

from orbita.activities.cadence import views

app_name = "cadence"
urlpatterns = [
    path("cadence/", views.rules, name="rules"),
    path("cadence/new/", views.new, name="new"),
    path("cadence/<uuid:rule_id>/", views.rule, name="rule"),
    path("cadence/<uuid:rule_id>/place/", views.place, name="place"),
    path("cadence/<uuid:rule_id>/removal/", views.removal, name="removal"),
]
