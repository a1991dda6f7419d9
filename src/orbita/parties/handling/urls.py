from django.urls import path

from orbita.parties.handling import views

app_name = "handling"
urlpatterns = [path("parties/<uuid:party_id>/handling/", views.rules, name="rules")]
