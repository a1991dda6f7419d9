"""What programs do with one's notices and reminders."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.notifications import commands
from orbita.platform.notifications.models import Notice
from orbita.platform.resources.slots import ApiAct, ApiTable

API = (
    ApiTable(
        "notices", _("Notices"), lambda actor: Notice.objects.filter(user=actor.id), Notice,
        ("kind", "values", "record_kind", "record_id", "at", "read_at"),
    ),
    ApiAct("notices/reading/", commands.read_all_notices),
    ApiAct("notices/{notice_id}/reading/", commands.read_notice),
)  # fmt: skip
