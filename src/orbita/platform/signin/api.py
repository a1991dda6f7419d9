"""What programs do with the ways of signing in."""

from orbita.platform.resources.slots import ApiAct
from orbita.platform.signin import commands

MANAGE = "access.manage"

API = (
    ApiAct("sign-in-providers/", commands.add_provider, permission=MANAGE),
    ApiAct("sign-in-providers/{provider_id}/", commands.change_provider, "put", permission=MANAGE),
    ApiAct("roles/{role_id}/second-step/", commands.ask_second_step, "put", permission=MANAGE),
    ApiAct("employees/{user_id}/sign-in-providers/{provider_id}/", commands.unlink_provider,
           "delete", permission=MANAGE),
    ApiAct("employees/{user_id}/second-step/", commands.reset_second_step, "delete",
           permission=MANAGE),
)  # fmt: skip
