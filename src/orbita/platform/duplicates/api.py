"""What programs do with possible duplicates."""

from orbita.platform.duplicates import commands
from orbita.platform.resources.slots import ApiAct

API = (
    ApiAct("kinds/{kind}/distinctions/", commands.tell_apart),
    ApiAct("kinds/{kind}/distinctions/removal/", commands.reconsider),
    ApiAct(
        "kinds/{kind}/automatic-merging/", commands.let_merge, "put", permission="access.manage"
    ),
)
