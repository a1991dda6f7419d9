"""The right to change which fields there are."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.blueprints.slots import sections
from orbita.platform.fields import blueprint
from orbita.platform.fields.api import API
from orbita.platform.fields.commands import RIGHT
from orbita.platform.resources.slots import plug_api

permissions.plug(
    Permission(RIGHT, _("Change fields and forms"), {"director": "all", "admin": "all"})
)
plug_api(*API)
sections.plug(blueprint.TABS, blueprint.FIELDS)
