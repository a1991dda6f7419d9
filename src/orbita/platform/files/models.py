"""Stored files: the same bytes once, hung on any number of records."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class StoredFile(models.Model):
    """Bytes under their digest. A row is never changed, so it needs no history."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size"))
    content_type = models.CharField(max_length=100)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("file")
        indexes = [models.Index(fields=["sha256"], name="file_digest")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return blob_path(self.sha256)


def blob_path(sha256: str) -> Path:
    """The place of bytes with this digest: files/ab/cd/abcd…"""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


@tracked()
class Attachment(models.Model):
    """A file at a record of any kind: who may see the record may see the file."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=50)
    record_id = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("attachment")
        constraints = [models.UniqueConstraint("kind", "record_id", "file", name="attachment_once")]
        indexes = [models.Index(fields=["kind", "record_id", "-at"], name="attachment_record")]

    def __str__(self) -> str:
        return str(self.file)
