"""What the dossier offers from its head: writing a letter."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.models import Channel, ContactPoint
from orbita.platform.records.slots import RecordAct, acts


def mail_address(party: Any) -> str:
    """A mailto: link to the main mail of a client, "" when there is none. One statement."""
    points = ContactPoint.objects.filter(party=party.pk, channel=Channel.EMAIL)
    main = points.order_by("-is_main", "position", "pk").values_list("normal", flat=True).first()
    return f"mailto:{main}" if main else ""


acts.plug(
    RecordAct("write", ("party",), _("Write"), "mail", mail_address, place="button", order=20),
)
