"""What belongs to the demo company's deals: lines with costs, teams, competitors, deals put off."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from orbita.parties.directory.models import Party
from orbita.parties.roles.models import PartyRole, Role
from orbita.platform.accounts.models import User
from orbita.platform.ui.demo import Demo, mail
from orbita.sales.deals.models import (
    Deal,
    DealCompetitor,
    DealLine,
    DealMember,
    MemberRole,
    Outcome,
)

SHARE_WITH_LINES, TEAMS, POSTPONED, RIVALS = 0.4, 60, 15, 5
MEETINGS = ((Outcome.LOST, 60), (Outcome.WON, 65), (Outcome.OPEN, 25))
"""In how many deals a competitor is named, by how they ended."""
WARES = {
    "Стеллажи": "Рама стеллажа|шт.,Балка 2700 мм|шт.,Настил|шт.,Отбойник|шт.,Монтаж|компл.",
    "Мезонины": "Колонна|шт.,Настил второго яруса|м²,Лестница|шт.,Ограждение|м,Монтаж|компл.",
    "Конвейеры": "Рольганг|м,Привод|шт.,Лента|м,Шкаф управления|шт.,Пусконаладка|компл.",
    "Программы": "Лицензия на рабочее место|шт.,Внедрение|дн.,Обучение|дн.,Интеграция с учётом|компл.",
    "Сортировка": "Модуль сортировки|шт.,Сканер|шт.,Спуск|шт.,Программа|компл.,Пусконаладка|компл.",
    "Техника": "Штабелёр|шт.,Аккумулятор|шт.,Зарядное устройство|шт.,Доставка|рейс",
    "Терминалы": "Терминал сбора данных|шт.,Док-станция|шт.,Чехол|шт.,Настройка|компл.",
    "Сервис": "Плановое обслуживание|выезд,Дежурный инженер|мес.,Расходные материалы|компл.",
    "Доки": "Доклевеллер|шт.,Ворота секционные|шт.,Герметизатор|шт.,Монтаж|компл.",
}
OTHER = "Оборудование|компл.,Работы|компл.,Доставка|рейс,Обучение|дн."
STRONG = (
    "Дешевле на 5–7 %", "Готовы поставить за три недели", "Знают главного инженера", "Дают отсрочку",
    "Уже стоят на соседнем складе", "",
)  # fmt: skip
WEAK = (
    "Нет сервиса в городе", "Не считают нагрузку на пол", "Сорвали прошлую поставку",
    "Нет готового проекта", "",
)  # fmt: skip
WHY_LATER = (
    "Ждут бюджет следующего квартала", "Отпуск директора", "Переезд склада", "Идёт проверка",
    "Решат после инвентаризации",
)  # fmt: skip


def rivals() -> list[Party]:
    """The competitors of the demo company, the same five each time."""
    named = PartyRole.objects.filter(role=Role.COMPETITOR).values("party")
    return list(Party.objects.filter(pk__in=named).order_by("created_at", "name")[:RIVALS])


def put_off(demo: Demo, deals: Sequence[Deal]) -> None:
    """Some open deals wait for a day; the deals are not stored yet."""
    waiting = [deal for deal in deals if deal.stage.outcome == Outcome.OPEN]
    for deal in demo.random.sample(waiting, POSTPONED):
        deal.postponed_until = demo.today + timedelta(days=demo.random.randint(9, 60))
        deal.postponed_why = demo.random.choice(WHY_LATER)


def add_parts(demo: Demo, deals: Sequence[Deal]) -> None:
    """Lines, teams and competitors of stored deals."""
    lines = [line for deal in deals if demo.chance(SHARE_WITH_LINES) for line in _lines(demo, deal)]
    DealLine.objects.bulk_create(lines, batch_size=1000)
    DealMember.objects.bulk_create(_members(demo, deals))
    DealCompetitor.objects.bulk_create(_meetings(demo, deals))


def _lines(demo: Demo, deal: Deal) -> list[DealLine]:
    """One to five lines that cost together exactly what the deal does."""
    wares = WARES.get(deal.product, OTHER).split(",")
    count = min(demo.pick({1: 20, 2: 30, 3: 28, 4: 14, 5: 8}), len(wares))
    chosen = sorted(demo.random.sample(range(len(wares)), count))
    rest, lines = deal.amount or Decimal(0), []
    costed = demo.chance(0.8)
    for number, place in enumerate(chosen):
        title, unit = wares[place].split("|")
        line = _priced(demo, rest, last=number == count - 1)
        line.deal, line.position, line.title, line.unit = deal, number, title, unit
        line.needed_on = deal.expected_on
        if costed or demo.chance(0.4):
            share = Decimal(demo.random.randint(52, 80)) / 100
            line.cost = (line.price * share).quantize(Decimal(1))
        rest -= line.quantity * line.price * (100 - line.discount) / 100
        lines.append(line)
    return lines


def _priced(demo: Demo, rest: Decimal, *, last: bool) -> DealLine:
    """A line of a part of the rest, of whole roubles; the last one takes the rest."""
    if last:
        return DealLine(quantity=Decimal(1), price=rest, discount=Decimal(0))
    quantity, discount = demo.random.choice((1, 2, 4, 6, 12, 20)), demo.pick({0: 70, 5: 20, 10: 10})
    part = rest * demo.random.randint(15, 55) / 100
    price = max(int(part * 100 / (quantity * (100 - discount))) // 100 * 100, 100)
    return DealLine(quantity=Decimal(quantity), price=Decimal(price), discount=Decimal(discount))


def _members(demo: Demo, deals: Sequence[Deal]) -> list[DealMember]:
    """Colleagues beside the owner in some of the bigger deals."""
    keys = ("engineer", "seller", "seller2", "elkin", "soboleva", "head")
    staff = list(User.objects.filter(email__in=map(mail, keys)).order_by("email"))
    big = sorted(deals, key=lambda deal: (-(deal.amount or 0), deal.pk))[: TEAMS * 4]
    rows = []
    for deal in sorted(demo.random.sample(big, TEAMS), key=lambda deal: deal.pk):
        mates = [user for user in staff if user.pk != deal.owner_id]
        for user in demo.random.sample(mates, demo.pick({1: 55, 2: 35, 3: 10})):
            role = demo.random.choice(MemberRole.values)
            share = demo.random.choice((0, 10, 15, 20, 30))
            rows.append(DealMember(deal=deal, user=user, role=role, share=share))
    return rows


def _meetings(demo: Demo, deals: Sequence[Deal]) -> list[DealCompetitor]:
    """Who else wanted the deals; whom a deal was lost to has been there."""
    known = rivals()
    if not known:
        return []
    chosen = [deal for share in MEETINGS for deal in _some(demo, deals, *share)]
    rows = []
    for deal in chosen:
        party = next((one for one in known if one.pk == deal.lost_to_id), None)
        price = (deal.amount or Decimal(0)) * demo.random.randint(86, 112) / 100
        rows.append(
            DealCompetitor(
                deal=deal,
                party=party or demo.random.choice(known),
                price=price.quantize(Decimal(1)) if demo.chance(0.6) else None,
                strengths=demo.random.choice(STRONG),
                weaknesses=demo.random.choice(WEAK),
            )
        )
    return rows


def _some(demo: Demo, deals: Sequence[Deal], outcome: str, count: int) -> list[Deal]:
    """Some deals with this end; of the lost ones those that a competitor got."""
    found = [deal for deal in deals if deal.stage.outcome == outcome and deal.party_id]
    if outcome == Outcome.LOST:
        found = [deal for deal in found if deal.lost_to_id]
    return demo.random.sample(found, min(count, len(found)))
