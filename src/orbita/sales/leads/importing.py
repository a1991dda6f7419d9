"""How files become leads: who asks, what, from where; whatever no field holds is kept beside."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from orbita.kit.text import fold
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.imports.drafts import Draft, Line, RowFault
from orbita.platform.imports.slots import Choice, Column, Importable, ImportField
from orbita.platform.imports.staging import Staging
from orbita.platform.keys import uuid7
from orbita.sales.leads import rules
from orbita.sales.leads.commands import distribute_leads
from orbita.sales.leads.models import Lead, LeadSource, SourceKind, Status

SAYS_NOTHING = frozenset(("select", "выберите", "не выбрано", "unknown", "не указан", "n/a"))
"""What lists of choices leave in a file when nobody chose."""
BATCH = 5000


def _statuses() -> Mapping[str, Sequence[str]]:
    return {
        Status.NEW.value: (str(Status.NEW.label), "новая", "новый", "new", "open", "открыт"),
        Status.TAKEN.value: (str(Status.TAKEN.label), "в работе", "in progress", "working",
                             "contacted", "assigned"),
    }  # fmt: skip


def _fields() -> list[ImportField]:
    return [
        ImportField("subject", pgettext_lazy("lead", "Request"),
                    "тема|заявка|название|subject|title|lead name|topic|lead title|суть", most=500),
        ImportField("text", _("Text"),
                    "текст|сообщение|комментарий|вопрос|описание|message|text|comment|comments|"
                    "notes|note|description|request|примечание|пожелание|пожелания", "long"),
        ImportField("person_name", pgettext_lazy("lead", "Name"),
                    "имя|фио|контакт|контактное лицо|name|full name|contact|contact name|person|"
                    "заявитель|клиент|customer name", most=300),
        ImportField("first_name", pgettext_lazy("person", "first name"),
                    "first name|firstname|имя контакта", most=150),
        ImportField("last_name", pgettext_lazy("person", "last name"),
                    "фамилия|last name|lastname|surname", most=150),
        ImportField("position", _("Position"), "должность|position|job title", most=300),
        ImportField("company_name", pgettext_lazy("lead", "Company"),
                    "компания|организация|company|company name|organization|organisation|account|"
                    "фирма|наименование организации|employer", most=500),
        ImportField("phone", pgettext_lazy("channel", "Phone"),
                    "телефон|тел|мобильный|phone|mobile|phone number|telephone|номер телефона",
                    most=300),
        ImportField("email", pgettext_lazy("channel", "E-mail"),
                    "почта|email|e-mail|mail|эл почта|электронная почта|email address", most=300),
        ImportField("messenger", _("Messenger"),
                    "мессенджер|telegram|телеграм|messenger|whatsapp|vk", most=300),
        ImportField("city", _("City"), "город|city|town|населённый пункт", most=200, lenient=True),
        ImportField("product", _("Product"),
                    "товар|продукт|услуга|product|interest|product interest|интересует|"
                    "specialization|курс|course", most=500),
        ImportField("amount", _("Amount"),
                    "сумма|бюджет|amount|budget|value|стоимость", "money", lenient=True),
        ImportField("source", _("Source"),
                    "источник|source|lead source|канал|utm source|откуда|traffic source", most=200),
        ImportField("status", pgettext_lazy("lead", "State"),
                    "статус|состояние|status|state|lead status", "choice", choices=_statuses,
                    lenient=True),
        ImportField("owner", _("Owner"),
                    "ответственный|менеджер|owner|manager|assigned to|lead owner|agent", "user",
                    lenient=True),
        ImportField("received_at", _("Received"),
                    "дата|когда|получена|дата заявки|дата создания|created|created at|date|"
                    "received|received at|created date|timestamp", "moment", lenient=True),
        ImportField("score", _("Score"), "оценка|балл|score|lead score|рейтинг", "number",
                    lenient=True),
        ImportField("external_id", _("Outside key"),
                    "id|lead id|prospect id|код|внешний код|external id|guid|ид|номер заявки|№",
                    most=200, unique=True,
                    match="SELECT id, external_id AS k FROM leads_lead"
                          " WHERE external_system = %(source)s"),
    ]  # fmt: skip


TEXTS = ("text", "position", "company_name", "phone", "email", "messenger", "city", "product")


def _draft(line: Line, staging: Staging) -> Draft:
    values = line.values
    columns: dict[str, Any] = {name: _said(line, name, staging) for name in TEXTS}
    columns["person_name"] = _person(values)
    given = {name: value for name, value in columns.items() if value}
    columns.update(rules.normals(given))
    _amount(line, columns, staging)
    columns["score"] = values.get("score")
    columns["received_at"] = values.get("received_at")
    columns["status"] = values.get("status")
    columns["owner_id"] = values.get("owner")
    columns["source_id"] = _source(values.get("source"), staging)
    if "external_id" in values:
        columns["external_id"] = values["external_id"]
        columns["external_system"] = staging.plan.source
    columns["subject"] = values.get("subject")
    named = {**given, "external_id": values.get("external_id")}
    columns["_subject"] = rules.subject_of(named, _fallback(values, columns))
    return Draft(columns)


def _fallback(values: Mapping[str, Any], columns: Mapping[str, Any]) -> str:
    """What a row without words is called: where it came from and its key."""
    words = [values.get("source"), columns["city"], values.get("external_id")]
    return " · ".join(str(word) for word in words if word) or gettext("Request without words")


def _said(line: Line, name: str, staging: Staging) -> str | None:
    """A cell, unless it is what a list leaves when nobody chose: that is kept as a note."""
    text: str | None = line.values.get(name)
    if text and fold(text) in SAYS_NOTHING:
        line.notes[staging.plan.head_of(name)] = text
        return None
    return text


def _person(values: Mapping[str, Any]) -> str | None:
    if values.get("person_name"):
        return str(values["person_name"])
    parts = [values.get("first_name"), values.get("last_name")]
    return " ".join(part for part in parts if part) or None


def _amount(line: Line, columns: dict[str, Any], staging: Staging) -> None:
    amount = line.values.get("amount")
    if amount is not None and amount < 0:
        raise RowFault(gettext("the amount is less than nothing"))
    columns["amount"] = amount


def _source(name: str | None, staging: Staging) -> Any:
    """The source with this name, made where it is missing; without a name it is the file."""
    if name is None:
        return staging.memory["file"]
    known: dict[str, Any] = staging.memory["sources"]
    key = fold(name)
    if key not in known:
        known[key] = uuid7()
        place = len(known) + 10
        made = LeadSource(
            pk=known[key], key=f"file-{known[key].hex[-12:]}", name=name.strip(),
            kind=SourceKind.FILE, position=place,
        )  # fmt: skip
        staging.memory["new_sources"].append(made)
    return known[key]


def _prepare(staging: Staging) -> None:
    """Read what rows are compared with, before the file goes in."""
    rows = list(LeadSource.objects.all())
    staging.memory["sources"] = {fold(row.name): row.pk for row in rows}
    staging.memory["new_sources"] = []
    staging.memory["file"] = next((row.pk for row in rows if row.kind == SourceKind.FILE), None)


def _resolve(staging: Staging) -> None:
    """Make sources that are missing; refuse keys that come twice."""
    made = staging.memory["new_sources"]
    staging.made["sources"] = len(made)
    staging.before.append(lambda: LeadSource.objects.bulk_create(made))
    staging.reject(
        """s.n IN (SELECT n FROM (SELECT n, row_number() OVER (PARTITION BY external_id ORDER BY n) AS place
           FROM import_rows WHERE fault IS NULL AND external_id IS NOT NULL
             AND fate IS DISTINCT FROM 'follower') AS placed WHERE place > 1)""",
        gettext("an earlier row of the file has this outside key already"),
    )


def _finish(staging: Staging) -> None:
    """Give the new leads out by the rules, some thousands at once and without timers."""
    rows = staging.ask(
        "SELECT s.id FROM import_rows s JOIN leads_lead l ON l.id = s.id"
        " WHERE s.fault IS NULL AND s.fate IS NULL AND l.owner_id IS NULL AND l.status = 'new'"
        " ORDER BY s.n"
    )
    ids = [row[0] for row in rows]
    for start in range(0, len(ids), BATCH):
        distribute_leads(ids[start : start + BATCH], timers=False, by=SYSTEM)


LEADS = Importable(
    kind="leads",
    label=pgettext_lazy("records", "Leads"),
    record="lead",
    model=Lead,
    permission="leads.import",
    fields=_fields,
    needs=(("subject", "text", "person_name", "company_name", "phone", "email", "external_id",
            "last_name"),),
    keys=(("external_id",),),
    columns=(
        Column("_subject"),
        Column("subject", default="s._subject"),
        *(Column(name) for name in (*TEXTS, "person_name", "phone_normal", "email_normal",
                                    "messenger_normal")),
        Column("amount", "numeric(18,2)", "NULL"),
        Column("score", "smallint", "NULL"),
        Column("received_at", "timestamptz", "now()"),
        Column("status", default="'new'"),
        Column("source_id", "uuid", "NULL::uuid"),
        Column("owner_id", "uuid", "NULL::uuid"),
        Column("external_system"),
        Column("external_id"),
    ),
    draft=_draft,
    prepare=_prepare,
    resolve=_resolve,
    finish=_finish,
    makes=(Choice("sources", _("Sources that are missing")),
           Choice("employees", _("Employees who are missing"), permission="access.manage")),
    nouns=("lead", "prospect", "заявки", "лида"),
    icon="inbox",
    url="/leads/",
    order=30,
)  # fmt: skip
