"""How files become deals: the client by name, the stage by its words, closed ones with their day."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.imports.slots import Choice, Column, Importable
from orbita.sales.deals.importing.drafting import draft, prepare, resolve
from orbita.sales.deals.importing.fields import deal_fields
from orbita.sales.deals.models import Deal

DEALS = Importable(
    kind="deals",
    label=_("Deals"),
    record="deal",
    model=Deal,
    permission="deals.import",
    fields=deal_fields,
    needs=(("title", "product", "party", "external_id"),),
    keys=(("external_id",), ("title", "party")),
    columns=(
        Column("_title"),
        Column("_first_stage", "uuid"),
        Column("_party"),
        Column("title", default="s._title"),
        Column("party_id", "uuid", "NULL::uuid"),
        Column("stage_id", "uuid", "s._first_stage"),
        Column(
            "stage_since",
            "timestamptz",
            "coalesce(s.closed_on, s.opened_on, current_date)::timestamptz",
            merged="CASE WHEN s.stage_id IS DISTINCT FROM t.stage_id THEN now() ELSE t.stage_since END",
        ),
        Column("amount", "numeric(18,2)", "NULL"),
        Column("currency", default="'RUB'"),
        Column("product"),
        Column("opened_on", "date", "NULL"),
        Column("expected_on", "date", "NULL"),
        Column("closed_on", "date", "NULL"),
        Column("loss_reason_id", "uuid", "NULL::uuid"),
        Column("owner_id", "uuid", "%(owner)s::uuid"),
        Column("source"),
        Column("note"),
        Column("external_system"),
        Column("external_id"),
    ),
    draft=draft,
    prepare=prepare,
    resolve=resolve,
    makes=(
        Choice("clients", _("Clients who are named and missing"), permission="parties.create"),
        Choice("employees", _("Employees who are missing"), permission="access.manage"),
        Choice("stages", _("Stages that are missing"), _("Otherwise the nearest stage is taken.")),
    ),
    nouns=("deal", "opportunity", "сделки"),
    icon="columns-3",
    url="/deals/",
    order=20,
)
"""Files of deals."""
