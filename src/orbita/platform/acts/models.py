"""The journal of acts: one row for each thing that somebody did."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from orbita.platform.keys import uuid7


class Act(models.Model):
    """One command that was carried out. Its id is the context of every history row it caused."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    command = models.CharField(max_length=100)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))
    key = models.UUIDField(null=True, unique=True)
    """Idempotency key of an outside caller; the same key gives the first result again."""
    result = models.UUIDField(null=True)
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("instead of"),
    )
    """Whose right it was, when somebody stood in for an absent colleague."""
    undone_by = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="undoes", verbose_name=_("undone by")
    )

    class Meta:
        indexes = [
            models.Index(fields=["by", "-at"], name="act_by_at"),
            models.Index(fields=["command", "-id"], name="act_command"),
            models.Index(fields=["by", "-id"], name="act_by"),
        ]
        verbose_name = _("act")

    def __str__(self) -> str:
        return f"{self.command} {self.at:%Y-%m-%d %H:%M}"
