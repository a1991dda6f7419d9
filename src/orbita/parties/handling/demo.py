"""How some of the demo company's clients want to be treated."""

from typing import Any

from orbita.kit.worktime import parse_periods
from orbita.parties.directory.models import Form, Party
from orbita.parties.handling.models import Handling
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.keys import uuid7
from orbita.platform.ui.demo import Demo

WISHES: tuple[dict[str, Any], ...] = (
    {"hours": "10:00–12:00", "address": "formal", "do": "Сначала письмо, потом звонок",
     "payment": "Отсрочка 14 дней", "channel": "email"},
    {"hours": "15:00–18:00", "dont": "Не обсуждать скидки с закупщиком: решает директор"},
    {"no_calls": True, "reason": "просили писать в Telegram", "channel": "telegram"},
    {"hours": "09:00–11:00, 16:00–17:00", "do": "Присылать счёт в день звонка",
     "delivery": "Разгрузка только боковая, до 14:00"},
    {"language": "английский", "address": "formal", "channel": "email",
     "dont": "Не звонить без письма с повесткой"},
    {"address": "familiar", "do": "Спросить про рыбалку: с этого начинается любой разговор",
     "days": "every", "hours": "11:00–20:00"},
    {"no_letters": True, "reason": "почту не читает", "channel": "phone",
     "hours": "12:00–16:00", "payment": "Только предоплата"},
    {"dont": "Не предлагать аналоги: один раз подвели", "delivery": "Доставка до двери склада № 3"},
)  # fmt: skip
ZONES = {
    "Екатеринбург": "Asia/Yekaterinburg", "Новосибирск": "Asia/Novosibirsk",
    "Самара": "Europe/Samara", "Омск": "Asia/Omsk", "Красноярск": "Asia/Krasnoyarsk",
    "Владивосток": "Asia/Vladivostok", "Иркутск": "Asia/Irkutsk",
    "Калининград": "Europe/Kaliningrad",
}  # fmt: skip
SHARE = 0.22


@command
def treat_demo_clients(demo: Demo, *, by: Actor) -> None:
    """Personal rules for a fifth of the clients, in the zones of their cities."""
    parties = Party.objects.order_by("pk").only("pk", "form", "city", "first_name", "middle_name")
    found = [_treated(demo, party) for party in parties if demo.chance(SHARE)]
    Handling.objects.bulk_create(found, batch_size=1000)


def _treated(demo: Demo, party: Party) -> Handling:
    wish = dict(demo.random.choice(WISHES))
    hours = wish.pop("hours", "")
    greeting = ""
    if party.form == Form.PERSON:
        greeting = " ".join(filter(None, (party.first_name, party.middle_name)))
    return Handling(
        id=uuid7(),
        party=party,
        greeting=greeting,
        time_zone=ZONES.get(party.city, ""),
        windows=[list(period) for period in parse_periods(hours)],
        **wish,
    )
