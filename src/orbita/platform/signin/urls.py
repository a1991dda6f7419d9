from django.urls import path

from orbita.platform.signin import views

app_name = "signin"
urlpatterns = [
    path("sign-in/by/<uuid:provider_id>/", views.begin, name="begin"),
    path("sign-in/second-step/", views.second_step, name="second_step"),
    path("settings/sign-in/", views.show_settings, name="settings"),
    path("settings/sign-in/new/", views.new_provider, name="new_provider"),
    path("settings/sign-in/<uuid:provider_id>/", views.show_provider, name="provider"),
    path("settings/sign-in/roles/<uuid:role_id>/", views.role_second_step, name="role_second_step"),
    path("settings/sign-in/people/", views.show_people, name="people"),
    path(
        "settings/sign-in/people/<uuid:user_id>/reset/",
        views.second_step_reset,
        name="second_step_reset",
    ),
    path(
        "settings/sign-in/people/<uuid:user_id>/links/<uuid:provider_id>/removal/",
        views.provider_unlinking,
        name="unlinking",
    ),
]
