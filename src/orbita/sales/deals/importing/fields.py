"""The fields of a file of deals, and what their columns are called."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.imports.slots import ImportField


def deal_fields() -> list[ImportField]:
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
