"""Keys by which programs act for an employee, and which act was done with which key."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.acts.models import Act
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked

if TYPE_CHECKING:
    from orbita.platform.accounts.models import User

READ, WRITE = "read", "write"


@tracked(exclude=("digest", "last_used_at"))
class ApiKey(models.Model):
    """A key of an employee: whoever has it acts as he does, within the key's scopes.

    Only the digest of the secret is kept; `prefix` is its beginning, by which people know it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user: "models.ForeignKey[User, User]" = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="api_keys",
        verbose_name=pgettext_lazy("API key", "employee"),
    )
    name = models.CharField(pgettext_lazy("API key", "name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(max_length=12)
    scopes = ArrayField(models.CharField(max_length=100), default=list)
    """«read», «write», and permissions («deals.view») where the key is for some things only."""
    created_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    last_used_at = models.DateTimeField(null=True)
    """To five minutes: a key in use must not write with each call."""
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("API key")
        indexes = [models.Index(fields=["user", "-created_at"], name="api_key_user")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_valid(self) -> bool:
        """Neither revoked nor out of date."""
        return self.revoked_at is None and (
            self.expires_on is None or self.expires_on >= timezone.localdate()
        )


class KeyUse(models.Model):
    """That an act was done with a key: the journal says by which program, the act for whom."""

    act = models.OneToOneField(Act, models.CASCADE, primary_key=True, related_name="key_use")
    api_key = models.ForeignKey(ApiKey, models.CASCADE, related_name="uses")

    def __str__(self) -> str:
        return f"{self.api_key_id} {self.act_id}"
