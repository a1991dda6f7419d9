from django.urls import path

from orbita.platform.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notices/", views.show_notices, name="notices"),
    path("notices/bell/", views.show_bell, name="bell"),
    path("notices/<uuid:notice_id>/", views.open_notice, name="notice"),
]
