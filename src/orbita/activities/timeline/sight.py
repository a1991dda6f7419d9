"""Who sees which contacts: whoever sees the client, and whoever owns or does the contact."""

from typing import Any, Self

from django.db.models import OuterRef, Q, Subquery

from orbita.parties.directory.models import Party
from orbita.platform.access.queries import condition
from orbita.platform.acts.actor import Actor
from orbita.platform.records.models import RecordQuerySet
from orbita.platform.records.slots import kinds

NOT_SUBJECTS = ("party", "interaction", "document")
"""Interactions are about none of these otherwise than by their client; and documents are seen by the
interactions at which they hang, so that one must not ask the other in a circle."""


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
            reached = condition(actor, self.model, permission)
            # Whoever may change all is not asked for anything: «or nothing» would be no more than his own.
            return self.filter(Q(assignee=actor.id) | reached) if reached else self
        return super().within(actor, action)


def _mine(actor: Actor) -> Q:
    return Q(owner=actor.id) | Q(assignee=actor.id)


def _seen(actor: Actor) -> Q:
    """The client is visible; where there is none, what the contact is about."""
    if actor.scope("parties.view") == "all":
        seen = Q(party__isnull=False, party__deleted_at__isnull=True)
    else:
        seen = Q(party=_visible(Party, actor, "party"))
    for kind in kinds:
        if kind.key not in NOT_SUBJECTS and hasattr(kind.model.objects, "visible_to"):
            about = _visible(kind.model, actor, "about_id")
            seen |= Q(party=None, about_kind=kind.key) & Q(about_id=about)
    return seen


def _visible(model: type[Any], actor: Actor, key: str) -> Subquery:
    """The row's own subject, if the actor sees it.

    One row by its key. Of EXISTS the planner makes a table of all that the actor sees, which for a
    page of fifty contacts costs more than everything else.
    """
    rows = model.objects.visible_to(actor).filter(pk=OuterRef(key))
    return Subquery(rows.values("pk")[:1])
