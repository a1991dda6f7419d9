"""How files become parties: fields and their heads, requisites with flags, addresses, outside keys."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.importing.drafting import ADDRESS, REQUISITES, draft, refine
from orbita.parties.directory.importing.fields import party_fields
from orbita.parties.directory.importing.naming import resolve_clients
from orbita.parties.directory.models import Party
from orbita.platform.imports.slots import Choice, Collection, Column, Importable

__all__ = ["PARTIES", "resolve_clients"]


def _doubtful() -> Column:
    """Doubts about requisites that came anew replace the old doubts about them."""
    given = ", ".join(f"CASE WHEN s.{f} IS NOT NULL THEN '{f}' END" for f in REQUISITES)
    return Column(
        "doubtful",
        "jsonb",
        "'[]'",
        merged=f"(t.doubtful - ARRAY[{given}]) || coalesce(s.doubtful, '[]')",
    )


_TEXTS = ("name", "full_name", "source", "site", "city", "note", "inn", "kpp", "ogrn", "last_name",
          "first_name", "middle_name", "industry")  # fmt: skip

PARTIES = Importable(
    kind="parties",
    label=_("Clients"),
    record="party",
    model=Party,
    permission="parties.import",
    fields=party_fields,
    needs=(("name", "person", "last_name", "first_name"),),
    keys=(("external_id",), ("inn", "kpp"), ("inn",), ("ogrn",), ("email",), ("phone",), ("name",), ("person",)),
    columns=(
        Column("_form"),
        Column("form", default="coalesce(s._form, 'organisation')"),
        *(Column(name) for name in _TEXTS),
        Column("status", default="'new'"),
        Column("employees", "integer", "NULL"),
        Column("revenue", "numeric(18,2)", "NULL"),
        Column("founded_in", "integer", "NULL"),
        Column("born_on", "date", "NULL"),
        Column("owner_id", "uuid", "%(owner)s::uuid"),
        _doubtful(),
    ),
    collections=(
        Collection(
            "points", "directory_contactpoint", "party_id",
            {"channel": "text", "value": "text", "normal": "text", "extension": "text", "label": "text",
             "is_main": "boolean", "position": "integer"},
            same=("channel", "normal", "extension"), placed=True,
            added={
                "is_main": "x.is_main AND NOT EXISTS (SELECT FROM directory_contactpoint o"
                " WHERE o.party_id = s.id AND o.channel = x.channel)",
                "position": "x.position + (SELECT count(*) FROM directory_contactpoint o"
                " WHERE o.party_id = s.id)",
            },
        ),
        Collection(
            "addresses", "directory_address", "party_id",
            {"purpose": "text", **dict.fromkeys(ADDRESS, "text")}, same=("purpose", *ADDRESS),
        ),
        Collection(
            "outside_keys", "directory_externalid", "party_id", {"system": "text", "value": "text"},
            same=("system", "value"), once=("system", "value"), once_label=_("Outside key"),
        ),
        Collection(
            "accounts", "directory_bankaccount", "party_id",
            {"bik": "text", "account": "text", "correspondent": "text", "bank": "text"}, same=("account",),
        ),
    ),
    draft=draft,
    refine=refine,
    makes=(Choice("employees", _("Employees who are missing"), permission="access.manage"),
           Choice("clients", _("Clients who are named and missing"))),
    nouns=("customer", "client", "account", "company", "клиента", "компании", "контрагента",
           "организации", "organization", "покупателя"),
    icon="building-2",
    url="/parties/",
    order=10,
)  # fmt: skip
"""Files of customers."""
