"""The permissions that every kind of record has, from one table of presets."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions

ACTIONS = {
    "view": _("see"),
    "create": _("add"),
    "edit": _("change"),
    "delete": _("delete"),
    "export": _("export"),
    "import": _("import"),
}


def plug_record_permissions(
    prefix: str, kind: str, label: str | Promise, presets: Mapping[str, Mapping[str, str]]
) -> None:
    """Declare «prefix.view», «prefix.edit» … with the scope of each preset role.

    `presets` maps an action to {role: scope}. Administrators have all of them everywhere.
    """
    for action, words in ACTIONS.items():
        permissions.plug(
            Permission(
                f"{prefix}.{action}",
                format_lazy("{}: {}", label, words),
                {**presets.get(action, {}), "admin": "all"},
                kind,
            )
        )
