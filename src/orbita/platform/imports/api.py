"""What programs do with imports; records themselves come by `bulk/`."""

from orbita.platform.imports import commands
from orbita.platform.resources.slots import ApiAct

API = (
    ApiAct("imports/{import_id}/rollback/", commands.roll_back_import, permission="imports.use"),
)
