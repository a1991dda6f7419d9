from django.urls import path

from orbita.platform.calendars import views

app_name = "calendars"
urlpatterns = [
    path("standing-in/", views.standing_in, name="standing_in"),
    path("work-time/", views.page, name="page"),
    path("work-time/company/", views.company_hours, name="hours"),
    path("work-time/employees/", views.own_hours, name="own_hours"),
    path(
        "work-time/employees/<uuid:user_id>/removal/", views.own_hours_removal, name="own_removal"
    ),
    path("work-time/days/new/", views.new_day, name="new_day"),
    path("work-time/days/<uuid:day_id>/removal/", views.day_removal, name="day_removal"),
    path("work-time/absences/new/", views.new_absence, name="new_absence"),
    path(
        "work-time/absences/<uuid:absence_id>/removal/",
        views.absence_removal,
        name="absence_removal",
    ),
]
