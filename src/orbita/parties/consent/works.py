"""Erasing a person and packing his archive as long work with progress."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.parties.consent.archive import archive_path, write_archive
from orbita.parties.consent.commands.erasing import anonymise_person
from orbita.parties.consent.models import Erasure
from orbita.parties.directory.models import Party
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.jobs.models import State, Work
from orbita.platform.jobs.progress import Progress
from orbita.platform.jobs.slots import WorkKind

KEPT_DAYS = 7
ARCHIVE_KIND = "person-archive"
ERASURE_KIND = "person-erasure"


def _steps(progress: Progress) -> Any:
    def step(done: int, total: int) -> None:
        if not progress.total:
            progress.begin(total)
        progress.step(max(0, done - progress.done))

    return step


def pack(progress: Progress, by: Actor, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """Pack the archive of a person for who may hand it over."""
    require(by, "privacy.export")
    party_id = UUID(parameters["party"])
    Party.objects.visible_to(by).one(party_id)
    count = write_archive(party_id, archive_path(progress.work_id), step=_steps(progress))
    until = timezone.localdate() + timedelta(KEPT_DAYS)
    return {"rows": count, "until": until.isoformat()}


def erase(progress: Progress, by: Actor, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """Erase a person; begun again after a crash it finds that nothing or everything was done."""
    party_id = UUID(parameters["party"])
    made = Erasure.objects.filter(party=party_id).first()
    if made is None:
        request = parameters.get("request")
        made = anonymise_person(
            party_id,
            reason=parameters["reason"],
            request_id=UUID(request) if request else None,
            step=_steps(progress),
            by=by,
        )
    return {"number": made.number}


def _to_archive(work: Work) -> tuple[Any, str]:
    return _("Save the archive"), reverse("consent:archive", args=[work.pk])


def _to_person(work: Work) -> tuple[Any, str]:
    return _("To the record of destruction"), reverse("consent:erasures")


PACK = WorkKind(ARCHIVE_KIND, _("Archive of a person's data"), pack, _to_archive)
ERASE = WorkKind(ERASURE_KIND, _("Erasure of a person's data"), erase, _to_person)


def finished_archive(work_id: UUID, actor: Actor) -> UUID | None:
    """Whose archive a work of the actor's has packed, while its link is valid. One statement."""
    edge = timezone.now() - timedelta(KEPT_DAYS)
    work = Work.objects.filter(
        pk=work_id, kind=ARCHIVE_KIND, by=actor.id, state=State.DONE, finished_at__gte=edge
    ).first()
    return UUID(work.parameters["party"]) if work else None
