from django.urls import path

from orbita.parties.consent.views import consents, erasing, requests, settings

app_name = "consent"
urlpatterns = [
    path("parties/<uuid:party_id>/consents/new/", consents.new, name="new"),
    path("parties/<uuid:party_id>/subject-requests/new/", requests.new, name="new_request"),
    path("parties/<uuid:party_id>/personal-data/archive/", erasing.packing, name="packing"),
    path("parties/<uuid:party_id>/personal-data/erasure/", erasing.erasure, name="erasure"),
    path("consents/<uuid:consent_id>/", consents.consent, name="consent"),
    path("consents/<uuid:consent_id>/withdrawal/", consents.withdrawal, name="withdrawal"),
    path("subject-requests/<uuid:request_id>/", requests.request_page, name="request"),
    path("subject-requests/<uuid:request_id>/work/", requests.taking, name="taking"),
    path("subject-requests/<uuid:request_id>/answer/", requests.closure, name="closure"),
    path("subject-requests/<uuid:request_id>/extension/", requests.extension, name="extension"),
    path("personal-data/", settings.settings, name="settings"),
    path("personal-data/responsible/", settings.responsible, name="responsible"),
    path("personal-data/erasures/", erasing.erasures, name="erasures"),
    path("personal-data/archives/<uuid:work_id>/", erasing.archive, name="archive"),
    path("personal-data/purposes/new/", settings.purpose, name="new_purpose"),
    path("personal-data/purposes/<uuid:purpose_id>/", settings.purpose, name="purpose"),
    path("personal-data/purposes/<uuid:purpose_id>/text/", settings.wording, name="wording"),
    path("personal-data/terms/new/", settings.keeping, name="new_keeping"),
    path("personal-data/terms/<uuid:keeping_id>/", settings.keeping, name="keeping"),
    path("personal-data/terms/<uuid:keeping_id>/trial/", settings.keeping_trial, name="trial"),
    path(
        "personal-data/terms/<uuid:keeping_id>/removal/",
        settings.keeping_removal,
        name="keeping_removal",
    ),
]
