"""The demo company's requests: some decided in the last weeks, some that wait now, some that came twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from orbita.parties.directory.models import ContactPoint, Party
from orbita.platform.accounts.models import Team, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo, mail
from orbita.sales.deals.models import Deal
from orbita.sales.leads import rules
from orbita.sales.leads.commands import add_rule, distribute_leads
from orbita.sales.leads.models import Lead, LeadSource, Mode, RejectReason, Status

CLOSED, WAITING, TAKEN = 82, 25, 13
SHARES = {"site": 52, "phone": 20, "mail": 16, "exhibition": 12}
WISHES = (
    ("Терминалы сбора данных", "Нужны терминалы сбора данных, 12 штук, работа при −25 °C. Просим"
     " цену и срок поставки.", 780_000),
    ("Принтеры этикеток", "Подберите два принтера для этикеток 100×150, нагрузка около 3 000 в"
     " смену.", 164_000),
    ("Автоматизация склада", "Хотим перевести склад 4 200 м² на адресное хранение. С чего начать"
     " и сколько это займёт?", 3_400_000),
    ("Сканеры штрихкода", "Интересуют беспроводные сканеры, 20 штук, с чтением повреждённых кодов.",
     310_000),
    ("Маркировка", "Нужна помощь с маркировкой: оборудование и программа под ключ.", 940_000),
    ("Ремонт и сервис", "Сломался терминал, экран не реагирует. Чините ли вы такие и сколько это"
     " стоит?", None),
    ("Весы с печатью", "Для цеха нужны весы с печатью этикеток, 6 штук.", 420_000),
    ("Расходные материалы", "Пришлите прайс на термоэтикетки и риббоны, берём каждый месяц.",
     58_000),
    ("Обследование склада", "Можно ли заказать обследование склада с выездом? Мы в области.", 120_000),
    ("Мобильные рабочие места", "Ищем тележки с планшетом и принтером для приёмки.", 690_000),
)  # fmt: skip
PEOPLE = (
    "Алексей Воронин", "Марина Гусева", "Сергей Пахомов", "Наталья Климова", "Денис Рожков",
    "Ольга Ситникова", "Руслан Хасанов", "Татьяна Юдина", "Илья Баженов", "Вера Тимофеева",
    "Константин Лапшин", "Юлия Карпова", "Антон Мельник", "Светлана Зорина", "Павел Угрюмов",
)  # fmt: skip
FIRMS = (
    "ООО «Мебель-Град»", "ООО «Хладокомбинат Южный»", "АО «Приборист»", "ООО «Аптека рядом»",
    "ООО «Стройбаза 33»", "ООО «Тепло и свет»", "ООО «Фермерский двор»", "ООО «Автодеталь-Сервис»",
    "ООО «Кабельный двор»", "ООО «Чистый дом»", "ООО «Текстиль-Иваново»", "ООО «Волга-Металл»", "",
)  # fmt: skip
CITIES = {"Москва": 34, "Санкт-Петербург": 18, "Екатеринбург": 9, "Казань": 8, "Нижний Новгород": 8,
          "Самара": 6, "Краснодар": 6, "Тверь": 5, "Уфа": 4, "": 8}  # fmt: skip
COMMENTS = ("Предлагают рекламу.", "Перезванивали трижды.", "Ищут то, чего не возим.", "")


@command
def receive_demo_leads(demo: Demo, *, by: Actor) -> None:
    """120 requests of the last weeks: 25 unsorted, some of known clients, some that came twice."""
    desk = _Desk.open(demo)
    leads = [desk.closed(number) for number in range(CLOSED)]
    leads += [desk.taken(number) for number in range(TAKEN)]
    waiting = [desk.waiting(number) for number in range(WAITING)]
    Lead.objects.bulk_create([*leads, *waiting], batch_size=500)
    _make_rules(desk, by)
    distribute_leads([lead.pk for lead in waiting[::2]], timers=False, by=by)
    _set_timers(waiting)


@dataclass
class _Desk:
    demo: Demo
    sources: dict[str, LeadSource]
    reasons: list[RejectReason]
    sellers: list[UUID]
    known: list[tuple[Party, str, str]]
    deals: list[Deal]
    used: int = 0
    last: Lead | None = None

    @classmethod
    def open(cls, demo: Demo) -> "_Desk":
        """What requests are made of."""
        phones = ContactPoint.objects.filter(channel="phone", is_main=True, party__deleted_at=None)
        rows = phones.select_related("party").order_by("party__created_at", "pk")[:60]
        people = dict(User.objects.values_list("email", "pk"))
        logins = ("seller", "elkin", "soboleva", "seller2", "moroz", "vlasov")
        recent = Deal.objects.filter(party__isnull=False).select_related("party")
        return cls(
            demo,
            {source.key: source for source in LeadSource.objects.all()},
            list(RejectReason.objects.all()),
            [people[mail(login)] for login in logins],
            [(row.party, row.value, row.party.city) for row in rows],
            list(recent.order_by("-created_at")[:60]),
        )

    def closed(self, number: int) -> Lead:
        """A request that has become a client or was rejected."""
        day = self.demo.workday(self.demo.ago(self.demo.random.randint(3, 55)))
        lead = self._lead(self.demo.moment(day))
        lead.owner_id = self.demo.random.choice(self.sellers)
        lead.given = {"mode": "turn", "rule": "Остальные города"}
        lead.taken_at = lead.received_at + timedelta(minutes=self.demo.random.randint(2, 90))
        lead.given_at = lead.received_at
        lead.closed_at = lead.taken_at + timedelta(minutes=self.demo.random.randint(3, 900))
        if number % 5 < 2 and self.deals:
            deal = self.deals.pop(0)
            self._become(lead, deal)
        else:
            lead.status = Status.REJECTED
            lead.reject_reason = self.demo.random.choice(self.reasons)
            lead.reject_comment = self.demo.random.choice(COMMENTS)
        return lead

    @staticmethod
    def _become(lead: Lead, deal: Deal) -> None:
        """The request with which a deal of the last weeks began, a little before it."""
        assert deal.party is not None
        lead.status, lead.deal, lead.party = Status.CONVERTED, deal, deal.party
        lead.owner_id, lead.product, lead.subject = deal.owner_id, deal.product, deal.title
        lead.amount, lead.city = None, deal.party.city
        lead.text = f"Интересует: {deal.title}. Пришлите цену и срок."
        lead.company_name = "" if deal.party.is_person else deal.party.name
        if deal.party.is_person:
            lead.person = deal.party
            lead.person_name = deal.party.name
        lead.received_at = lead.created_at = lead.given_at = deal.created_at - timedelta(minutes=50)
        lead.taken_at = deal.created_at - timedelta(minutes=35)
        lead.closed_at = deal.created_at

    def taken(self, number: int) -> Lead:
        """A request that somebody is working on."""
        lead = self._lead(self.demo.moment(self.demo.workday(self.demo.ago(1 + number % 4))))
        lead.status, lead.owner_id = Status.TAKEN, self.sellers[number % len(self.sellers)]
        lead.given = {"mode": "taken"}
        lead.taken_at = lead.given_at = lead.received_at + timedelta(minutes=11 + number)
        return lead

    def waiting(self, number: int) -> Lead:
        """A request that nobody has decided yet; each fifth comes from a known client, and each
        eighth is the one before it once more, through another source."""
        now = timezone.now()
        at = min(now - timedelta(minutes=7 + 23 * number), now)
        if number % 8 == 7:
            return self._again(at)
        lead = self._lead(at)
        if number % 5 == 2 and self.known:
            party, phone, city = self.known[number * 2 % len(self.known)]
            lead.phone, lead.city = phone, city or lead.city
            if not party.is_person:
                lead.company_name = party.name
            self._fill(lead)
        self.last = lead
        return lead

    def _again(self, at: datetime) -> Lead:
        before = self.last
        assert before is not None and before.source is not None
        lead = self._lead(at, "phone" if before.source.key == "site" else "site")
        lead.person_name, lead.company_name = before.person_name, before.company_name
        lead.phone, lead.city, lead.product = before.phone, before.city, before.product
        lead.subject = before.subject
        lead.text = "Оставлял заявку на сайте, хочу уточнить срок."
        self._fill(lead)
        return lead

    def _lead(self, at: datetime, key: str = "") -> Lead:
        demo, source = self.demo, self.sources[key or self.demo.pick(SHARES)]
        product, text, amount = demo.random.choice(WISHES)
        person = PEOPLE[self.used % len(PEOPLE)]
        self.used += 1
        lead = Lead(
            id=demo.key(at), subject=product, product=product, text=text, person_name=person,
            company_name=demo.random.choice(FIRMS), city=demo.pick(CITIES), source=source,
            phone=f"+7 9{demo.random.randint(10, 89)} {demo.random.randint(100, 999)}-"
                  f"{demo.random.randint(10, 99)}-{demo.random.randint(10, 99)}",
            amount=amount if demo.chance(0.4) else None, received_at=at, created_at=at,
            details=self._details(source.key),
        )  # fmt: skip
        if source.key in ("site", "mail"):
            lead.email = f"zakaz{self.used}@primer-{demo.random.randint(10, 99)}.ru"
        self._fill(lead)
        return lead

    def _details(self, key: str) -> dict[str, Any]:
        if key == "site":
            page = self.demo.random.choice(("/catalog/tsd/", "/uslugi/sklad/", "/kontakty/"))
            return {"Страница": page, "utm_campaign": self.demo.random.choice(("sklad", "osen"))}
        return {"Стенд": "Б-214"} if key == "exhibition" else {}

    @staticmethod
    def _fill(lead: Lead) -> None:
        values = {name: getattr(lead, name) for name in ("phone", "email", "messenger")}
        for name, value in rules.normals(values).items():
            setattr(lead, name, value)


def _make_rules(desk: _Desk, by: Actor) -> None:
    """Three rules: key cities in turn, large projects to one person, the rest by load."""
    people = dict(User.objects.values_list("email", "pk"))
    team = Team.objects.filter(name="Федеральные сети").first()
    add_rule(
        name="Крупные проекты",
        where='["amount","gte","2000000"]',
        mode=Mode.FIXED,
        people=[people[mail("soboleva")]],
        minutes_to_take=60,
        by=by,
    )
    add_rule(
        name="Столицы",
        where='["or",["city","is","Москва"],["city","is","Санкт-Петербург"]]',
        mode=Mode.TURN,
        people=[people[mail("seller")], people[mail("elkin")], people[mail("garipov")]],
        minutes_to_take=30,
        by=by,
    )
    add_rule(
        name="Остальные города",
        where='["city","filled",null]',
        mode=Mode.LOAD,
        team_id=team.pk if team else None,
        people=[people[mail("dyachenko")], people[mail("vlasov")]],
        minutes_to_take=45,
        by=by,
    )


def _set_timers(waiting: list[Lead]) -> None:
    """The oldest are overdue already, the newest are due last."""
    now = timezone.now()
    for number, lead in enumerate(reversed(waiting)):
        lead.due_at = now + timedelta(minutes=-40 + 17 * number)
        lead.is_late = lead.due_at < now
    Lead.objects.bulk_update(waiting, ["due_at", "is_late"])
