"""How files become deals: the client by name, the stage by its words, closed ones with their day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orbita.kit.text import fold
from orbita.parties.directory.importing import resolve_clients
from orbita.platform.imports.drafts import Draft, Line, RowFault
from orbita.platform.imports.slots import Choice, Column, Importable, ImportField
from orbita.platform.imports.staging import Staging
from orbita.platform.keys import uuid7
from orbita.sales.deals.models import Deal, LossReason, Outcome, Pipeline, Stage

ENDS = {
    **dict.fromkeys(
        (
            "won",
            "closed won",
            "closedwon",
            "win",
            "success",
            "successful",
            "выиграна",
            "выигран",
            "выиграно",
            "выигрыш",
            "успех",
            "успешно реализовано",
            "успешно",
            "сделка успешна",
            "продано",
            "оплачено",
        ),
        Outcome.WON,
    ),
    **dict.fromkeys(
        (
            "lost",
            "closed lost",
            "closedlost",
            "loss",
            "failed",
            "отказ",
            "проиграна",
            "проигран",
            "проиграно",
            "проигрыш",
            "провалена",
            "закрыто и не реализовано",
            "сделка провалена",
            "потеряна",
        ),
        Outcome.LOST,
    ),
}
"""Words for the two ends of every pipeline."""
NEAREST = (
    (
        0.0,
        (
            "prospecting",
            "prospect",
            "new",
            "lead",
            "новая",
            "новый",
            "заявка",
            "новая заявка",
            "первичный контакт",
            "необработанные",
        ),
    ),
    (
        0.25,
        (
            "engaging",
            "qualification",
            "qualified",
            "discovery",
            "в работе",
            "квалификация",
            "contacted",
            "meeting",
            "встреча",
            "выявление потребности",
        ),
    ),
    (
        0.5,
        (
            "proposal",
            "quote",
            "offer",
            "кп",
            "коммерческое предложение",
            "предложение",
            "value proposition",
            "proposal price quote",
            "демонстрация",
            "demo",
        ),
    ),
    (
        0.75,
        (
            "negotiation",
            "negotiation review",
            "переговоры",
            "торг",
            "принимают решение",
            "согласование",
        ),
    ),
    (1.0, ("contract", "договор", "счет", "счет выставлен", "contract sent", "подписание")),
)
"""Usual names of open stages, and how far along the pipeline they stand."""
MOST_STAGES = 30


def _fields() -> list[ImportField]:
    return [
        ImportField(
            "title",
            _("Title"),
            "название|сделка|title|deal|deal name|name|opportunity|opportunity name|тема|"
            "наименование|название сделки",
            most=500,
            match="SELECT id, lower(title) AS k FROM deals_deal",
            fold=_lower,
        ),
        ImportField(
            "external_id",
            _("Outside key"),
            "id|opportunity id|deal id|код|внешний код|external id|номер|№|ид|guid|номер сделки|"
            "deal number",
            most=200,
            unique=True,
            match="SELECT id, external_id AS k FROM deals_deal WHERE external_system = %(source)s",
        ),
        ImportField(
            "party",
            _("Client"),
            "клиент|контрагент|компания|account|client|customer|company|organization|"
            "account name|покупатель|заказчик|организация|инн|inn|customer name|company name",
            most=500,
            match=_CLIENT_KEY,
            fold=_client,
        ),
        ImportField(
            "stage",
            _("Stage"),
            "стадия|этап|статус|stage|deal stage|status|этап сделки|стадия сделки|sales stage|"
            "state",
        ),
        ImportField(
            "amount",
            _("Amount"),
            "сумма|бюджет|amount|value|close value|deal value|стоимость|цена|price|budget|"
            "сумма сделки|revenue",
            "money",
        ),
        ImportField("currency", _("Currency"), "валюта|currency", most=3, lenient=True),
        ImportField(
            "product",
            _("Product"),
            "продукт|товар|product|product name|услуга|item",
            most=500,
            match="SELECT id, lower(product) AS k FROM deals_deal",
            fold=_lower,
        ),
        ImportField(
            "opened_on",
            _("Opened on"),
            "дата создания|дата начала|создана|engage date|opened|open date|created|created date|"
            "start date|начало|opened on|create date",
            "date",
        ),
        ImportField(
            "expected_on",
            _("Expected on"),
            "ожидаемая дата|плановая дата|expected close|expected close date|expected|"
            "план закрытия|предполагаемая дата закрытия|expected on",
            "date",
        ),
        ImportField(
            "closed_on",
            _("Closed on"),
            "дата закрытия|закрыта|close date|closed|closed date|closed on|дата завершения|"
            "won date",
            "date",
        ),
        ImportField(
            "owner",
            _("Owner"),
            "ответственный|менеджер|продавец|owner|sales agent|sales rep|manager|agent|"
            "salesperson|assigned to|сотрудник|deal owner",
            "user",
            lenient=True,
        ),
        ImportField(
            "loss_reason",
            _("Reason of loss"),
            "причина отказа|причина проигрыша|loss reason|lost reason|reason lost",
            most=200,
        ),
        ImportField("source", _("Source"), "источник|source|lead source|канал", most=200),
        ImportField(
            "note",
            _("Note"),
            "примечание|комментарий|заметка|note|notes|comment|description|описание",
            "long",
        ),
    ]


def _lower(text: str) -> str:
    return text.strip().lower()


def _client(text: str) -> str:
    return text.strip().lower().translate(_IGNORED)


_IGNORED = str.maketrans("ё", "е", "«»\"“”'")
_CLIENT_KEY = (
    "SELECT d.id, coalesce(p.sort_key, '') AS k FROM deals_deal d"
    " LEFT JOIN directory_party p ON p.id = d.party_id"
)


class Stages:
    """The stages of the first pipeline, by the words that files use for them."""

    def __init__(self, *, make: bool) -> None:
        self.make = make
        self.made: dict[str, tuple[Any, str, float]] = {}
        pipeline = Pipeline.objects.order_by("position", "name").first()
        rows = list(Stage.objects.filter(pipeline=pipeline).order_by("position"))
        self.pipeline = pipeline
        self.ends = {row.outcome: row.pk for row in rows if row.outcome != Outcome.OPEN}
        self.open = [row for row in rows if row.outcome == Outcome.OPEN]
        self._known = {fold(row.name): (row.pk, row.outcome) for row in rows}

    def find(self, name: str) -> tuple[Any, str] | None:
        """The stage that is meant, with its outcome; None for an unknown one that isn't to be made."""
        key = " ".join(fold(name.replace("_", " ")).split())
        if key in self._known:
            return self._known[key]
        if key in ENDS:
            found: tuple[Any, str] = (self.ends[ENDS[key]], ENDS[key])
        elif self.make and len(self.made) < MOST_STAGES and len(name.strip()) <= 200:
            found = (uuid7(), Outcome.OPEN)
            self.made[key] = (found[0], " ".join(name.split()), _place(key))
        else:
            place = _place(key, None)
            if place is None:
                return None
            found = (self.open[round(place * (len(self.open) - 1))].pk, Outcome.OPEN)
        self._known[key] = found
        return found

    def write_made(self) -> None:
        """Add the made stages among the open ones, each where its name says; a handful of rows."""
        if not self.made:
            return
        places = [
            (number / max(len(self.open) - 1, 1), stage) for number, stage in enumerate(self.open)
        ]
        new = []
        for pk, name, place in self.made.values():
            stage = Stage(
                pk=pk,
                pipeline=self.pipeline,
                name=name,
                tone="blue",
                position=0,
                probability=round(10 + place * 80),
                outcome=Outcome.OPEN,
            )
            new.append(stage)
            places.append((place - 0.001, stage))
        ends = Stage.objects.filter(pk__in=self.ends.values()).order_by("position")
        order = [stage for _place, stage in sorted(places, key=lambda one: one[0])] + list(ends)
        for position, stage in enumerate(order):
            stage.position = position
        Stage.objects.bulk_create(new)
        Stage.objects.bulk_update([one for one in order if one not in new], ["position"])


def _place(key: str, otherwise: float | None = 0.3) -> float | None:
    return next((place for place, words in NEAREST if key in words), otherwise)


def _stages(staging: Staging) -> Stages:
    found: Stages = staging.memory["stages"]
    return found


def draft(line: Line, staging: Staging) -> Draft:
    """A read row as a deal."""
    values = line.values
    columns: dict[str, Any] = {
        name: values.get(name)
        for name in ("title", "amount", "product", "opened_on", "expected_on", "source", "note")
    }
    if values.get("amount") is not None and values["amount"] < 0:
        raise RowFault(gettext("the amount is less than nothing"))
    columns["_party"] = values.get("party")
    columns["owner_id"] = values.get("owner")
    columns["currency"] = _currency(line, staging)
    outcome = _stage(line, columns, staging)
    _closing(line, columns, outcome, staging)
    if "external_id" in values:
        columns["external_id"] = values["external_id"]
        columns["external_system"] = staging.plan.source
    columns["_title"] = _title(values)
    return Draft(columns, keys={"title": _lower(columns["title"])} if columns["title"] else None)


def _title(values: Mapping[str, Any]) -> str:
    """What a deal without a title is called: what is sold, to whom."""
    words = [values[name] for name in ("product", "party") if values.get(name)]
    return " — ".join(words)[:500] or str(values.get("external_id") or gettext("Deal"))


def _currency(line: Line, staging: Staging) -> str | None:
    text = line.values.get("currency")
    if text is None:
        return None
    code = {"₽": "RUB", "РУБ": "RUB", "$": "USD", "€": "EUR"}.get(
        text.upper().strip(". "), text.upper()
    )
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code
    line.notes[staging.plan.head_of("currency")] = text
    return None


def _stage(line: Line, columns: dict[str, Any], staging: Staging) -> str:
    """Set the stage; gives the outcome. Without a word for it a deal with a closing day is open."""
    stages = _stages(staging)
    text = line.values.get("stage")
    found = stages.find(text) if text else None
    if text and found is None:
        line.notes[staging.plan.head_of("stage")] = text
    columns["stage_id"] = found[0] if found else None
    columns["_first_stage"] = stages.open[0].pk
    return found[1] if found else Outcome.OPEN


def _closing(line: Line, columns: dict[str, Any], outcome: str, staging: Staging) -> None:
    """The closing day of a closed deal; of an open one it is when the deal is expected to close."""
    day: date | None = line.values.get("closed_on")
    reason = line.values.get("loss_reason")
    if outcome == Outcome.OPEN:
        if day and not columns["expected_on"]:
            columns["expected_on"] = day
        elif day:
            line.notes[staging.plan.head_of("closed_on")] = day.isoformat()
        if reason:
            line.notes[staging.plan.head_of("loss_reason")] = reason
        return
    columns["closed_on"] = day or columns["expected_on"] or columns["opened_on"]
    if reason and outcome == Outcome.LOST:
        columns["loss_reason_id"] = _reason(reason, staging)
    elif reason:
        line.notes[staging.plan.head_of("loss_reason")] = reason


def _reason(name: str, staging: Staging) -> Any:
    known: dict[str, Any] = staging.memory["reasons"]
    key = fold(name)
    if key not in known:
        known[key] = uuid7()
        staging.memory.setdefault("new_reasons", []).append(
            LossReason(pk=known[key], name=name, position=100)
        )
    return known[key]


def prepare(staging: Staging) -> None:
    """Read what rows are compared with, before the file goes in."""
    staging.memory["stages"] = Stages(make="stages" in staging.plan.makes)
    staging.memory["reasons"] = {fold(row.name): row.pk for row in LossReason.objects.all()}


def resolve(staging: Staging) -> None:
    """Find the clients; make stages and reasons that are missing; refuse keys taken by others."""
    resolve_clients(staging, "_party", "party_id")
    stages = _stages(staging)
    staging.made["stages"] = len(stages.made)
    reasons = staging.memory.get("new_reasons", [])
    staging.made["reasons"] = len(reasons)
    staging.before += [stages.write_made, lambda: LossReason.objects.bulk_create(reasons)]
    staging.reject(
        """s.external_id IS NOT NULL AND EXISTS (SELECT FROM deals_deal d
           WHERE d.external_system = s.external_system AND d.external_id = s.external_id
             AND d.id <> s.id)""",
        gettext("another deal has this outside key already"),
    )
    staging.reject(
        """s.n IN (SELECT n FROM (SELECT n, row_number() OVER (PARTITION BY external_id ORDER BY n) AS place
           FROM import_rows WHERE fault IS NULL AND external_id IS NOT NULL
             AND fate IS DISTINCT FROM 'follower') AS placed WHERE place > 1)""",
        gettext("an earlier row of the file has this outside key already"),
    )


DEALS = Importable(
    kind="deals",
    label=_("Deals"),
    record="deal",
    model=Deal,
    permission="deals.import",
    fields=_fields,
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
