"""Leads for tests: written down by the real command; Alice is the owner unless somebody is named."""

from itertools import count
from typing import Any

from orbita.platform.accounts.models import User
from orbita.platform.accounts.tests import factories as people
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.calendars.commands import set_working_hours
from orbita.sales.leads.commands import add_lead, add_rule
from orbita.sales.leads.models import DistributionRule, Lead, LeadSource, Mode, RejectReason
from orbita.sales.leads.presets import settle_sources

_numbers = count(1)


def source(key: str = "site") -> LeadSource:
    """One of the sources that every installation begins with."""
    settle_sources()
    return LeadSource.objects.get(key=key)


def reason() -> RejectReason:
    """A reason of rejection."""
    settle_sources()
    return RejectReason.objects.all()[0]


def lead(text: str = "", *, owner: User | None = None, key: str = "site", **values: Any) -> Lead:
    """A new lead; without an owner it stands in the common inbox."""
    return add_lead(
        values={"text": text or f"Request {next(_numbers)}", **values},
        source_id=source(key).pk,
        owner_id=owner.pk if owner else None,
        by=SYSTEM,
    )


def rule(*members: User, mode: str = Mode.TURN, where: str = "", **values: Any) -> DistributionRule:
    """A rule among these people, at any time of the day unless it says otherwise."""
    values.setdefault("only_at_work", False)
    return add_rule(
        name=values.pop("name", f"Rule {next(_numbers)}"),
        mode=mode,
        where=where,
        people=[member.pk for member in members],
        by=SYSTEM,
        **values,
    )


def always_open() -> None:
    """The company works around the clock, every day."""
    set_working_hours(["0:00–24:00"] * 7, by=SYSTEM)


def always_closed() -> None:
    """Nobody works at all."""
    set_working_hours([""] * 7, by=SYSTEM)


def actor(user: User | None = None) -> Any:
    """The actor behind a user; Alice when nobody is named."""
    return people.actor(user)
