"""The log of looks: who saw personal data, took out a list, downloaded a file."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.keys import uuid7


class What(models.TextChoices):
    """How data was seen or taken out."""

    LOOK = "look", pgettext_lazy("log of looks", "look")
    EXPORT = "export", pgettext_lazy("log of looks", "export")
    DOWNLOAD = "download", pgettext_lazy("log of looks", "download")
    ARCHIVE = "archive", _("archive of a person")


class Look(models.Model):
    """That somebody saw or took out data. Written once: the database refuses changes.

    A look is at one record; an export is of `count` records of the kind that fulfil `condition`.
    Several looks of the same person at the same record within an hour are one row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    what = models.CharField(_("what"), max_length=20, choices=What.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))
    hour = models.DateTimeField()
    """The beginning of the hour, in which a further look at the same record is no news."""
    kind = models.CharField(_("kind of records"), max_length=50)
    record_id = models.UUIDField(_("record"), null=True)
    subject = models.CharField(_("what was seen"), max_length=300, blank=True)
    """A file's name, a list's view: what says more than the kind. Never personal data."""
    count = models.PositiveIntegerField(_("records"), null=True)
    condition = models.JSONField(_("condition"), default=list)
    """The state of the list that was taken out, as its address says it."""
    form = models.CharField(_("format"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "by", "hour"],
                condition=models.Q(what="look"),
                nulls_distinct=False,
                name="look_once_an_hour",
            ),
            models.CheckConstraint(
                condition=models.Q(record_id__isnull=False) | models.Q(what="export"),
                name="look_at_something",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "record_id", "-id"], name="look_at_record"),
            models.Index(fields=["by", "-id"], name="look_by"),
            models.Index(fields=["what", "-id"], name="look_what"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.kind} {self.at:%Y-%m-%d %H:%M}"
