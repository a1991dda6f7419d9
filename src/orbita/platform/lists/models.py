"""Saved views: a filter, a sort, columns, with a name and an address."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


class Sharing(models.TextChoices):
    PRIVATE = "private", _("only me")
    EVERYBODY = "everybody", _("everybody")


@tracked()
class SavedView(models.Model):
    """A view of a kind's list. What it shows depends on the rights of who looks."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=50)
    name = models.CharField(_("name"), max_length=100)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sharing = models.CharField(
        _("who sees it"), max_length=20, choices=Sharing.choices, default=Sharing.PRIVATE
    )
    query = models.JSONField(default=dict)
    """where, q, sort, columns, mode: as in the address."""

    class Meta:
        verbose_name = _("view")
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "sharing"], name="view_kind")]
        constraints = [models.UniqueConstraint("owner", "kind", "name", name="view_name")]

    def __str__(self) -> str:
        return self.name


class FavouriteView(models.Model):
    """A view that a user keeps in his side bar."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="favourites")

    class Meta:
        constraints = [models.UniqueConstraint("user", "view", name="favourite_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.view_id}"
