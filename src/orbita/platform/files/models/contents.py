"""What is known of stored bytes: whether they are clean, and what text stands in them."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.keys import uuid7


class Verdict(models.TextChoices):
    """What the virus scanner has said. Bytes that are not clean are given to nobody."""

    CLEAN = "clean", pgettext_lazy("file", "clean")
    WAITING = "waiting", pgettext_lazy("file", "being checked")
    INFECTED = "infected", pgettext_lazy("file", "infected")


class Reading(models.TextChoices):
    """How far the text has been read."""

    WAITING = "waiting", pgettext_lazy("text of a file", "being read")
    DONE = "done", pgettext_lazy("text of a file", "read")
    NONE = "none", pgettext_lazy("text of a file", "without text")
    FAILED = "failed", pgettext_lazy("text of a file", "not readable")


class FileContent(models.Model):
    """What follows from bytes, once for the same bytes; it can be had again at any time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.CLEAN)
    verdict_note = models.CharField(max_length=200, blank=True)
    reading = models.CharField(max_length=8, choices=Reading, default=Reading.WAITING)
    fault = models.CharField(max_length=20, blank=True)
    """Why the text could not be read, as a key of `reading.FAULTS`."""
    tries = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True)
    is_cut = models.BooleanField(default=False)
    """The file has more text than is kept."""
    pages = models.PositiveIntegerField(null=True)
    pictures = models.JSONField(default=list)
    """Digests of the pictures of the first pages."""
    vector = SearchVectorField(null=True)

    class Meta:
        verbose_name = _("content of a file")
        indexes = [
            models.Index(
                fields=["sha256"],
                name="file_content_waiting",
                condition=models.Q(verdict="waiting") | models.Q(reading="waiting"),
            )
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def is_clean(self) -> bool:
        """Whether the bytes may be given out."""
        return self.verdict == Verdict.CLEAN
