"""What every record has: a key, an owner, who made it and when, and a place in the bin."""

from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.kit.exact_json import ExactDecoder, ExactEncoder
from orbita.platform.access.queries import restrict
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.keys import uuid7

if TYPE_CHECKING:
    from orbita.platform.accounts.models import User


class RecordQuerySet(models.QuerySet[Any]):
    """Adjectives that every kind of record understands."""

    def alive(self) -> Self:
        """Not in the bin."""
        return self.filter(deleted_at=None)

    def binned(self) -> Self:
        """In the bin."""
        return self.exclude(deleted_at=None)

    def visible_to(self, actor: Actor) -> Self:
        """Alive and within what the actor may see."""
        return self.alive().within(actor, "view")

    def within(self, actor: Actor, action: str) -> Self:
        """Within the actor's scope of an action: view, edit, delete, export."""
        reached: Self = restrict(self, actor, f"{self.model.permissions}.{action}")  # type: ignore[assignment]
        return reached

    def is_asked_later(self, actor: Actor) -> bool:
        """Whether the actor's sight is so dear that a search asks it of what it has found alone."""
        return False

    def sees_all(self, actor: Actor) -> bool:
        """Whether nothing of the kind is kept from the actor, so that rights need not be asked."""
        return actor.scope(f"{self.model.permissions}.view") == "all"

    def one(self, record_id: UUID) -> Any:
        """This record, or NotFound."""
        row = self.filter(pk=record_id).first()
        if row is None:
            raise NotFound
        return row

    def locked(self, record_id: UUID) -> Any:
        """This record, locked until the transaction ends, or NotFound."""
        return self.select_for_update(of=("self",)).one(record_id)


class Record(models.Model):
    """A thing that the business names: found, owned, seen by right, deleted into the bin."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    deleted_at = models.DateTimeField(_("in the bin since"), null=True, editable=False)
    own = models.JSONField(
        _("own fields"),
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        blank=True,
        editable=False,
        encoder=ExactEncoder,
        decoder=ExactDecoder,
    )
    """Values of the fields that the company has added to the kind: {key of the field: value}."""

    objects: ClassVar[Any] = RecordQuerySet.as_manager()
    permissions: ClassVar[str]
    """The first half of the kind's permissions: «parties» in «parties.edit»."""

    class Meta:
        abstract = True
