"""Dossiers for the stories of trust: clients with contacts, roles and deals, and with a past."""

from typing import Any
from uuid import UUID

from e2e.records import actor


def key_of(address: str) -> str:
    """The key of a record in its address."""
    return address.rstrip("/").rsplit("/", 1)[-1]


def new_dossier(role: str, name: str, phone: str, deal: str = "") -> str:
    """An organisation of this seller with a phone, a customer to us, with a deal; its address."""
    from orbita.parties.directory.commands import add_party
    from orbita.parties.roles.commands import set_role
    from orbita.sales.deals.commands import open_deal
    from orbita.sales.deals.models import Stage

    by = actor(role)
    points = [{"channel": "phone", "value": phone}]
    party = add_party(
        form="organisation", values={"name": name}, contact_points=points, owner_id=by.id, by=by
    )
    set_role(party.pk, "customer", by=by)
    if deal:
        stage = Stage.objects.filter(outcome="open").order_by("pipeline__position", "position")[0]
        open_deal(title=deal, stage_id=stage.pk, party_id=party.pk, owner_id=by.id, by=by)
    return f"/parties/{party.pk}/"


def new_person(role: str, last_name: str, first_name: str, phone: str) -> str:
    """A person of this seller with a phone, of whom a note tells; the address."""
    from orbita.activities.timeline.commands import log_interaction
    from orbita.parties.directory.commands import add_party

    by = actor(role)
    person = add_party(
        form="person",
        values={"last_name": last_name, "first_name": first_name},
        contact_points=[{"channel": "phone", "value": phone}],
        owner_id=by.id,
        by=by,
    )
    said = f"{last_name} просит звонить на {phone}"
    log_interaction(kind="note", text=said, party_id=person.pk, by=by)
    return f"/parties/{person.pk}/"


def put_back(address: str, days: int) -> None:
    """What is written of a client until now was written so many days ago.

    A story cannot wait for days, so that history, which is written once, is let loose for this.
    """
    from django.db import connection

    from orbita.parties.directory.models import ContactPoint, Party
    from orbita.parties.roles.models import PartyRole
    from orbita.platform.tracking import EVENT_MODELS

    key = UUID(key_of(address))
    rows: dict[Any, list[Any]] = {Party: [key]}
    for model in (ContactPoint, PartyRole):
        rows[model] = list(model.objects.filter(party=key).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        for model, keys in rows.items():
            table = EVENT_MODELS[model]._meta.db_table
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"UPDATE {table} SET pgh_created_at = pgh_created_at - make_interval(days => %s)"
                " WHERE pgh_obj_id = ANY(%s)",
                [days, keys],
            )
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
