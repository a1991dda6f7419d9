"""Two thousand deals with what was said about them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from orbita.activities.timeline.demo import Talk, Writer
from orbita.activities.timeline.demo.people import Speaker, speakers
from orbita.kit.money import format_amount
from orbita.parties.directory.models import Form, Party
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.records.slots import RecordRef
from orbita.platform.ui.demo import Demo
from orbita.sales.deals.demo import goods, parts, rules
from orbita.sales.deals.demo.clients import Clients
from orbita.sales.deals.demo.course import Course, course, opening_days
from orbita.sales.deals.demo.saved_views import keep_demo_views
from orbita.sales.deals.models import Deal, LossReason, Outcome, Stage, StageStay

DEALS, WITHOUT_CLIENT = 2000, 6
SKILLS = {
    "seller": 0.5, "elkin": 0.42, "soboleva": 0.38, "garipov": 0.28, "seller2": 0.46,
    "moroz": 0.4, "dyachenko": 0.32, "vlasov": 0.2,
}  # fmt: skip
"""Better and worse sellers: the share of deals that each wins."""
REASONS = (27, 11, 12, 5, 13, 6, 11, 10, 3, 2)
"""How often each reason of loss is named, in the reasons' order."""
COMMENTS = (
    "Разница в цене — около 8 %.", "Выбрали местного поставщика.", "Вернуться через полгода.",
    "Проект заморожен до следующего бюджета.", "Срок поставки не устроил.",
)  # fmt: skip
SITUATIONS = ("inquiry", "qualify", "offer", "negotiate", "contract")
TALKS = ((0.7, 0.15), (0.8, 0.35), (0.9, 0.5), (0.9, 0.55), (0.8, 0.3))
"""The chance of a first and of each further contact on every stage."""


@command
def sell_to_demo_clients(demo: Demo, *, by: Actor) -> None:
    """Deals with seasons and better and worse sellers, their contacts, stories and next steps."""
    sellers = {user.pk: user.email.partition("@")[0] for user in User.objects.order_by("email")}
    clients = Clients(demo)
    stages = list(Stage.objects.filter(pipeline__position=0).order_by("position"))
    rules.set_stage_rules(stages)
    leaves = LossReason.objects.filter(children=None).select_related("parent")
    history = _History(
        demo,
        Demo.of_chapter("deal parts", demo.today),
        Writer(demo),
        stages,
        rules.lay_out_service(),
        list(leaves.order_by("parent__position", "position", "name")),
        parts.rivals(),
        speakers(),
    )
    deals = []
    for number, day in enumerate(opening_days(demo, DEALS)):
        unknown = number >= DEALS - WITHOUT_CLIENT
        party = clients.asking_on(day)
        offered = goods.FOR_PEOPLE if party.form == Form.PERSON else goods.GOODS
        good = demo.pick({good: good.weight for good in offered})
        owner_id = clients.seller_of(party)
        went = course(demo, good, day, skill=SKILLS.get(sellers[owner_id], 0.3))
        deals.append(history.deal(good, went, None if unknown else party, owner_id))
    deals.sort(key=lambda deal: deal.pk)
    parts.put_off(history.chance, deals)
    Deal.objects.bulk_create(deals, batch_size=1000)
    StageStay.objects.bulk_create(history.stays, batch_size=2000)
    parts.add_parts(history.chance, deals)
    history.writer.store()
    keep_demo_views(by=by)


def _standing(went: Course, stages: list[Stage]) -> Stage:
    """The stage on which a deal stands today."""
    if went.outcome == Outcome.OPEN:
        return stages[len(went.entered) - 1]
    return next(stage for stage in stages if stage.outcome == went.outcome)


@dataclass(frozen=True)
class _History:
    """`chance` decides what came later than the deals themselves, so that they stay as they are."""

    demo: Demo
    chance: Demo
    writer: Writer
    sales: list[Stage]
    service: list[Stage]
    reasons: list[LossReason]
    rivals: list[Party]
    speakers: dict[UUID, list[Speaker]]
    stays: list[StageStay] = field(default_factory=list)

    def deal(self, good: goods.Good, went: Course, party: Party | None, owner_id: UUID) -> Deal:
        """The deal as it stands today; its timeline is written on the way."""
        demo = self.demo
        opened_at = demo.moment(went.opened)
        moments = sorted([opened_at, *(demo.moment(day, 12) for day in went.entered[1:])])
        ended_at = demo.moment(went.ended, 15, 19) if went.ended else None
        stages = self._stages(good)
        deal = Deal(
            id=demo.key(opened_at), title=goods.title(demo, good), party=party,
            stage=_standing(went, stages), stage_since=ended_at or max(moments), currency="RUB",
            amount=goods.amount(demo, good), product=good.product, opened_on=went.opened,
            expected_on=went.expected, closed_on=went.ended, owner_id=owner_id,
            source=party.source if party else "Сайт", created_at=opened_at,
            created_by_id=owner_id,
        )  # fmt: skip
        if went.outcome == Outcome.LOST:
            deal.loss_reason = demo.random.choices(self.reasons, REASONS[: len(self.reasons)])[0]
            deal.loss_comment = demo.random.choice(COMMENTS)
            self._lost_to(deal)
        self.stays.extend(rules.stays(deal, went, stages, moments))
        self._timeline(deal, stages, moments, ended_at)
        return deal

    def _stages(self, good: goods.Good) -> list[Stage]:
        """Most of what is about service goes its own way."""
        is_service = good.product == rules.SERVICE_PRODUCT
        own_way = is_service and self.chance.chance(rules.SHARE_BY_SERVICE)
        return self.service if own_way else self.sales

    def _lost_to(self, deal: Deal) -> None:
        """The competitor, where the reason asks for him."""
        asked = deal.loss_reason is not None and deal.loss_reason.needs_competitor
        if self.rivals and asked:
            deal.lost_to = self.chance.random.choice(self.rivals)

    def _timeline(
        self,
        deal: Deal,
        stages: list[Stage],
        moments: list[datetime],
        ended_at: datetime | None,
    ) -> None:
        talk = self._talk(deal)
        told = {"title": deal.title, "amount": str(deal.amount), "currency": deal.currency}
        self.writer.story(talk, moments[0], key="deal-opened", **told)
        for at, stage in zip(moments[1:], stages[1:], strict=False):
            self.writer.story(talk, at, key="deal-moved", stage=stage.name, **told)
        last = ended_at.date() if ended_at else self.demo.today
        ends = [*(at.date() for at in moments[1:]), last]
        for place, (start, end) in enumerate(zip(moments, ends, strict=True)):
            self._stage_talks(talk, place, start, end)
        if ended_at is None:
            self._next_step(talk, len(moments) - 1, max(moments))
        elif deal.loss_reason is None:
            self.writer.story(talk, ended_at, key="deal-won", **told)
            self._delivery(talk, ended_at.date())
        else:
            reason = deal.loss_reason.name
            self.writer.story(talk, ended_at, key="deal-lost", reason=reason, **told)
            if self.demo.chance(0.55):
                self.writer.contact(talk, "lost", self.demo.moment(ended_at.date(), 10, 15))

    def _talk(self, deal: Deal) -> Talk:
        known = self.speakers.get(deal.party_id) if deal.party_id else None
        who = self.demo.random.choice(known) if known else None
        words = {
            "who": who.name if who else "Собеседник",
            "what": deal.title,
            "sum": format_amount(deal.amount, deal.currency, "ru") if deal.amount else "",
            "colleague": self.demo.random.choice(("Рамилю Юсупову", "юристам", "Ольге Соболевой")),
        }
        about = RecordRef("deal", deal.pk)
        assert deal.owner_id is not None
        return Talk(deal.party_id, deal.owner_id, about, who.id if who else None, words)

    def _stage_talks(self, talk: Talk, place: int, start: datetime, end: date) -> None:
        """What was said while the deal stood on a stage."""
        days = (end - start.date()).days
        first, further = TALKS[place]
        share = first
        while self.demo.chance(share):
            later = timedelta(days=self.demo.random.randint(0, max(days, 0)))
            day = min(self.demo.workday(start.date() + later), self.demo.ago(1))
            quiet = place and self.demo.chance(0.12)
            soon = start + timedelta(minutes=self.demo.random.randint(5, 50))
            at = self.demo.moment(day) if day > start.date() else soon
            self.writer.contact(talk, "silence" if quiet else SITUATIONS[place], at)
            share = further

    def _delivery(self, talk: Talk, won: date) -> None:
        for _number in range(self.demo.pick({0: 35, 1: 40, 2: 25})):
            day = self.demo.workday(won + timedelta(days=self.demo.random.randint(4, 60)))
            if won < day < self.demo.today:
                self.writer.contact(talk, "delivery", self.demo.moment(day))

    def _next_step(self, talk: Talk, place: int, since: datetime) -> None:
        """What is to be done: late, today, this week, later; every ninth deal was forgotten."""
        when = self.demo.pick({None: 11, "late": 11, "today": 15, "week": 33, "later": 30})
        if when is None:
            return
        low, high = {"late": (-9, -1), "today": (0, 0), "week": (1, 6), "later": (7, 24)}[when]
        day = self.demo.today + timedelta(days=self.demo.random.randint(low, high))
        if when != "today" and day.weekday() > 4:
            day += timedelta(days=2 if when != "late" else -2)
        made_at = min(since + timedelta(minutes=40), self.demo.at(self.demo.ago(1), 18))
        self.writer.step(talk, SITUATIONS[place], self.demo.moment(day), made_at=made_at)
