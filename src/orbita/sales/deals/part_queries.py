"""Questions about what belongs to a deal: lines, team, competitors."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from orbita.kit.identities import uuid_or_none
from orbita.parties.directory.models import Party
from orbita.parties.roles.models import PartyRole, Role
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.conditions.tree import ConditionFault
from orbita.sales.deals.models import Deal, DealCompetitor, DealLine, DealMember, Outcome

MOST_COMPETITORS = 300


@dataclass(frozen=True)
class Lines:
    """The lines of a deal with their sums. The margin is that of the lines that know their cost."""

    rows: Sequence[DealLine]

    @property
    def amount(self) -> Decimal:
        return sum((row.amount for row in self.rows), Decimal(0))

    @property
    def costed(self) -> list[DealLine]:
        return [row for row in self.rows if row.cost is not None]

    @property
    def margin(self) -> Decimal | None:
        """What is left of the lines that know their cost; None where none does."""
        if not self.costed:
            return None
        spent = (round(row.quantity * (row.cost or 0), 2) for row in self.costed)
        return sum((row.amount for row in self.costed), Decimal(0)) - sum(spent, Decimal(0))

    @property
    def margin_share(self) -> Decimal | None:
        """The margin as per cent of the same lines' sum."""
        whole = sum((row.amount for row in self.costed), Decimal(0))
        margin = self.margin
        return None if margin is None or not whole else round(margin * 100 / whole, 1)


def lines_of(deal: Deal) -> Lines:
    """The deal's lines in their order. One statement."""
    return Lines(list(DealLine.objects.filter(deal=deal).order_by("position", "pk")))


def lines_for(actor: Actor, deal: Deal) -> Lines:
    """The lines as the actor may read them: without costs where margins are hidden. One statement."""
    found = lines_of(deal)
    if not actor.sees("deal", "margin"):
        for line in found.rows:
            line.cost = None
    return found


@dataclass(frozen=True)
class TeamOf:
    """Who sells a deal: its owner with what the shares leave, and the members."""

    owner: User | None
    members: Sequence[DealMember]

    @property
    def rest(self) -> int:
        """The owner's share, per cent."""
        return max(100 - sum(member.share for member in self.members), 0)


def team_of(deal: Deal) -> TeamOf:
    """The deal's team; a member who became the owner is the owner. One statement."""
    members = DealMember.objects.filter(deal=deal).exclude(user=deal.owner_id)
    return TeamOf(deal.owner, list(members.select_related("user").order_by("-share", "pk")))


@dataclass(frozen=True)
class Score:
    """How often we met a competitor, in deals that the actor sees: the same deals stand behind the
    addresses."""

    party_id: UUID
    name: str = ""
    met: int = 0
    won: int = 0
    lost: int = 0
    open: int = 0
    is_seen: bool = False

    @property
    def share(self) -> int | None:
        """Won of those that he or we got, per cent."""
        decided = self.won + self.lost
        return round(self.won * 100 / decided) if decided else None

    @property
    def met_url(self) -> str:
        return deals_url(f'["competitor","in",["{self.party_id}"]]')

    @property
    def won_url(self) -> str:
        return self._with_outcome(Outcome.WON)

    @property
    def open_url(self) -> str:
        return self._with_outcome(Outcome.OPEN)

    @property
    def lost_url(self) -> str:
        return deals_url(f'["lost_to","in",["{self.party_id}"]]')

    def _with_outcome(self, outcome: str) -> str:
        here = f'["competitor","in",["{self.party_id}"]]'
        return deals_url(f'["and",{here},["outcome","in",["{outcome}"]]]')


def deals_url(where: str) -> str:
    """The table of the deals that fulfil a condition."""
    return f"/deals/?mode=table&where={quote(where)}"


def meets(parties: Sequence[UUID] | None = None) -> Q:
    """Deals in which one of these competitors (or any) takes part, or to whom they were lost."""
    named = DealCompetitor.objects.all()
    if parties is None:
        return Q(pk__in=named.values("deal")) | Q(lost_to__isnull=False)
    return Q(pk__in=named.filter(party__in=parties).values("deal")) | Q(lost_to__in=parties)


def competes(operator: str, value: Any, actor: Actor) -> Q:
    """The condition «competitor»: deals in which he takes part, or that were lost to him."""
    if operator in ("empty", "filled"):
        return meets() if operator == "filled" else ~meets()
    if operator not in ("in", "not_in"):
        raise ConditionFault(operator)
    values = value if isinstance(value, list) else [value]
    keys = [key for key in map(uuid_or_none, map(str, values)) if key]
    return meets(keys) if operator == "in" else ~meets(keys)


def scores(actor: Actor, parties: Sequence[UUID] | None = None) -> dict[UUID, Score]:
    """How often we met each competitor and how it ended. Two statements."""
    seen = Deal.objects.visible_to(actor)
    named = DealCompetitor.objects.filter(deal__in=seen.values("pk"))
    lost = seen.filter(lost_to__isnull=False)
    if parties is not None:
        named, lost = named.filter(party__in=parties), lost.filter(lost_to__in=parties)
    found = {
        row["party"]: Score(row["party"], met=row["met"], won=row["won"], open=row["open"])
        for row in named.values("party").annotate(
            met=Count("pk"),
            won=Count("pk", filter=Q(deal__stage__outcome=Outcome.WON)),
            open=Count("pk", filter=Q(deal__stage__outcome=Outcome.OPEN)),
        )
    }
    listed = DealCompetitor.objects.filter(deal=OuterRef("pk"), party=OuterRef("lost_to"))
    for row in lost.values("lost_to").annotate(
        lost=Count("pk"), unnamed=Count("pk", filter=~Exists(listed))
    ):
        known = found.get(row["lost_to"], Score(row["lost_to"]))
        found[row["lost_to"]] = replace(known, met=known.met + row["unnamed"], lost=row["lost"])
    return found


@dataclass(frozen=True)
class Rival:
    """A competitor in a deal: what is known of him here, what in general, and our score. His page is
    open to whoever may see him (`is_seen`)."""

    row: DealCompetitor
    name: str
    is_seen: bool
    data: dict[str, str]
    score: Score


def rivals_of(actor: Actor, deal: Deal) -> list[Rival]:
    """The deal's competitors with their battle cards. Five statements."""
    rows = list(DealCompetitor.objects.filter(deal=deal).select_related("party").order_by("pk"))
    keys = [row.party_id for row in rows]
    if not keys:
        return []
    seen = set(Party.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    roles = PartyRole.objects.filter(party__in=keys, role=Role.COMPETITOR)
    data = dict(roles.values_list("party", "data"))
    found = scores(actor, keys)
    return [
        Rival(
            row,
            row.party.name,
            row.party_id in seen,
            data.get(row.party_id, {}),
            found.get(row.party_id, Score(row.party_id)),
        )
        for row in rows
    ]


def nameable(actor: Actor) -> Any:
    """Whom the actor may name as a competitor: the clients he sees, and all known competitors."""
    rivals = PartyRole.objects.filter(role=Role.COMPETITOR).values("party")
    seen = Party.objects.visible_to(actor).values("pk")
    return Party.objects.alive().filter(Q(pk__in=seen) | Q(pk__in=rivals))


def rival(deal: Deal, party_id: UUID) -> DealCompetitor:
    """A competitor in this deal, or NotFound. One statement."""
    row = DealCompetitor.objects.filter(deal=deal, party=party_id).select_related("party").first()
    if row is None:
        raise NotFound
    return row


def competitors() -> list[tuple[UUID, str]]:
    """All competitors by name: who competes with us everybody may know who sells, their pages stay
    within the rights to clients. One statement."""
    rivals = PartyRole.objects.filter(role=Role.COMPETITOR).values("party")
    found = Party.objects.alive().filter(pk__in=rivals)
    return list(found.order_by("sort_key").values_list("pk", "name")[:MOST_COMPETITORS])


def register(actor: Actor) -> list[Score]:
    """All competitors, the most frequent first, with our score against each in the deals that the
    actor sees. Four statements."""
    found = scores(actor)
    role = PartyRole.objects.filter(party=OuterRef("pk"), role=Role.COMPETITOR)
    known = Party.objects.alive().filter(Q(pk__in=list(found)) | Exists(role))
    names = dict(known.order_by("sort_key").values_list("pk", "name")[:MOST_COMPETITORS])
    seen = set(Party.objects.visible_to(actor).filter(pk__in=names).values_list("pk", flat=True))
    named = [
        replace(found.get(key, Score(key)), name=name, is_seen=key in seen)
        for key, name in names.items()
    ]
    return sorted(named, key=lambda score: -score.met)
