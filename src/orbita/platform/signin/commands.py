"""Acts around signing in: providers, arrivals from them, second steps."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from orbita.platform.access.queries import require
from orbita.platform.accounts.administrators import ADMINISTRATION, administrators
from orbita.platform.accounts.commands import Person, add_employee, set_roles
from orbita.platform.accounts.errors import LastAdministrator
from orbita.platform.accounts.models import Role, User
from orbita.platform.acts.actor import SYSTEM, Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.acts.events import announce
from orbita.platform.acts.frame import command
from orbita.platform.signin import directory, errors
from orbita.platform.signin.arriving import Arrival, wanted_roles
from orbita.platform.signin.directory import Directory
from orbita.platform.signin.events import SecondStepReset
from orbita.platform.signin.models import Provider


@dataclass(frozen=True)
class Way:
    """What an administrator sets about a provider; the secret is given apart."""

    name: str
    issuer: str
    client_id: str
    domains: tuple[str, ...] = ()
    is_only: bool = False
    keeper_id: UUID | None = None
    makes_employees: bool = False
    role_id: UUID | None = None
    department_id: UUID | None = None
    groups_claim: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)
    checks_second_step: bool = False
    is_active: bool = True


@command
def add_provider(way: Way, *, secret: str = "", by: Actor) -> Provider:
    """Offer a new way to sign in. Refuses a name that is taken and a lock-out of administrators."""
    require(by, ADMINISTRATION)
    return _save(Provider(), way, secret)


@command
def change_provider(provider_id: UUID, way: Way, *, secret: str = "", by: Actor) -> Provider:
    """Change a way to sign in; an empty secret leaves the old one. Refuses what adding refuses."""
    require(by, ADMINISTRATION)
    found = Provider.objects.select_for_update().filter(pk=provider_id).first()
    if found is None:
        raise NotFound
    return _save(found, way, secret)


@command
def admit(provider_id: UUID, arrival: Arrival, *, by: Actor) -> User:
    """The employee who has come from a provider, linked with it from now on.

    Only a confirmed mail links, and only with an employee whom nobody else at the provider has
    taken. Adds the employee where the provider may, and brings his roles in line with its groups.
    """
    provider = Provider.objects.select_for_update().filter(pk=provider_id, is_active=True).first()
    if provider is None:
        raise errors.WayIsClosed
    link = SocialAccount.objects.filter(provider=provider.key, uid=arrival.uid).first()
    if arrival.email and not provider.takes(arrival.email):
        raise errors.MailIsElsewhere(provider=provider.name, email=arrival.email)
    user = link.user if link else _meet(provider, arrival)
    if not user.is_active:
        raise errors.EmployeeIsOut(email=user.email)
    if link is None:
        SocialAccount.objects.create(user=user, provider=provider.key, uid=arrival.uid)
    else:
        SocialAccount.objects.filter(pk=link.pk).update(extra_data={})
    if arrival.groups is not None and provider.groups:
        align_roles(user, provider, arrival.groups)
    return user


@command
def admit_from_directory(
    known: Directory, person: Person, groups: Mapping[str, str], *, by: Actor
) -> User | None:
    """The employee whose password the directory has found right; None when nobody by this mail works
    here and the directory may add nobody. Brings his roles in line with his groups."""
    user = User.objects.select_for_update().filter(email__iexact=person.email).first()
    if user is None:
        if not known.makes_employees:
            return None
        user = make_employee(person, Role.objects.filter(key=known.role).first())
    if user.is_active and known.roles:
        held = frozenset(user.role_assignments.values_list("role__key", flat=True))
        give_roles(user, held, directory.wanted_roles(known, groups, held))
    return user


@command
def unlink_provider(user_id: UUID, *, provider_id: UUID, by: Actor) -> int:
    """Take the links of an employee with a provider away; he is linked anew by his mail."""
    require(by, ADMINISTRATION)
    key = provider_id.hex
    links = SocialAccount.objects.filter(user=user_id, provider=key)
    count: int = links.delete()[0]
    return count


@command
def ask_second_step(role_id: UUID, *, is_asked: bool, by: Actor) -> Role:
    """Let people of a role in only with a second step, or with a password alone again."""
    require(by, ADMINISTRATION)
    role = Role.objects.select_for_update().filter(pk=role_id).first()
    if role is None:
        raise NotFound
    role.needs_second_step = is_asked
    role.save(update_fields=["needs_second_step"])
    return role


@command
def reset_second_step(user_id: UUID, *, by: Actor) -> User:
    """Take away all second steps of an employee who has lost them, and sign him out everywhere.

    He is told of it. Refuses who has none.
    """
    require(by, ADMINISTRATION)
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound
    gone, _ = Authenticator.objects.filter(user=user).delete()
    if not gone:
        raise errors.HasNoSecondStep(name=str(user))
    for session in UserSession.objects.filter(user=user):
        session.end()
    announce(SecondStepReset(user_id=user.pk, by_name=by.name))
    return user


def align_roles(user: User, provider: Provider, groups: frozenset[str]) -> None:
    """Part of an act: give and take the roles that the provider's groups decide on."""
    held = frozenset(user.role_assignments.values_list("role__key", flat=True))
    give_roles(user, held, wanted_roles(provider, groups, held))


def give_roles(user: User, held: frozenset[str], wanted: frozenset[str]) -> None:
    """Part of an act: exactly these roles. The last administrator keeps his."""
    if wanted == held:
        return
    ids = Role.objects.filter(key__in=wanted).values_list("pk", flat=True)
    try:
        set_roles(user.pk, roles=list(ids), by=SYSTEM)
    except LastAdministrator:
        kept = [*ids, *user.role_assignments.values_list("role_id", flat=True)]
        set_roles(user.pk, roles=kept, by=SYSTEM)


def _meet(provider: Provider, arrival: Arrival) -> User:
    """The employee with this mail, or a new one."""
    if not arrival.email or not arrival.is_verified:
        raise errors.MailIsNotVerified(provider=provider.name)
    user = User.objects.select_for_update().filter(email__iexact=arrival.email).first()
    if user is not None:
        if SocialAccount.objects.filter(user=user, provider=provider.key).exists():
            raise errors.LinkedWithAnother(email=arrival.email, provider=provider.name)
        return user
    if not provider.makes_employees:
        raise errors.NobodyByThisMail(email=arrival.email)
    return make_employee(arrival.person(provider), provider.role)


def make_employee(person: Person, role: Role | None) -> User:
    """Part of an act: an employee who signs in for the first time."""
    return add_employee(person, roles=[role.key] if role else [], by=SYSTEM)


def _save(provider: Provider, way: Way, secret: str) -> Provider:
    same = Provider.objects.filter(name__iexact=way.name).exclude(pk=provider.pk)
    if same.exists():
        raise errors.ProviderNameIsTaken(name=way.name)
    _refuse_lock_out(way)
    if way.makes_employees and way.role_id is None:
        raise errors.NeedsRole
    for name, value in asdict(way).items():
        setattr(provider, name, list(value) if name == "domains" else value)
    if secret:
        provider.seal(secret)
    provider.save()
    return provider


def _refuse_lock_out(way: Way) -> None:
    """Somebody who manages access must get in with a password when the provider is down."""
    if not way.is_only:
        return
    if not way.domains:
        raise errors.NeedsDomains
    keeper = User.objects.active().filter(pk=way.keeper_id).first() if way.keeper_id else None
    if keeper is None or keeper.pk not in administrators() or not keeper.has_usable_password():
        raise errors.NeedsKeeper
