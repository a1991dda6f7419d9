"""How the workplace of a role is laid out, and what an employee has changed for himself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from orbita.platform.accounts.models import Role
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked

LISTS = ("menu", "more", "tiles", "tiles_off", "reports")


class Layout(models.Model):
    """Keys of what others plug into the shell. What is named nowhere stands at the end, so that a
    new module is not lost."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    start = models.CharField(_("start page"), max_length=50, blank=True)
    menu = models.JSONField(_("menu"), default=list, blank=True)
    more = models.JSONField(_("under “More”"), default=list, blank=True)
    tiles = models.JSONField(_("tiles of the home page"), default=list, blank=True)
    tiles_off = models.JSONField(_("hidden tiles"), default=list, blank=True)
    reports = models.JSONField(_("favourite pages"), default=list, blank=True)

    class Meta:
        abstract = True


@tracked()
class Workplace(Layout):
    """The workplace of everybody who has a role."""

    role = models.OneToOneField(Role, models.CASCADE, related_name="workplace")

    class Meta:
        verbose_name = _("workplace")

    def __str__(self) -> str:
        return str(self.role)


@tracked()
class OwnWorkplace(Layout):
    """What an employee has laid out for himself: it takes the place of his roles' workplaces."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="own_workplace"
    )

    class Meta:
        verbose_name = _("own workplace")

    def __str__(self) -> str:
        return str(self.user)
