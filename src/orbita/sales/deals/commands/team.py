"""Selling together: who works on a deal, in which role, for which share."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.records.changing import lock_rows
from orbita.sales.deals.commands.locking import lock_deal
from orbita.sales.deals.errors import MemberIsUnknown, SharesExceedWhole
from orbita.sales.deals.events import DealsChanged, DealTeamSet
from orbita.sales.deals.models import Deal, DealMember, MemberRole


@dataclass(frozen=True)
class Share:
    """A colleague in the team, his role (MemberRole) and his share in per cent."""

    user_id: UUID
    role: str
    share: int = 0


@command
def set_team(
    deal_id: UUID,
    *,
    members: Sequence[Share],
    seen: Collection[UUID] | None = None,
    by: Actor,
) -> list[DealMember]:
    """Say who works on the deal besides its owner; what the shares leave of 100 % is the owner's.

    The members see the deal from now on. `seen` are the members that the editor saw: those that
    somebody else has added since stay. Refuses shares of more than 100 % together, somebody new who
    is no active employee, and the owner as a member of his own team.
    """
    deal = lock_deal(deal_id, by)
    present = {row.user_id: row for row in DealMember.objects.filter(deal=deal)}
    wanted = {member.user_id: member for member in members}
    kept = [row for user, row in present.items() if seen is not None and user not in seen]
    kept = [row for row in kept if row.user_id not in wanted]
    _refuse_shares([*(member.share for member in wanted.values()), *(row.share for row in kept)])
    joined = tuple(user for user in wanted if user not in present)
    known = User.objects.active().filter(pk__in=joined).count()
    roles = {member.role for member in wanted.values()}
    if known != len(joined) or deal.owner_id in wanted or not roles <= set(MemberRole.values):
        raise MemberIsUnknown

    staying = [*wanted, *(row.user_id for row in kept)]
    DealMember.objects.filter(deal=deal).exclude(user__in=staying).delete()
    for member in wanted.values():
        row = present.get(member.user_id) or DealMember(deal=deal, user_id=member.user_id)
        row.role, row.share = member.role, member.share
        row.save()
    announce(DealTeamSet(deal_id=deal.pk, party_id=deal.party_id, joined=joined, by=by.id))
    return list(DealMember.objects.filter(deal=deal))


def _refuse_shares(shares: Sequence[int]) -> None:
    if sum(shares) > 100 or min(shares, default=0) < 0:
        raise SharesExceedWhole


@command
def join_deals(ids: Sequence[UUID], *, user_id: UUID, role: str, by: Actor) -> int:
    """Put a colleague into the teams of many deals, without a share; in how many he is new.

    Where he is in the team or owns the deal, nothing changes. Four statements.
    """
    deals = lock_rows(Deal, ids, "edit", by=by)
    if not User.objects.active().filter(pk=user_id).exists():
        raise MemberIsUnknown
    there = set(
        DealMember.objects.filter(deal__in=deals, user=user_id).values_list("deal", flat=True)
    )
    new = [deal for deal in deals if deal.pk not in there and deal.owner_id != user_id]
    DealMember.objects.bulk_create(
        DealMember(deal=deal, user_id=user_id, role=role) for deal in new
    )
    announce(DealsChanged(deal_ids=tuple(deal.pk for deal in new), fields=("members",), by=by.id))
    return len(new)
