"""How files become contacts: calls, meetings, letters of the past, and what is planned."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orbita.activities.timeline.models import Direction, Interaction, Kind, Result
from orbita.parties.directory.importing import resolve_clients
from orbita.platform.imports.drafts import Draft, Line, RowFault
from orbita.platform.imports.slots import Choice, Column, Importable, ImportField
from orbita.platform.imports.staging import Staging

TOUCHPOINT_OF_KIND = """(SELECT d.id FROM touchpoints_touchpoint d
    WHERE d.is_active AND d.default_for = s.kind)"""
"""Where contacts of the kind have met unless the file says otherwise."""


def _kinds() -> Mapping[str, Sequence[str]]:
    words = {
        Kind.CALL: ("звонок", "call", "phone call", "вызов", "телефон", "phone"),
        Kind.MEETING: ("встреча", "meeting", "совещание", "переговоры"),
        Kind.LETTER: ("письмо", "letter", "email", "e-mail", "mail", "почта"),
        Kind.CHAT: ("чат", "chat", "сообщение", "message", "sms", "смс", "мессенджер"),
        Kind.VISIT: ("визит", "visit", "выезд"),
        Kind.NOTE: ("заметка", "note", "комментарий", "comment", "примечание"),
        Kind.DOCUMENT: ("документ", "document"),
        Kind.DECISION: ("решение", "decision"),
        Kind.TASK: ("задача", "task", "дело", "todo", "to do"),
    }
    return {str(key): (str(key.label), *given) for key, given in words.items()}


def _directions() -> Mapping[str, Sequence[str]]:
    words = {
        Direction.IN: ("входящий", "входящее", "входящая", "incoming", "inbound", "вх"),
        Direction.OUT: ("исходящий", "исходящее", "исходящая", "outgoing", "outbound", "исх"),
        Direction.NONE: ("без направления",),
    }
    return {str(key): (str(key.label), *given) for key, given in words.items()}


def _results() -> Mapping[str, Sequence[str]]:
    words = {
        Result.REACHED: ("дозвонились", "reached", "answered", "состоялся"),
        Result.NO_ANSWER: ("не дозвонились", "нет ответа", "no answer", "missed", "busy"),
        Result.AGREED: ("договорились", "согласие", "agreed", "success"),
        Result.REFUSED: ("отказ", "refused", "declined"),
        Result.POSTPONED: ("отложено", "перенесено", "postponed"),
        Result.DONE: ("сделано", "выполнено", "готово", "done", "completed", "завершено"),
    }
    return {str(key): (str(key.label), *given) for key, given in words.items()}


def _fields() -> list[ImportField]:
    return [
        ImportField("party", _("Client"), "клиент|контрагент|компания|account|client|customer|"
                                          "company|organization|contact|account name|заказчик|"
                                          "организация|инн|inn|customer name|company name", most=500),
        ImportField("kind", _("Kind"), "тип|вид|канал|kind|type|activity|activity type|"
                                       "тип активности|channel|вид контакта", "choice",
                    choices=_kinds, lenient=True),
        ImportField("at", _("When"), "дата|когда|дата и время|время|date|when|time|datetime|"
                                     "timestamp|date time|дата контакта|activity date|created at|"
                                     "дата звонка|start|начало|done at", "moment"),
        ImportField("due_at", _("Planned for"), "срок|запланировано|план|due|due date|deadline|"
                                                "planned for|planned|дата выполнения", "moment"),
        ImportField("subject", _("Subject"), "тема|subject|title|заголовок|название|summary",
                    most=500),
        ImportField("text", _("Text"), "текст|содержание|комментарий|описание|text|body|note|"
                                       "notes|comment|description|message|заметка|details|"
                                       "вопрос пользователя|примечание", "long"),
        ImportField("direction", _("Direction"), "направление|direction", "choice",
                    choices=_directions, lenient=True),
        ImportField("result", _("Result"), "результат|итог|result|outcome", "choice",
                    choices=_results, lenient=True),
        ImportField("touchpoint", _("Touchpoint"), "точка соприкосновения|точка контакта|touchpoint|"
                                                   "point of contact|место контакта", most=200),
        ImportField("minutes", _("Duration, minutes"), "длительность мин|минут|duration minutes|"
                                                       "duration min", "number", lenient=True),
        ImportField("duration", _("Duration, seconds"), "длительность|duration|seconds|"
                                                        "длительность сек|duration seconds", "number",
                    lenient=True),
        ImportField("owner", _("Employee"), "сотрудник|ответственный|менеджер|исполнитель|owner|"
                                            "employee|agent|user|manager|assigned to|автор|"
                                            "author|sales agent", "user", lenient=True),
        ImportField("external_id", _("Outside key"), "id|external id|код|внешний код|номер|"
                                                     "activity id|ид|guid|№|call id", most=200, unique=True,
                    match="SELECT id, external_id AS k FROM timeline_interaction WHERE source = %(source)s"
                    " AND external_id <> ''"),
    ]  # fmt: skip


def draft(line: Line, staging: Staging) -> Draft:
    """A read row as a contact: done when its moment has passed, planned when it is still to come."""
    values = line.values
    at, due = values.get("at"), values.get("due_at")
    if at is None and due is None:
        raise RowFault(gettext("there is no date"))
    if at is not None and at > timezone.now():
        at, due = None, due or at
    if not any(values.get(name) for name in ("subject", "text", "kind", "party")):
        raise RowFault(gettext("there is neither a subject nor a text"))
    seconds = values.get("duration")
    if "minutes" in values and seconds is None:
        seconds = values["minutes"] * 60
    elif "minutes" in values:
        line.notes[staging.plan.head_of("minutes")] = str(values["minutes"])
    columns: dict[str, Any] = {
        "kind": values.get("kind"),
        "_party": values.get("party"),
        "_touchpoint": values.get("touchpoint"),
        "subject": values.get("subject"),
        "text": values.get("text"),
        "direction": values.get("direction"),
        "result": values.get("result"),
        "duration": seconds,
        "done_at": at,
        "due_at": due,
        "owner_id": values.get("owner"),
        "assignee_id": values.get("owner"),
    }
    if "external_id" in values:
        columns["external_id"], columns["source"] = values["external_id"], staging.plan.source
    return Draft(columns)


def resolve(staging: Staging) -> None:
    """Find the clients and the touchpoints; an unknown touchpoint becomes a note."""
    resolve_clients(staging, "_party", "party_id")
    if "touchpoint" in staging.plan.fed:
        staging.run(
            "UPDATE import_rows s SET touchpoint_id = p.id FROM touchpoints_touchpoint p"
            " WHERE lower(p.name) = lower(s._touchpoint)"
        )
        staging.run(
            "UPDATE import_rows s SET details = coalesce(s.details, '{}')"
            " || jsonb_build_object(%(head)s::text, s._touchpoint)"
            " WHERE s.touchpoint_id IS NULL AND s._touchpoint IS NOT NULL",
            head=staging.plan.head_of("touchpoint"),
        )


INTERACTIONS = Importable(
    kind="interactions",
    label=_("Contacts with clients"),
    record="interaction",
    model=Interaction,
    permission="interactions.import",
    fields=_fields,
    needs=(("at", "due_at"),),
    keys=(("external_id",),),
    columns=(
        Column("_party"),
        Column("_touchpoint"),
        Column("party_id", "uuid", "NULL::uuid"),
        Column("kind", default="CASE WHEN s.done_at IS NULL THEN 'task' ELSE 'note' END"),
        Column("subject"),
        Column("text"),
        Column("direction", default="'none'"),
        Column("result"),
        Column("duration", "integer", "NULL"),
        Column("done_at", "timestamptz", "NULL"),
        Column("due_at", "timestamptz", "NULL"),
        Column("owner_id", "uuid", "%(owner)s::uuid"),
        Column("assignee_id", "uuid", "%(owner)s::uuid"),
        Column("touchpoint_id", "uuid", TOUCHPOINT_OF_KIND),
        Column("source"),
        Column("external_id"),
    ),
    draft=draft,
    resolve=resolve,
    makes=(Choice("clients", _("Clients who are named and missing"), permission="parties.create"),
           Choice("employees", _("Employees who are missing"), permission="access.manage")),
    nouns=("activity", "interaction", "контакта"),
    icon="messages-square",
    url="",
    order=30,
)  # fmt: skip
"""Files of contacts."""
