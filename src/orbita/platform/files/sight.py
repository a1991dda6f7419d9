"""Who sees which documents: one layer over scopes, records and folders.

A document is seen by its owner; by whoever has it within his scope of «documents.view» or sees a
record that it hangs at; by whoever its folder is open to. A folder for chosen departments and roles
closes what lies in it to everybody else but the owner.
"""

from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery, UUIDField
from django.db.models.expressions import RawSQL

from orbita.platform.access.queries import condition
from orbita.platform.acts.actor import Actor
from orbita.platform.records.models import RecordQuerySet
from orbita.platform.records.slots import kinds

_TREE = """
    WITH RECURSIVE tree AS (
        SELECT id, id AS holder,
            CASE audience WHEN 'parent' THEN 'linked' ELSE audience END AS audience
        FROM files_folder WHERE parent_id IS NULL
        UNION ALL
        SELECT f.id, CASE f.audience WHEN 'parent' THEN t.holder ELSE f.id END,
            CASE f.audience WHEN 'parent' THEN t.audience ELSE f.audience END
        FROM files_folder f JOIN tree t ON f.parent_id = t.id
    )
"""
_CHOSEN = """
    EXISTS (SELECT FROM files_folderviewer v WHERE v.folder_id = tree.holder
        AND (v.department_id = ANY(%s::uuid[]) OR v.role_id = ANY(%s::uuid[])))
"""
OPEN = f"{_TREE} SELECT id FROM tree WHERE audience = 'all' OR audience = 'some' AND {_CHOSEN}"
CLOSED = f"{_TREE} SELECT id FROM tree WHERE audience = 'some' AND NOT {_CHOSEN}"


class DocumentQuerySet(RecordQuerySet):
    """Adjectives of documents."""

    def sees_all(self, actor: Actor) -> bool:
        """Closed folders keep things from people with the widest scope as well."""
        return actor.is_system

    def is_asked_later(self, actor: Actor) -> bool:
        """Whether a document is seen may hang on the sight of every kind of record."""
        return not actor.is_system

    def within(self, actor: Actor, action: str) -> Self:
        """Within the actor's scope of an action, and not in a folder that is closed to him."""
        if actor.is_system:
            return self
        reached = _reached(self.model, actor, action) & not_closed(actor)
        return self.filter(Q(owner=actor.id) | reached)


def not_closed(actor: Actor, path: str = "") -> Q:
    """The folder of a document (at this path) is not closed to the actor."""
    return Q(**{f"{path}folder": None}) | ~Q(**{f"{path}folder__in": _folders(CLOSED, actor)})


def closed_folders(actor: Actor) -> RawSQL:
    """Keys of the folders that are closed to the actor."""
    return _folders(CLOSED, actor)


def _reached(model: type[Any], actor: Actor, action: str) -> Q:
    """By scope or sharing, by a record, by an open folder; closed folders are another matter."""
    permission = f"documents.{action}"
    if actor.scope(permission) == "all":
        return Q()
    reached = condition(actor, model, permission)
    if action in ("view", "export"):
        reached |= Q(pk__in=at_seen_records(actor))
        if actor.may(permission):
            reached |= Q(folder__in=_folders(OPEN, actor))
    return reached


def at_seen_records(actor: Actor) -> Subquery:
    """Keys of the documents that hang at records which the actor sees."""
    attachment = apps.get_model("files", "Attachment")
    hung: Any = attachment._default_manager.filter(hung_at_seen(actor)).values("document")
    return Subquery(hung)


def hung_at_seen(actor: Actor) -> Q:
    """The attachment hangs at a record that the actor sees.

    A record is looked up by its key: of all that the actor sees the planner would make a table.
    """
    seen = Q(pk__in=())
    for kind in kinds:
        if kind.key != "document" and hasattr(kind.model.objects, "visible_to"):
            rows = kind.model.objects.visible_to(actor).filter(pk=OuterRef("record_id"))
            seen |= Q(kind=kind.key) & Q(record_id=Subquery(rows.values("pk")[:1]))
    return seen


def _folders(sql: str, actor: Actor) -> RawSQL:
    groups: list[UUID] = sorted(actor.groups)
    return RawSQL(f"({sql})", [groups, groups], output_field=UUIDField())  # noqa: S611
