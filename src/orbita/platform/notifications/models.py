"""What people are told inside Orbita, and their reminders. Not business, so without history."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.platform.keys import uuid7


class Notice(models.Model):
    """Something that one person should know, worded when it is shown, in his language."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=50)
    values = models.JSONField(default=dict)
    record_kind = models.CharField(max_length=50, blank=True)
    record_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="notice_of"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["at"], name="notice_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class Reminder(models.Model):
    """Tell this person at that time about a record. `sent_at` is the proof that it was done."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    record_kind = models.CharField(max_length=50)
    record_id = models.UUIDField()
    text = models.CharField(max_length=500)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "record_kind", "record_id"],
                condition=Q(sent_at=None),
                name="reminder_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(sent_at=None), name="reminder_due"),
            models.Index(fields=["record_kind", "record_id"], name="reminder_record"),
        ]

    def __str__(self) -> str:
        return self.text
