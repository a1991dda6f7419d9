"""What tells one lead from another, for the search of duplicates: open leads alone, since what is
decided may well come again."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext, pgettext

from orbita.kit.likeness.subjects import Place, Subject
from orbita.kit.names import split_name
from orbita.platform.acts.actor import Actor
from orbita.platform.duplicates.slots import Matchable
from orbita.platform.ui.dates import when
from orbita.sales.leads.models import OPEN, Lead

_FIELDS = (
    "pk", "person_name", "company_name", "phone_normal", "email_normal", "messenger_normal",
    "city", "product",
)  # fmt: skip


def subjects(ids: Iterable[UUID] | None) -> Iterator[Subject]:
    """What is known of these open leads, or of all of them. One statement."""
    rows = Lead.objects.alive().filter(status__in=OPEN).order_by("pk")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    for row in rows.values_list(*_FIELDS).iterator(chunk_size=5000):
        pk, person, company, phone, mail, messenger, city, product = row
        name = split_name(person)
        yield Subject(
            id=str(pk),
            names=(company,) if company else (),
            last=name.last,
            first=name.first,
            middle=name.middle,
            phones=(phone,) if phone else (),
            mails=(mail,) if mail else (),
            accounts=(messenger,) if messenger else (),
            places=(Place(city=city),) if city else (),
            details={"product": product} if product else {},
        )


def outside_keys(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The key of each lead in another system. One statement."""
    rows = Lead.objects.filter(pk__in=list(ids)).exclude(external_id="")
    return dict(rows.values_list("pk", "external_id"))


def facts(actor: Actor, ids: Collection[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """What a decision needs to know of each lead. One statement."""
    found: dict[UUID, list[tuple[str, str]]] = {}
    for lead in Lead.objects.filter(pk__in=list(ids)).select_related("owner", "source"):
        contacts = ", ".join(filter(None, (lead.phone, lead.email, lead.messenger)))
        who = ", ".join(filter(None, (lead.person_name, lead.company_name)))
        lines = [
            ("person_name", pgettext("lead", "from"), who),
            ("phone", pgettext("client", "contacts"), contacts),
            ("city", gettext("city"), lead.city),
            ("source", gettext("source"), lead.source.name if lead.source else ""),
            ("owner", gettext("owner"), str(lead.owner) if lead.owner else ""),
            ("received_at", pgettext("lead", "received"), when(lead.received_at, "time")),
        ]
        found[lead.pk] = [
            (label, value) for field, label, value in lines if value and actor.sees("lead", field)
        ]
    return found


LEADS = Matchable(
    kind="lead",
    names=("leads",),
    permission="leads.view",
    subjects=subjects,
    outside_keys=outside_keys,
    count=lambda: Lead.objects.alive().filter(status__in=OPEN).count(),
    facts=facts,
    order=20,
)
