from django.urls import path

from orbita.platform.company.views import settings, welcome

app_name = "company"
urlpatterns = [
    path("welcome/", welcome.company, name="welcome"),
    path("welcome/entity/", welcome.entity, name="welcome_entity"),
    path("welcome/administrator/", welcome.administrator, name="welcome_administrator"),
    path("welcome/summary/", welcome.summary, name="welcome_summary"),
    path("company/", settings.show_company, name="company"),
    path("company/entities/new/", settings.new_entity, name="new_entity"),
    path("company/entities/<uuid:entity_id>/", settings.show_entity, name="entity"),
    path("company/entities/<uuid:entity_id>/main/", settings.main_entity, name="main_entity"),
    path(
        "company/entities/<uuid:entity_id>/removal/", settings.entity_removal, name="entity_removal"
    ),
]
