"""Shared records of the demo company, and fields that a role does not see."""

from datetime import timedelta

from orbita.platform.accounts.commands import restrict_field
from orbita.platform.accounts.models import FieldLevel, Role, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.records.slots import kinds
from orbita.platform.sharing.commands import share_record
from orbita.platform.sharing.models import Level
from orbita.platform.ui.demo import Demo, mail

FIELDS = (
    ("marketer", "deal", "margin", FieldLevel.HIDDEN),
    ("marketer", "party", "bank_accounts", FieldLevel.HIDDEN),
    ("marketer", "deal", "amount", FieldLevel.READ_ONLY),
)
SHARES = (
    ("party", "dispatcher", Level.VIEW, 14, "Выезд инженера: уточнить адрес и время"),
    ("deal", "secretary", Level.EDIT, None, "Готовит договор"),
)


@command
def share_demo_records(demo: Demo, *, by: Actor) -> None:
    """A client for two weeks, a deal until it is taken back, and what marketers do not see."""
    roles = dict(Role.objects.values_list("key", "pk"))
    for role, kind, field, level in FIELDS:
        if kind in kinds:
            restrict_field(roles[role], kind=kind, field=field, level=level, by=by)
    people = dict(User.objects.values_list("email", "pk"))
    for kind, login, given, days, reason in SHARES:
        receiver = people.get(mail(login))
        rows = kinds[kind].model.objects.alive().order_by("pk") if kind in kinds else ()
        if receiver is None:
            continue
        for record in rows[:1]:
            share_record(
                kind,
                record.pk,
                to=("user", receiver),
                level=given,
                until=demo.today + timedelta(days=days) if days else None,
                reason=reason,
                by=by,
            )
