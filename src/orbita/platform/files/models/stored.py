"""Stored files: the same bytes once, in any number of documents."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.platform.keys import uuid7


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
        indexes = [
            models.Index(fields=["sha256"], name="file_digest"),
            models.Index(fields=["content_type"], name="file_type"),
            models.Index(fields=["size"], name="file_size"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        """The ending of the name with its dot: «.pdf»; empty where there is none."""
        _stem, dot, ending = self.name.rpartition(".")
        return f"{dot}{ending.lower()}" if dot and 0 < len(ending) <= 8 else ""
