"""Questions about backups and drills, and about who looks after them."""

from uuid import UUID

from django.utils import timezone

from orbita.platform.accounts.models import Grant, User
from orbita.platform.company.models import Company
from orbita.platform.upkeep.backing import files
from orbita.platform.upkeep.models import BackupPlan, Upkeep

MANAGE = "upkeep.manage"
OLD_DAYS = 2
SHOWN = 10


def plan() -> BackupPlan:
    """The plan of backups; before anybody has set one, what it begins with. One statement."""
    return BackupPlan.objects.filter(pk=1).first() or BackupPlan()


def last(kind: str) -> Upkeep | None:
    """The latest backup or drill, whatever it came to. One statement."""
    return Upkeep.objects.filter(kind=kind).order_by("-started_at").first()


def recent() -> list[Upkeep]:
    """What was done of late, the newest first. One statement."""
    return list(Upkeep.objects.order_by("-started_at")[:SHOWN])


def days_without_backup() -> int | None:
    """Whole days since the newest backup file; since the company began where there is none."""
    newest = next(iter(files()), None)
    if newest:
        return (timezone.now() - newest.made_at).days
    company = Company.objects.first()
    return (timezone.now() - company.set_up_at).days if company else None


def administrators() -> list[UUID]:
    """Who may look after the installation. One statement."""
    return list(
        User.objects.active()
        .filter(
            role_assignments__role__grants__in=Grant.objects.filter(permission=MANAGE).exclude(
                scope="none"
            )
        )
        .values_list("pk", flat=True)
        .distinct()
    )
