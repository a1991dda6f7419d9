"""What programs do with modules."""

from orbita.platform.modules import commands
from orbita.platform.resources.slots import ApiAct

API = (
    ApiAct("modules/{key}/", commands.switch_on_module, "put", permission=commands.MANAGE),
    ApiAct("modules/{key}/", commands.switch_off_module, "delete", permission=commands.MANAGE),
)
