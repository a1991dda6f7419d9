"""Where employees may sign in from besides their password: providers of the company."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from orbita.kit.secrets import Box
from orbita.platform.accounts.models import Department, Role
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked(exclude=("secret",))
class Provider(models.Model):
    """A provider that speaks OpenID Connect. Its secret is kept sealed and never shown again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=100)
    issuer = models.URLField(_("address of the provider"), max_length=300)
    client_id = models.CharField(_("client ID"), max_length=300)
    secret = models.TextField(default="", editable=False)
    domains = models.JSONField(_("mail domains"), default=list, blank=True)
    """Whoever has a mail elsewhere is refused; empty: any."""
    is_only = models.BooleanField(_("only so: no passwords for these domains"), default=False)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("administrator who keeps the password"),
    )
    makes_employees = models.BooleanField(_("add employees at their first sign-in"), default=False)
    role = models.ForeignKey(
        Role,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("role of new employees"),
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department of new employees"),
    )
    groups_claim = models.CharField(_("claim with groups"), max_length=100, blank=True)
    groups = models.JSONField(_("roles by groups"), default=dict, blank=True)
    """Group of the provider → key of a role: given and taken away at each sign-in."""
    checks_second_step = models.BooleanField(
        _("the provider asks for a second step itself"), default=False
    )
    is_active = models.BooleanField(_("offered at sign-in"), default=True)

    class Meta:
        verbose_name = _("way to sign in")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="signin_provider_name"),
            models.CheckConstraint(
                condition=Q(is_only=False) | (~Q(domains=[]) & Q(keeper__isnull=False)),
                name="signin_only_with_domains_and_keeper",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """By this the library knows it; it stands in the address of return."""
        return self.id.hex

    def takes(self, email: str) -> bool:
        """Whether people with such a mail come by this provider."""
        return not self.domains or domain_of(email) in self.domains

    def seal(self, secret: str) -> None:
        """Keep the secret, readable for this installation only."""
        self.secret = _box().seal(secret) if secret else ""

    def open_secret(self) -> str:
        """The secret, to be shown to the provider only."""
        return _box().open(self.secret) if self.secret else ""


def domain_of(email: str) -> str:
    """What stands behind the @, in small letters."""
    return email.rpartition("@")[2].strip().lower()


def _box() -> Box:
    return Box(settings.SECRET_KEY, "signin")


Claims = dict[str, Any]
"""What a provider says of a person."""
