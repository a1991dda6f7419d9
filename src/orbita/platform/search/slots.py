"""How a kind of records becomes findable."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from orbita.kit.slots import Slot
from orbita.platform.derived.slots import Derived, Source, derived


@dataclass(frozen=True)
class Searchable:
    """SQL expressions over the record's row `s`: what names it, what is shown beside, what finds it.

    `sources` are the tables whose changes matter, the record's own table first. `finds` names the
    fields of the kind that the words, digits and the subtitle hold (None: any may be among them):
    whoever does not see one of them finds by the title alone.
    """

    kind: str
    table: str
    title: str
    subtitle: str
    words: str
    digits: str
    sources: Sequence[Source]
    order: int = 100
    finds: Sequence[str] | None = None
    vector: str = ""
    """A further full-text vector that is kept elsewhere: the text of a file."""
    snippets: Callable[[Sequence[UUID], str], Mapping[UUID, str]] | None = None
    """`snippets(ids, text)` gives the words around what was found, between the signs START and STOP
    of `templatetags.found`."""

    has_own: bool = True
    """Whether the record has own fields; those that are to be found are among its words."""

    kind_sql: str = ""
    """Where several kinds share the table: SQL that says of which kind the row `s` is."""
    derived_as: str = ""
    """Of a kind that shares its table: the name under which the entries of all of them are derived."""

    @property
    def derived_name(self) -> str:
        """The derived table that keeps the entries."""
        return f"search_{self.derived_as or self.kind}"

    @property
    def kind_of_row(self) -> str:
        """SQL of the kind of the row `s`."""
        return self.kind_sql or f"'{self.kind}'"

    @property
    def all_words(self) -> str:
        """The words that find it, those of its own fields among them."""
        if not self.has_own:
            return self.words
        return f"""concat_ws(' ', {self.words}, CASE WHEN s.own <> '{{}}' THEN (
            SELECT string_agg(e.value, ' ') FROM jsonb_each_text(s.own) e
            JOIN fields_ownfield f ON f.kind = {self.kind_of_row} AND f.key = e.key
            WHERE f.is_searched AND f.deleted_at IS NULL) END)"""

    def tells(self, hidden: Collection[str]) -> bool:
        """Whether an entry might give away one of these fields; own fields might always."""
        if self.finds is None:
            return bool(hidden)
        return any(name in self.finds or name.startswith("own.") for name in hidden)


searchables: Slot[Searchable] = Slot(
    "searchables", key=lambda plug: plug.kind, order=lambda plug: plug.order
)


def make_searchable(plug: Searchable) -> None:
    """Plug a kind into the search and let the database keep its entries."""
    searchables.plug(plug)
    derive_entries(plug)


def derive_entries(plug: Searchable) -> None:
    """Let the database keep the entries of a table, of which each row says its kind itself."""
    sources = list(plug.sources)
    if plug.has_own:
        sources[0] = replace(sources[0], columns=(*sources[0].columns, "own"))
    derived.plug(Derived(plug.derived_name, _refresh(plug), sources))


def _refresh(plug: Searchable) -> str:
    """Entries of the given ids: gone for records in the bin, rewritten where something differs.

    OFFSET 0 keeps the server from computing the words once for each use of them.
    """
    more = " || coalesce(more, ''::tsvector)" if plug.vector else ""
    kept = f", {plug.vector} AS more" if plug.vector else ""
    return f"""
        DELETE FROM search_searchentry e WHERE e.record_id = ANY(ids)
            AND NOT EXISTS (SELECT FROM {plug.table} s WHERE s.id = e.record_id AND s.deleted_at IS NULL);
        INSERT INTO search_searchentry AS e (record_id, kind, title, subtitle, folded, digits, vector)
        SELECT id, kind, left(title, 1000), left(coalesce(subtitle, ''), 1000),
               left(orbita_fold(title), 200), digits,
               to_tsvector('simple', words) || to_tsvector('russian', words){more}
        FROM (
            SELECT s.id, {plug.kind_of_row} AS kind, {plug.title} AS title, {plug.subtitle} AS subtitle,
                   left(orbita_fold({plug.all_words}), 20000) AS words,
                   coalesce({plug.digits}, '') AS digits{kept}
            FROM {plug.table} s WHERE s.id = ANY(ids) AND s.deleted_at IS NULL OFFSET 0
        ) AS fresh
        ON CONFLICT (record_id) DO UPDATE SET title = EXCLUDED.title, subtitle = EXCLUDED.subtitle,
            folded = EXCLUDED.folded, digits = EXCLUDED.digits, vector = EXCLUDED.vector
        WHERE (e.title, e.subtitle, e.digits, e.vector)
            IS DISTINCT FROM (EXCLUDED.title, EXCLUDED.subtitle, EXCLUDED.digits, EXCLUDED.vector);
    """
