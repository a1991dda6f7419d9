"""What the dossier offers from its head: writing a letter. Who looks at a person is noted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.models import Channel, ContactPoint, Form
from orbita.parties.dossier.patterns import AUDIENCES, PATTERNS, TRADES
from orbita.platform.acts.actor import Actor
from orbita.platform.audit.commands import note_look
from orbita.platform.company.slots import trades
from orbita.platform.records.slots import RecordAct, RecordWatch, acts, watches
from orbita.platform.tailoring.slots import audiences, patterns


def mail_address(party: Any) -> str:
    """A mailto: link to the main mail of a client, "" when there is none. One statement."""
    points = ContactPoint.objects.filter(party=party.pk, channel=Channel.EMAIL)
    main = points.order_by("-is_main", "position", "pk").values_list("normal", flat=True).first()
    return f"mailto:{main}" if main else ""


acts.plug(
    RecordAct("write", ("party",), _("Write"), "mail", mail_address, place="button", order=20),
)


def note_person(actor: Actor, party: Any) -> None:
    """A person's dossier is personal data, and so is a sole trader's. One statement."""
    if party.form != Form.ORGANISATION:
        note_look(actor, "party", party.pk)


watches.plug(RecordWatch("looks-at-people", ("party",), note_person))

trades.plug(*TRADES)
audiences.plug(*AUDIENCES)
patterns.plug(*PATTERNS)
