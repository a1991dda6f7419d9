"""Documents with their versions, at records of any kind."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.conditions.indexes import index_of_texts
from orbita.platform.files.models.folders import Folder
from orbita.platform.files.models.stored import StoredFile
from orbita.platform.files.sight import DocumentQuerySet
from orbita.platform.keys import uuid7
from orbita.platform.records.models import Record
from orbita.platform.tracking import tracked


@tracked()
class Document(Record):
    """A document: its title, where it lies, and its newest version."""

    title = models.CharField(_("title"), max_length=255)
    number = models.CharField(pgettext_lazy("document", "number"), max_length=60, blank=True)
    folder = models.ForeignKey(
        Folder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=pgettext_lazy("documents", "folder"),
    )
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"), editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()
    permissions = "documents"

    class Meta:
        verbose_name = _("document")
        constraints = [
            models.UniqueConstraint(
                "folder", "number", name="document_number_once", condition=~models.Q(number="")
            )
        ]
        indexes = [
            index_of_texts("document_texts", "title", "number"),
            models.Index(fields=["-changed_at", "id"], name="document_changed"),
            models.Index(fields=["title", "id"], name="document_title"),
            models.Index(fields=["folder", "-changed_at"], name="document_folder"),
            models.Index(fields=["number"], name="document_number"),
            models.Index(fields=["version"], name="document_version"),
            models.Index(fields=["created_at"], name="document_created"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def file_name(self) -> str:
        """The name under which the newest version is saved."""
        return f"{self.title}{self.file.ending}"


@tracked()
class DocumentVersion(models.Model):
    """A version of a document; versions are never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="versions")
    note = models.CharField(pgettext_lazy("version", "note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of a document")
        constraints = [models.UniqueConstraint("document", "number", name="version_number_once")]

    def __str__(self) -> str:
        return str(self.number)


@tracked()
class Attachment(models.Model):
    """A document at a record of any kind: who may see the record may see the document."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=50)
    record_id = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("attachment")
        constraints = [
            models.UniqueConstraint("document", "kind", "record_id", name="attachment_once")
        ]
        indexes = [models.Index(fields=["kind", "record_id", "-at"], name="attachment_record")]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def file(self) -> StoredFile:
        """The newest version."""
        return self.document.file
