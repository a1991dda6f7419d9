from django.urls import path

from orbita.platform.tailoring.views import fields, pages, tabs, templates

app_name = "tailoring"
urlpatterns = [
    path("settings/fields/", pages.fields, name="kinds"),
    path("settings/fields/templates/", templates.templates, name="templates"),
    path("settings/fields/templates/<slug:key>/", templates.template_switch, name="switch"),
    path("settings/fields/field/<uuid:field_id>/", fields.field, name="field"),
    path("settings/fields/field/<uuid:field_id>/removal/", fields.field_removal, name="removal"),
    path(
        "settings/fields/field/<uuid:field_id>/restoration/", pages.restoration, name="restoration"
    ),
    path("settings/fields/tab/<uuid:tab_id>/", tabs.tab, name="tab"),
    path("settings/fields/tab/<uuid:tab_id>/removal/", tabs.tab_removal, name="tab_removal"),
    path("settings/fields/<slug:kind>/", pages.kind_fields, name="fields"),
    path("settings/fields/<slug:kind>/new/", fields.new_field, name="new_field"),
    path("settings/fields/<slug:kind>/new-tab/", tabs.new_tab, name="new_tab"),
    path("settings/fields/<slug:kind>/order/", pages.field_order, name="order"),
    path("settings/fields/<slug:kind>/tab-order/", pages.tab_order, name="tab_order"),
    path("settings/fields/<slug:kind>/formula/", fields.formula_check, name="formula"),
]
