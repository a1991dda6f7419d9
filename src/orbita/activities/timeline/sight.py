"""Who sees which contacts: whoever sees the client, and whoever owns or does the contact."""

from typing import Self

from django.db.models import Exists, OuterRef, Q

from orbita.parties.directory.models import Party
from orbita.platform.access.queries import condition
from orbita.platform.acts.actor import Actor
from orbita.platform.records.models import RecordQuerySet
from orbita.platform.records.slots import kinds

NOT_SUBJECTS = ("party", "interaction")


class InteractionQuerySet(RecordQuerySet):
    """Adjectives of contacts."""

    def planned(self) -> Self:
        """Still to be done."""
        return self.filter(done_at=None)

    def done(self) -> Self:
        """Carried out."""
        return self.exclude(done_at=None)

    def within(self, actor: Actor, action: str) -> Self:
        """Within the actor's scope of an action.

        To see and to export, the client (or, without one, the record that the contact is about)
        must be visible as well; one's own and those that one does are always seen. Whoever does a
        contact may change it.
        """
        permission = f"interactions.{action}"
        if actor.is_system:
            return self
        if not actor.may(permission):
            return self.none()
        if action in ("view", "export"):
            return self.filter(
                _mine(actor) | condition(actor, self.model, permission) & _seen(actor)
            )
        if action == "edit":
            return self.filter(Q(assignee=actor.id) | condition(actor, self.model, permission))
        return super().within(actor, action)


def _mine(actor: Actor) -> Q:
    return Q(owner=actor.id) | Q(assignee=actor.id)


def _seen(actor: Actor) -> Q:
    """The client is visible; where there is none, what the contact is about."""
    if actor.scope("parties.view") == "all":
        seen = Q(party__isnull=False, party__deleted_at__isnull=True)
    else:
        seen = Q(Exists(Party.objects.visible_to(actor).filter(pk=OuterRef("party"))))
    for kind in kinds:
        if kind.key not in NOT_SUBJECTS and hasattr(kind.model.objects, "visible_to"):
            subject = kind.model.objects.visible_to(actor).filter(pk=OuterRef("about_id"))
            seen |= Q(Exists(subject), party=None, about_kind=kind.key)
    return seen
