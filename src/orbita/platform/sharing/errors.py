"""Why a record is not shared."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class ShareNeedsSomebody(Refusal):
    sentence = _("Choose with whom to share: an employee, a department, a team or a role.")
    field = "to"


class TermIsOver(Refusal):
    sentence = _("The term ends before it begins. Choose a day from today on.")
    field = "until"


class WiderThanOwn(Refusal):
    sentence = _("You only see this record yourself: it can be shared to see, not to change.")
    field = "level"


class SharedWithOneself(Refusal):
    sentence = _("You have access to this record already. Choose somebody else.")
    field = "to"
