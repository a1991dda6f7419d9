"""Acts on teams."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from orbita.platform.access.queries import require
from orbita.platform.accounts.administrators import ADMINISTRATION
from orbita.platform.accounts.errors import NameIsTaken
from orbita.platform.accounts.models import Team, TeamMember, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.frame import command


@command
def add_team(name: str, *, members: Collection[UUID] = (), by: Actor) -> Team:
    """Add a team of these people."""
    require(by, ADMINISTRATION)
    team = Team(name=name)
    _save(team)
    _settle_members(team, members)
    return team


@command
def change_team(team_id: UUID, *, name: str, members: Collection[UUID], by: Actor) -> Team:
    """Rename a team and let it have exactly these members."""
    require(by, ADMINISTRATION)
    team = _locked(team_id)
    team.name = name
    _save(team)
    _settle_members(team, members)
    return team


@command
def remove_team(team_id: UUID, *, by: Actor) -> None:
    """Remove a team; its people stay."""
    require(by, ADMINISTRATION)
    team = _locked(team_id)
    team.memberships.all().delete()
    team.delete()


def _locked(team_id: UUID) -> Team:
    team = Team.objects.select_for_update().filter(pk=team_id).first()
    if team is None:
        raise NotFound
    return team


def _settle_members(team: Team, members: Collection[UUID]) -> None:
    held = set(team.memberships.values_list("user_id", flat=True))
    wanted = set(User.objects.filter(pk__in=members).values_list("pk", flat=True))
    team.memberships.filter(user_id__in=held - wanted).delete()
    TeamMember.objects.bulk_create(
        [TeamMember(team=team, user_id=user_id) for user_id in sorted(wanted - held)]
    )


def _save(team: Team) -> None:
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError:
        raise NameIsTaken(name=team.name) from None
