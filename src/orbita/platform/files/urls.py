from django.urls import path

from orbita.platform.files.views import bytes_out, documents, folders, hanging, versions

app_name = "files"
one = "documents/<uuid:document_id>/"
urlpatterns = [
    path("files/<uuid:document_id>/", bytes_out.show_file, name="file"),
    path("files/<uuid:document_id>/pages/<int:page>/", bytes_out.show_page, name="page"),
    path("files/<uuid:document_id>/<int:number>/", bytes_out.show_version, name="version_file"),
    path("files/<uuid:attachment_id>/removal/", hanging.file_removal, name="removal"),
    path("records/<slug:kind>/<uuid:record_id>/files/", hanging.show_files, name="files"),
    path("documents/new/", documents.new, name="new"),
    path(one, documents.record, name="record"),
    path(f"{one}profile/", documents.profile, name="profile"),
    path(f"{one}versions/", versions.new_version, name="versions"),
    path(
        f"{one}versions/<int:number>/restoration/",
        versions.version_restoration,
        name="version_restoration",
    ),
    path(f"{one}places/", hanging.new_place, name="places"),
    path("documents/folders/", folders.folders, name="folders"),
    path("documents/folders/new/", folders.new_folder, name="new_folder"),
    path("documents/folders/<uuid:folder_id>/", folders.folder, name="folder"),
    path(
        "documents/folders/<uuid:folder_id>/removal/", folders.folder_removal, name="folder_removal"
    ),
]
