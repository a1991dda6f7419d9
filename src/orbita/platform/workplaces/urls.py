from django.urls import path

from orbita.platform.workplaces import views

app_name = "workplaces"
urlpatterns = [
    path("settings/workplaces/", views.show_roles, name="roles"),
    path("settings/workplaces/own/", views.show_own, name="own"),
    path("settings/workplaces/own/reset/", views.own_reset, name="own_reset"),
    path("settings/workplaces/<uuid:role_id>/", views.show_role, name="role"),
    path("settings/workplaces/<uuid:role_id>/reset/", views.role_reset, name="role_reset"),
]
