"""Addresses of rules."""

from django.urls import path

from orbita.activities.scenarios import views
from orbita.activities.scenarios.slots import rule_kinds

app_name = "scenarios"
urlpatterns = [
    *(
        path(f"automation/{one.key}/", views.rules, {"kind": one.key}, name=f"rules_{one.key}")
        for one in rule_kinds
    ),
    path("automation/<slug:kind>/new/", views.new, name="new"),
    path("automation/<slug:kind>/draft/", views.draft, name="draft"),
    path("automation/<slug:kind>/trial/", views.trial, name="trial"),
    path("automation/<slug:kind>/templates/", views.template, name="template"),
    path("automation/rules/<uuid:rule_id>/", views.rule, name="rule"),
    path("automation/rules/<uuid:rule_id>/run/", views.run, name="run"),
    path("automation/rules/<uuid:rule_id>/switch/", views.switch, name="switch"),
    path("automation/rules/<uuid:rule_id>/removal/", views.removal, name="removal"),
    path("automation/rules/<uuid:rule_id>/log/", views.log, name="log"),
]
