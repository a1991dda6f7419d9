"""What programs do with own kinds of records: their entries as of any kind, and how they are made."""

from collections.abc import Iterable
from functools import lru_cache, partial

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.actor import Actor
from orbita.platform.registers import commands
from orbita.platform.registers.definitions import Definition, all_registers
from orbita.platform.registers.models import Register, RegisterStage
from orbita.platform.resources.slots import ApiAct, ApiResource, ApiTable, columns

MANAGE = commands.RIGHT


@lru_cache(maxsize=256)
def resource_of(register: Definition) -> ApiResource:
    """The entries of a register."""
    return ApiResource(
        register.kind,
        register.kind,
        editable=("title", "stage", "owner", "details"),
        create=partial(commands.add_entry, register.kind),
        hidden=("register",),
        unique=("external_system+external_id",),
        importable=register.kind,
        order=600 + register.position,
    )


def grown() -> Iterable[ApiResource]:
    """The entries of all registers."""
    return map(resource_of, all_registers())


def _seen(actor: Actor) -> "QuerySet[Register]":
    """The registers of which the actor may see any entry; nobody is told of the others."""
    known = [one.id for one in all_registers() if actor.may(f"{one.kind}.view")]
    return Register.objects.filter(pk__in=known)


API = (
    ApiTable(
        "registers", _("Own registers"), _seen,
        Register, ("kind", "plural", "label", "title_label", "icon", "position", "has_board"),
    ),
    ApiAct("registers/", commands.add_register, permission=MANAGE),
    ApiAct("registers/{register_id}/", commands.change_register, "patch", permission=MANAGE,
           body=columns(Register, "plural", "label", "title_label", "icon", "has_board")),
    ApiAct("registers/{register_id}/", commands.delete_register, "delete", permission=MANAGE),
    ApiAct("registers/{register_id}/restoration/", commands.restore_register, permission=MANAGE),
    ApiAct("registers/order/", commands.order_registers, "put", permission=MANAGE),
    ApiTable(
        "register-stages", _("Stages of own registers"),
        lambda actor: RegisterStage.objects.filter(register__in=_seen(actor)),
        RegisterStage, ("register_id", "name", "tone", "position", "is_final"),
    ),
    ApiAct("registers/{register_id}/stages/", commands.add_stage, permission=MANAGE),
    ApiAct("registers/{register_id}/stages/", commands.order_stages, "put", permission=MANAGE),
    ApiAct("register-stages/{stage_id}/", commands.change_stage, "patch", permission=MANAGE,
           body=columns(RegisterStage, "name", "tone", "is_final")),
    ApiAct("register-stages/{stage_id}/removal/", commands.remove_stage, permission=MANAGE),
)  # fmt: skip
