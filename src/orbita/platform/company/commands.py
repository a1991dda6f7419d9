"""Acts on the company and its legal entities."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import connection

from orbita.platform.access.queries import require
from orbita.platform.accounts.commands import Person, add_employee
from orbita.platform.accounts.models import User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.company.errors import CompanyIsSetUp, MainEntityStays
from orbita.platform.company.events import CompanySetUp
from orbita.platform.company.models import Company, LegalEntity
from orbita.platform.company.slots import trade_steps

_FIRST_VISIT = 7_201_930_441
"""Key of the advisory lock: two first visits at once become one."""


@dataclass(frozen=True)
class CompanyFacts:
    """What the company says about itself."""

    name: str
    language: str
    time_zone: str
    trade: str


@dataclass(frozen=True)
class Requisites:
    """A legal entity's requisites, checked by the form that they came from."""

    form: str
    name: str
    full_name: str = ""
    inn: str = ""
    kpp: str = ""
    ogrn: str = ""
    bank: str = ""
    bik: str = ""
    account: str = ""
    correspondent_account: str = ""
    address: str = ""


@command
def set_up_company(
    facts: CompanyFacts,
    *,
    entity: Requisites,
    administrator: Person,
    password_hash: str,
    by: Actor,
) -> User:
    """Make the company, its main legal entity and its first administrator.

    Possible once, while nobody has an account: refuses with CompanyIsSetUp afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_FIRST_VISIT])
    if User.objects.exists():
        raise CompanyIsSetUp
    Company.objects.update_or_create(id=1, defaults=asdict(facts))
    LegalEntity.objects.filter(is_main=True).update(is_main=False)
    LegalEntity.objects.create(**asdict(entity), is_main=True)
    first = add_employee(administrator, roles=["admin"], password_hash=password_hash, by=by)
    for step in trade_steps:
        step.apply(facts.trade, by)
    announce(CompanySetUp(trade=facts.trade, administrator_id=first.pk))
    return first


@command
def change_company(*, name: str, language: str, time_zone: str, by: Actor) -> Company:
    """Change what the company says about itself. Its kind of business stays as it was chosen."""
    require(by, "company.manage")
    company, _ = Company.objects.select_for_update().get_or_create(
        id=1, defaults={"name": name, "language": language, "time_zone": time_zone, "trade": ""}
    )
    company.name, company.language, company.time_zone = name, language, time_zone
    company.save(update_fields=["name", "language", "time_zone"])
    return company


@command
def add_entity(requisites: Requisites, *, by: Actor) -> LegalEntity:
    """Add an own legal entity; the first one is the main one."""
    require(by, "company.manage")
    is_first = not LegalEntity.objects.exists()
    return LegalEntity.objects.create(**asdict(requisites), is_main=is_first)


@command
def change_entity(entity_id: UUID, *, requisites: Requisites, by: Actor) -> LegalEntity:
    """Change the requisites of an own legal entity."""
    require(by, "company.manage")
    entity = _locked(entity_id)
    for field, value in asdict(requisites).items():
        setattr(entity, field, value)
    entity.save(update_fields=list(asdict(requisites)))
    return entity


@command
def make_entity_main(entity_id: UUID, *, by: Actor) -> LegalEntity:
    """Let documents be made in the name of this legal entity unless another one is chosen."""
    require(by, "company.manage")
    entity = _locked(entity_id)
    LegalEntity.objects.filter(is_main=True).exclude(pk=entity.pk).update(is_main=False)
    entity.is_main = True
    entity.save(update_fields=["is_main"])
    return entity


@command
def remove_entity(entity_id: UUID, *, by: Actor) -> None:
    """Remove an own legal entity. Refuses the main one."""
    require(by, "company.manage")
    entity = _locked(entity_id)
    if entity.is_main:
        raise MainEntityStays
    entity.delete()


def _locked(entity_id: UUID) -> LegalEntity:
    entity = LegalEntity.objects.select_for_update().filter(pk=entity_id).first()
    if entity is None:
        raise NotFound
    return entity
