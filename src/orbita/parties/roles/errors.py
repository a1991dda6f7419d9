"""What roles refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class RoleIsUnknown(Refusal):
    sentence = _("There is no such role.")
    field = "role"


class RoleDataIsWrong(Refusal):
    """A value of a role that cannot be accepted; the sentence says what can."""

    sentence = _("This role has no such field.")

    def __init__(self, fault: str, *, field: str) -> None:
        super().__init__(field=field)
        self.sentence = {
            "percent": _("A per cent is a number from 0 to 100."),
            "days": _("Days are a whole number, 0 or more."),
            "money": _("A sum is a number, 0 or more."),
            "unknown": _("This role has no such field."),
        }[fault]
