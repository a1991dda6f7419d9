"""Relations in a file of parties: who is a part of whom, who works where and as what."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.importing import resolve_clients
from orbita.parties.relations.models import RelationKind
from orbita.platform.imports.slots import ImportField, MoreImportFields
from orbita.platform.imports.staging import Staging

COLUMNS = {"part_of": RelationKind.PART_OF, "works_at": RelationKind.WORKS_AT}


def _fields() -> list[ImportField]:
    return [
        ImportField("part_of", _("Is a part of"), "subsidiary of|parent|parent company|"
                                                  "parent account|головная компания|холдинг|"
                                                  "дочерняя компания|головная организация|"
                                                  "входит в|group|holding", most=500),
        ImportField("works_at", _("Works at"), "место работы|works at|employer|"
                                               "company of contact|работодатель|"
                                               "организация контакта|компания контакта", most=500),
        ImportField("position", _("Position"), "должность|position|job title|title of contact|"
                                               "роль в компании", most=300),
    ]  # fmt: skip


def resolve(staging: Staging) -> None:
    """Find the other side of each relation among the parties and the file's own rows."""
    for column in COLUMNS:
        if column in staging.plan.fed:
            staging.run(f"ALTER TABLE import_rows ADD COLUMN {column}_id uuid")
            resolve_clients(staging, column, f"{column}_id", ambiguous="note", own_rows=True)
            staging.note(column, f"s.{column}_id = s.id")
            staging.run(f"UPDATE import_rows SET {column}_id = NULL WHERE {column} IS NULL")
    _refuse_nonsense(staging)


def _refuse_nonsense(staging: Staging) -> None:
    """Only people work somewhere; a position without a place to work at is a note."""
    if "works_at" in staging.plan.fed:
        form = "coalesce((SELECT t.form FROM directory_party t WHERE t.id = s.id), s._form)"
        staging.note("works_at", f"s.works_at IS NOT NULL AND {form} = 'organisation'")
        staging.run("UPDATE import_rows SET works_at_id = NULL WHERE works_at IS NULL")
    if "position" in staging.plan.fed:
        place = "s.works_at IS NULL" if "works_at" in staging.plan.fed else "true"
        staging.note("position", f"s.position IS NOT NULL AND {place}")


def differs(staging: Staging) -> str:
    """SQL that is true where the record lacks a relation of its row."""
    lacks = [
        f"(s.{column}_id IS NOT NULL AND NOT EXISTS (SELECT FROM relations_relation r WHERE r.source_id = s.id"
        f" AND r.target_id = s.{column}_id AND r.kind = '{kind.value}'))"
        for column, kind in COLUMNS.items()
        if column in staging.plan.fed
    ]
    return " OR ".join(lacks) or "false"


def finish(staging: Staging) -> None:
    """Write the relations that are not there yet. One statement a kind."""
    for column, kind in COLUMNS.items():
        if column not in staging.plan.fed:
            continue
        has_position = column == "works_at" and "position" in staging.plan.fed
        position = "coalesce(s.position, '')" if has_position else "''"
        staging.run(
            f"""
            INSERT INTO relations_relation (id, source_id, target_id, kind, position, decides)
            SELECT {staging.new_id}, source_id, target_id, '{kind.value}', position, false FROM (
                SELECT DISTINCT ON (s.id, s.{column}_id)
                       s.id AS source_id, s.{column}_id AS target_id, {position} AS position
                FROM import_rows s
                WHERE s.{column}_id IS NOT NULL AND s.fault IS NULL
                  AND NOT EXISTS (SELECT FROM relations_relation r WHERE r.source_id = s.id
                                  AND r.target_id = s.{column}_id AND r.kind = '{kind.value}')
            ) AS wanted
            ON CONFLICT DO NOTHING
            """
        )


RELATIONS = MoreImportFields(
    "relations", "parties", _fields, ("part_of", "works_at", "position"), resolve, finish, differs
)
