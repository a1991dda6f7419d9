"""What imports show elsewhere: the right, the settings card, the palette, their long work."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.access.slots import Permission, permissions
from orbita.platform.imports.api import API
from orbita.platform.imports.employees import EMPLOYEES
from orbita.platform.imports.slots import make_importable
from orbita.platform.imports.works import CHECK, RUN
from orbita.platform.jobs.slots import work_kinds
from orbita.platform.resources.slots import plug_api
from orbita.platform.ui.slots import PaletteCommand, SettingsItem, palette_commands, settings_items

_WHO = ("director", "head", "marketer", "secretary", "partner", "admin")
permissions.plug(
    Permission(
        "imports.use", _("Import files (of what may be imported)"), dict.fromkeys(_WHO, "all")
    )
)
settings_items.plug(
    SettingsItem(
        "imports",
        _("Imports"),
        _("Bring in files of clients, deals, contacts, employees; roll an import back"),
        "upload",
        "imports:imports",
        "imports.use",
        70,
    )
)
palette_commands.plug(
    PaletteCommand(
        "import",
        _("Import a file"),
        "upload",
        "imports:new",
        permission="imports.use",
        words=_("upload csv excel xlsx load"),
        order=600,
    )
)
work_kinds.plug(CHECK, RUN)
make_importable(EMPLOYEES)
plug_api(*API)
