"""How a kind of records becomes findable."""

from collections.abc import Sequence
from dataclasses import dataclass

from orbita.kit.slots import Slot
from orbita.platform.derived.slots import Derived, Source, derived


@dataclass(frozen=True)
class Searchable:
    """SQL expressions over the record's row `s`: what names it, what is shown beside, what finds it.

    `sources` are the tables whose changes matter, the record's own table first.
    """

    kind: str
    table: str
    title: str
    subtitle: str
    words: str
    digits: str
    sources: Sequence[Source]
    order: int = 100


searchables: Slot[Searchable] = Slot(
    "searchables", key=lambda plug: plug.kind, order=lambda plug: plug.order
)


def make_searchable(plug: Searchable) -> None:
    """Plug a kind into the search and let the database keep its entries."""
    searchables.plug(plug)
    derived.plug(Derived(f"search_{plug.kind}", _refresh(plug), plug.sources))


def _refresh(plug: Searchable) -> str:
    """Entries of the given ids: gone for records in the bin, rewritten where something differs.

    OFFSET 0 keeps the server from computing the words once for each use of them.
    """
    return f"""
        DELETE FROM search_searchentry e WHERE e.record_id = ANY(ids)
            AND NOT EXISTS (SELECT FROM {plug.table} s WHERE s.id = e.record_id AND s.deleted_at IS NULL);
        INSERT INTO search_searchentry AS e (record_id, kind, title, subtitle, folded, digits, vector)
        SELECT id, '{plug.kind}', left(title, 1000), left(coalesce(subtitle, ''), 1000),
               left(orbita_fold(title), 200), digits,
               to_tsvector('simple', words) || to_tsvector('russian', words)
        FROM (
            SELECT s.id, {plug.title} AS title, {plug.subtitle} AS subtitle,
                   left(orbita_fold({plug.words}), 20000) AS words, coalesce({plug.digits}, '') AS digits
            FROM {plug.table} s WHERE s.id = ANY(ids) AND s.deleted_at IS NULL OFFSET 0
        ) AS fresh
        ON CONFLICT (record_id) DO UPDATE SET title = EXCLUDED.title, subtitle = EXCLUDED.subtitle,
            folded = EXCLUDED.folded, digits = EXCLUDED.digits, vector = EXCLUDED.vector
        WHERE (e.title, e.subtitle, e.digits, e.vector)
            IS DISTINCT FROM (EXCLUDED.title, EXCLUDED.subtitle, EXCLUDED.digits, EXCLUDED.vector);
    """
