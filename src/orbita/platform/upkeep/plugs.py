"""What upkeep shows elsewhere: its page, its right, the notices to administrators."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.notifications.slots import Announced, NoticeKind, plug_notice
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import (
    PaletteCommand,
    SettingsItem,
    palette_commands,
    settings_items,
)
from orbita.platform.upkeep.api import API
from orbita.platform.upkeep.events import BackupsAreOld, UpkeepFailed
from orbita.platform.upkeep.models import Kind
from orbita.platform.upkeep.queries import MANAGE, administrators

permissions.plug(Permission(MANAGE, _("Look after backups and health"), {"admin": "all"}))
settings_items.plug(
    SettingsItem(
        "health",
        _("Health"),
        _("Backups, disk, queue, certificate: how it is and what to do"),
        "shield-check",
        "upkeep:health",
        MANAGE,
        85,
    )
)
palette_commands.plug(
    PaletteCommand(
        "health",
        _("Health"),
        "shield-check",
        "upkeep:health",
        MANAGE,
        words=_("backup restore disk certificate"),
    )
)


def _failed(event: UpkeepFailed) -> Announced:
    values = {"kind": event.kind, "url": reverse("upkeep:health")}
    return Announced(administrators(), values)


def _word_failed(values: Mapping[str, Any]) -> str:
    if values["kind"] == Kind.DRILL:
        return now("The trial restore failed: see the page of health")
    return now("The backup failed: see the page of health")


def _old(event: BackupsAreOld) -> Announced:
    return Announced(administrators(), {"days": event.days, "url": reverse("upkeep:health")})


def _word_old(values: Mapping[str, Any]) -> str:
    days = int(values["days"])
    words = ngettext(
        "The newest backup is %(days)d day old", "The newest backup is %(days)d days old", days
    )
    return words % {"days": days}


plug_notice(
    NoticeKind("upkeep_failed", _("A backup failed"), "shield-check", _word_failed, tone="red"),
    UpkeepFailed,
    _failed,
)
plug_notice(
    NoticeKind("backups_old", _("Backups are old"), "shield-check", _word_old, tone="amber"),
    BackupsAreOld,
    _old,
)
plug_api(*API)
