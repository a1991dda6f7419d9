from django.urls import path

from orbita.platform.files import views

app_name = "files"
urlpatterns = [
    path("files/<uuid:attachment_id>/", views.show_file, name="file"),
    path("files/<uuid:attachment_id>/removal/", views.file_removal, name="removal"),
    path("records/<slug:kind>/<uuid:record_id>/files/", views.show_files, name="files"),
]
