from django.urls import path

from orbita.sales.deals.views import deals, lines, moving, reasons, rivals, settings, team

app_name = "deals"
one = "deals/<uuid:deal_id>/"
way = "deals/pipelines/<uuid:pipeline_id>/"
stage = "deals/stages/<uuid:stage_id>/"
why = "deals/reasons/<uuid:reason_id>/"
urlpatterns = [
    path("deals/without-step/", deals.without_step, name="without_step"),
    path("deals/new/", deals.new, name="new"),
    path("deals/board/", moving.board_move, name="board_move"),
    path("deals/competitors/", rivals.register, name="competitors"),
    path("deals/pipelines/", settings.pipelines, name="pipelines"),
    path("deals/pipelines/new/", settings.new_pipeline, name="new_pipeline"),
    path(way, settings.pipeline, name="pipeline"),
    path(f"{way}profile/", settings.pipeline_profile, name="pipeline_profile"),
    path(f"{way}stages/new/", settings.new_stage, name="new_stage"),
    path(f"{way}order/", settings.stage_order, name="stage_order"),
    path(f"{stage}rules/", settings.stage_rules, name="stage_rules"),
    path(f"{stage}removal/", settings.stage_removal, name="stage_removal"),
    path("deals/reasons/", reasons.reasons, name="reasons"),
    path("deals/reasons/new/", reasons.new_reason, name="new_reason"),
    path(why, reasons.reason, name="reason"),
    path(f"{why}place/", reasons.reason_place, name="reason_place"),
    path(f"{why}removal/", reasons.reason_removal, name="reason_removal"),
    path(one, deals.record, name="record"),
    path(f"{one}lines/", lines.lines, name="lines"),
    path(f"{one}team/", team.team, name="team"),
    path(f"{one}competitors/new/", rivals.new_rival, name="new_rival"),
    path(f"{one}competitors/<uuid:party_id>/", rivals.rival, name="rival"),
    path(f"{one}competitors/<uuid:party_id>/removal/", rivals.rival_removal, name="rival_removal"),
    path(f"{one}profile/", deals.profile, name="profile"),
    path(f"{one}stage/", moving.stage, name="stage"),
    path(f"{one}closure/", moving.closure, name="closure"),
    path(f"{one}postponement/", moving.postponement, name="postponement"),
    path(f"{one}deletion/", deals.deletion, name="deletion"),
]
