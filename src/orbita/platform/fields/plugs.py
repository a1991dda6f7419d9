"""The right to change which fields there are."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.fields.commands import RIGHT

permissions.plug(
    Permission(RIGHT, _("Change fields and forms"), {"director": "all", "admin": "all"})
)
