"""Records that a story needs of its own, made by the acts themselves inside a house's database."""

from decimal import Decimal
from typing import Any


def actor(role: str) -> Any:
    from orbita.platform.accounts.models import User
    from orbita.platform.accounts.queries import actor_of

    return actor_of(User.objects.get(email=f"{role}@demo.local"))


def new_client(role: str, name: str) -> str:
    """An organisation of this seller; its address."""
    from orbita.parties.directory.commands import add_party

    by = actor(role)
    party = add_party(form="organisation", values={"name": name}, owner_id=by.id, by=by)
    return f"/parties/{party.pk}/"


def new_deal(role: str, title: str, stage: int = 0, amount: int | None = None) -> str:
    """A deal of this seller on the open stage with this place; its key."""
    from orbita.sales.deals.commands import open_deal
    from orbita.sales.deals.models import Stage

    by = actor(role)
    place = Stage.objects.filter(outcome="open").order_by("pipeline__position", "position")[stage]
    sum_ = None if amount is None else Decimal(amount)
    deal = open_deal(title=title, stage_id=place.pk, amount=sum_, owner_id=by.id, by=by)
    return str(deal.pk)


def new_lines(role: str, key: str, titles: tuple[str, ...]) -> None:
    """Lines of a deal, ten pieces of each at 1,000."""
    from uuid import UUID

    from orbita.sales.deals.commands import LineDraft, set_lines

    values = {"quantity": Decimal(10), "price": Decimal(1_000)}
    drafts = [LineDraft({"title": title, **values}) for title in titles]
    set_lines(UUID(key), lines=drafts, by=actor(role))


def title_of(key: str) -> str:
    """A deal's title as the database has it."""
    from orbita.sales.deals.models import Deal

    return str(Deal.objects.get(pk=key).title)


def name_of(role: str) -> str:
    """The name of this user of the demo company."""
    from orbita.platform.accounts.models import User

    return str(User.objects.get(email=f"{role}@demo.local"))


def places() -> dict[str, str]:
    """The keys of records that are worth a look: those with much on their page."""
    from django.db.models import Count
    from django.utils import timezone

    from orbita.activities.timeline.models import Interaction
    from orbita.api.webhooks.models import Endpoint
    from orbita.parties.classifier.models import Tree
    from orbita.parties.directory.models import Party
    from orbita.platform.accounts.models import Role
    from orbita.sales.deals.models import Deal, DealLine, LossReason, Pipeline

    def busiest(form: str) -> Party:
        found = Party.objects.filter(form=form, deleted_at=None, deals__isnull=False)
        busy: Party = found.annotate(weight=Count("deals")).order_by("-weight")[0]
        return busy

    organisation = busiest("organisation")
    open_deals = Deal.objects.filter(party=organisation, deleted_at=None)
    with_lines = DealLine.objects.filter(
        deal__stage__outcome="open", deal__members__isnull=False, deal__competitors__isnull=False
    )
    return {
        **more_places(),
        **places_of_trust(),
        **places_of_registers(),
        "organisation": str(organisation.pk),
        "day": str(timezone.localdate()),
        "person": str(busiest("person").pk),
        "deal": str(open_deals.filter(stage__outcome="open")[0].pk),
        "lost": str(Deal.objects.filter(stage__outcome="lost", deleted_at=None)[0].pk),
        "interaction": str(Interaction.objects.filter(party=organisation)[0].pk),
        "role": str(Role.objects.get(key="seller").pk),
        "tree": str(Tree.objects.all()[0].pk),
        "lines": str(with_lines[0].deal_id),
        "pipeline": str(Pipeline.objects.all()[0].pk),
        "stage": str(Pipeline.objects.all()[0].stages.all()[2].pk),
        "reason": str(LossReason.objects.all()[0].pk),
        "webhook": str(Endpoint.objects.all()[0].pk),
    }


def more_places() -> dict[str, str]:
    """The keys of what stands around clients and deals: leads, segments, lists, rules."""
    from orbita.activities.cadence.models import CadenceRule
    from orbita.activities.scenarios.models import Rule, RuleRun
    from orbita.activities.touchpoints.models import Touchpoint
    from orbita.parties.segments.models import Segment
    from orbita.parties.territories.models import TerritoryRule
    from orbita.platform.accounts.models import User
    from orbita.sales.handover.models import Handover
    from orbita.sales.leads.models import DistributionRule, Lead, LeadSource
    from orbita.sales.prospecting.models import CallList

    rule = TerritoryRule.objects.all()[0]
    ran = RuleRun.objects.all()[0].rule_id
    return {
        "lead": str(Lead.objects.filter(status="new")[0].pk),
        "converted": str(Lead.objects.filter(status="converted")[0].pk),
        "lead_rule": str(DistributionRule.objects.all()[0].pk),
        "lead_source": str(LeadSource.objects.get(key="site").pk),
        "segment": str(Segment.objects.filter(sort="dynamic")[0].pk),
        "call_list": str(CallList.objects.filter(entries__state="to_call")[0].pk),
        "territory": str(rule.territory_id),
        "territory_rule": str(rule.pk),
        "touchpoint": str(Touchpoint.objects.all()[0].pk),
        "cadence": str(CadenceRule.objects.all()[0].pk),
        "handover": str(Handover.objects.all()[0].pk),
        "giver": str(User.objects.get(email="seller@demo.local").pk),
        "automation": str(Rule.objects.filter(kind="deal")[0].pk),
        "ran": str(ran),
    }


def places_of_trust() -> dict[str, str]:
    """The keys of what tells of the past, of papers, of twins, of classes and of privacy."""
    from datetime import timedelta

    from django.utils import timezone

    from orbita.parties.consent.models import Consent, SubjectRequest
    from orbita.parties.needs.models import Need
    from orbita.parties.standing.models import PartyClass
    from orbita.platform.acts.models import Act
    from orbita.platform.duplicates.models import SuspectedPair
    from orbita.platform.files.models import Document, Folder

    pair = SuspectedPair.objects.filter(kind="party").order_by("-score")[0]
    placed = PartyClass.objects.filter(grade__isnull=False)[0]
    return {
        "act": str(Act.objects.order_by("-pk")[0].pk),
        "moment": (timezone.now() - timedelta(hours=1)).isoformat().replace("+", "%2B"),
        "document": str(Document.objects.filter(deleted_at=None).order_by("-version")[0].pk),
        "folder": str(Folder.objects.all()[0].pk),
        "pair": f"{pair.a},{pair.b}",
        "classification": str(placed.classification_id),
        "classified": str(placed.party_id),
        "need": str(Need.objects.filter(deleted_at=None)[0].pk),
        "consent": str(Consent.objects.filter(deleted_at=None)[0].pk),
        "request": str(SubjectRequest.objects.filter(deleted_at=None)[0].pk),
    }


def places_of_registers() -> dict[str, str]:
    """The demo company's own register, and an entry of it that is in work."""
    from orbita.platform.registers.models import Entry, Register

    register = Register.objects.filter(deleted_at=None)[0]
    entry = Entry.objects.filter(register=register, deleted_at=None, stage__is_final=False)[0]
    return {
        "register": str(register.pk),
        "rental": register.kind.removeprefix("r_"),
        "entry": str(entry.pk),
    }
