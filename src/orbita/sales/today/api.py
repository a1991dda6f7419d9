"""What programs do with the first-steps guide of an employee."""

from orbita.platform.resources.slots import ApiAct
from orbita.sales.today import commands

API = (
    ApiAct("me/guide/", commands.put_guide_away, "delete"),
    ApiAct("me/guide/", commands.show_guide_again, "put"),
)
