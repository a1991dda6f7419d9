"""Links of an imported file: cells name records of other kinds, and become their keys."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from orbita.platform.fields.definitions import Definition
from orbita.platform.imports.staging import Staging
from orbita.platform.records.slots import kinds


def staged(link: Definition) -> str:
    """The column of the staging table in which the cells of a link stand until they are resolved."""
    return f"_{link.key}"


def tie(links: Sequence[Definition], staging: Staging) -> None:
    """Find the records that cells of links name, among those that the importing person sees. A name
    that none has, or several have, is kept as a note. Two statements a link that the file feeds."""
    for link in links:
        if staged(link) in staging.plan.fed and link.leads_to in kinds:
            _tie(link, staging)


def _tie(link: Definition, staging: Staging) -> None:
    kind, column = kinds[link.leads_to], staged(link)
    seen: QuerySet[Any, Any] = kind.model.objects.visible_to(staging.plan.by)
    try:
        rows, values = seen.order_by().values_list("pk", kind.title).query.sql_with_params()
    except EmptyResultSet:
        rows, values = "SELECT NULL::uuid, NULL::text WHERE false", ()
    said = f'orbita_fold(btrim(s."{column}"))'
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE import_rows s
            SET own = coalesce(s.own, '{{}}') || jsonb_build_object('{link.key}', found.id)
            FROM (
                SELECT orbita_fold(title) AS title, min(id::text) AS id
                FROM ({rows}) AS seen (id, title)
                WHERE orbita_fold(title) IN (
                    SELECT {said} FROM import_rows s WHERE s."{column}" IS NOT NULL)
                GROUP BY 1 HAVING count(*) = 1
            ) AS found
            WHERE s.fault IS NULL AND {said} = found.title
            """,
            values,
        )
    staging.note(
        column, f"s.\"{column}\" IS NOT NULL AND NOT coalesce(s.own ? '{link.key}', false)"
    )
