from django.urls import path

from orbita.activities.timeline import day_views, entry_views, report_views, views

app_name = "timeline"
of_record = "timeline/<slug:kind>/<uuid:record_id>/"
one = "interactions/<uuid:interaction_id>/"
urlpatterns = [
    path("interactions/my-day/", day_views.my_day, name="my_day"),
    path(of_record, views.entries, name="entries"),
    path(f"{of_record}top/", views.top, name="top"),
    path(f"{of_record}compose/", views.compose, name="compose"),
    path("timeline/quick-date/", views.quick_date, name="quick_date"),
    path("timeline/colleagues/", views.colleagues_named, name="colleagues"),
    path(one, entry_views.interaction, name="interaction"),
    path(f"{one}completion/", entry_views.completion, name="completion"),
    path(f"{one}follow-up/", entry_views.follow_up, name="follow_up"),
    path(f"{one}time/", entry_views.new_time, name="time"),
    path(f"{one}pin/", entry_views.pin, name="pin"),
    path(f"{one}removal/", entry_views.removal, name="removal"),
    path("parties/<uuid:party_id>/report/", report_views.report, name="report"),
    path("parties/<uuid:party_id>/report.pdf", report_views.report_pdf, name="report_pdf"),
]
