"""The six scopes that every installation has."""

from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import AccessScope, Permission, permissions, scopes
from orbita.platform.acts.actor import Actor


def _nothing(actor: Actor, model: type[Model]) -> Q:
    return Q(pk__in=())


def _own(actor: Actor, model: Any) -> Q:
    return Q(owner=actor.id)


def _assigned(actor: Actor, model: Any) -> Q:
    """Own records and those that the model says were given to the actor."""
    return Q(owner=actor.id) | _given(actor, model)


def _given(actor: Actor, model: Any) -> Q:
    """What the model itself says is the actor's, besides what he owns."""
    extra = getattr(model, "assigned_to", None)
    return extra(actor) if extra else Q()


def _team(actor: Actor, model: Any) -> Q:
    return Q(owner__in=sorted(actor.team)) | _given(actor, model)


def _subtree(actor: Actor, model: Any) -> Q:
    return Q(owner__in=sorted(actor.subtree | actor.team)) | _given(actor, model)


def _all(actor: Actor, model: type[Model]) -> Q:
    return Q()


scopes.plug(
    AccessScope("none", _("nothing"), 0, _nothing),
    AccessScope("own", _("own"), 10, _own),
    AccessScope("assigned", _("own and assigned"), 20, _assigned),
    AccessScope("team", _("the team’s"), 30, _team),
    AccessScope("subtree", _("the department’s with those below"), 40, _subtree),
    AccessScope("all", _("all"), 50, _all),
)
permissions.plug(
    Permission("access.manage", _("Manage users, roles and rights"), {"admin": "all"}),
    Permission("acts.undo_any", _("Undo what others did"), {"admin": "all"}),
)
