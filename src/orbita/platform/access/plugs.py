"""The six scopes that every installation has."""

from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext
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


def _why_own(actor: Actor, record: Any) -> str:
    return gettext("%(name)s is the owner of the record.") % {"name": actor.name}


def _why_given(actor: Actor, record: Any) -> str:
    if record.owner_id == actor.id:
        return _why_own(actor, record)
    return gettext("%(name)s takes part in it: the record was assigned.") % {"name": actor.name}


def _why_team(actor: Actor, record: Any) -> str:
    owner = record.owner
    if owner is None or owner.pk == actor.id or owner.pk not in actor.team:
        return _why_given(actor, record)
    said = {"owner": str(owner), "name": actor.name}
    if common := owner.memberships.filter(team__in=actor.groups).first():
        said["team"] = common.team.name
        return gettext("The owner %(owner)s is in the team “%(team)s”, as %(name)s is.") % said
    said["department"] = str(owner.department)
    return gettext("The owner %(owner)s works in the same department “%(department)s”.") % said


def _why_subtree(actor: Actor, record: Any) -> str:
    owner = record.owner
    if owner is None or owner.pk in actor.team or owner.pk not in actor.subtree:
        return _why_team(actor, record)
    said = {"owner": str(owner), "department": str(owner.department), "name": actor.name}
    return (
        gettext(
            "The owner %(owner)s works in “%(department)s”, a department below that of %(name)s."
        )
        % said
    )


def _why_all(actor: Actor, record: Any) -> str:
    return gettext("The right reaches every record, whoever owns it.")


scopes.plug(
    AccessScope("none", _("nothing"), 0, _nothing),
    AccessScope("own", _("own"), 10, _own, _why_own),
    AccessScope("assigned", _("own and assigned"), 20, _assigned, _why_given),
    AccessScope("team", _("the team’s"), 30, _team, _why_team),
    AccessScope("subtree", _("the department’s with those below"), 40, _subtree, _why_subtree),
    AccessScope("all", _("all"), 50, _all, _why_all),
)
permissions.plug(
    Permission("access.manage", _("Manage users, roles and rights"), {"admin": "all"}),
    Permission("acts.undo_any", _("Undo what others did"), {"admin": "all"}),
)
