from django.urls import path

from orbita.parties.dossier import views

app_name = "dossier"
urlpatterns = [path("parties/<uuid:party_id>/", views.party, name="party")]
