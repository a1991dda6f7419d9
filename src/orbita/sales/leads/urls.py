from django.urls import path

from orbita.sales.leads.views import deciding, inbox, pages, public, settings

app_name = "leads"
urlpatterns = [
    path("f/<slug:key>/", public.form, name="form"),
    path("leads/intake/<str:secret>/", public.intake, name="intake"),
    path("leads/inbox/", inbox.inbox, name="inbox"),
    path("leads/inbox/tile/", inbox.tile, name="tile"),
    path("leads/inbox/<uuid:lead_id>/", inbox.pane, name="pane"),
    path("leads/new/", pages.new, name="new"),
    path("leads/board/", deciding.board_move, name="board_move"),
    path("leads/<uuid:lead_id>/", pages.record, name="record"),
    path("leads/<uuid:lead_id>/profile/", pages.profile, name="profile"),
    path("leads/<uuid:lead_id>/taking/", deciding.taking, name="taking"),
    path("leads/<uuid:lead_id>/rejection/", deciding.rejection, name="rejection"),
    path("leads/<uuid:lead_id>/return/", deciding.returning, name="return"),
    path("leads/<uuid:lead_id>/owner/", deciding.owner, name="owner"),
    path("leads/<uuid:lead_id>/client/", deciding.client, name="client"),
    path("leads/<uuid:lead_id>/joining/", deciding.joining, name="joining"),
    path("leads/<uuid:lead_id>/conversion/", deciding.conversion, name="conversion"),
    path("lead-settings/", settings.page, name="settings"),
    path("lead-settings/trial/", settings.trial, name="trial"),
    path("lead-settings/rules/new/", settings.new_rule, name="new_rule"),
    path("lead-settings/rules/<uuid:rule_id>/", settings.rule, name="rule"),
    path("lead-settings/rules/<uuid:rule_id>/use/", settings.rule_switch, name="rule_switch"),
    path("lead-settings/rules/<uuid:rule_id>/place/", settings.rule_place, name="rule_place"),
    path("lead-settings/rules/<uuid:rule_id>/removal/", settings.rule_removal, name="rule_removal"),
    path("lead-settings/sources/new/", settings.new_source, name="new_source"),
    path("lead-settings/sources/<uuid:source_id>/", settings.source, name="source"),
    path(
        "lead-settings/sources/<uuid:source_id>/use/", settings.source_switch, name="source_switch"
    ),
    path("lead-settings/reasons/new/", settings.new_reason, name="new_reason"),
    path(
        "lead-settings/reasons/<uuid:reason_id>/removal/",
        settings.reason_removal,
        name="reason_removal",
    ),
]
