"""What the dossier offers from its head: writing a letter. Who looks at a person is noted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.models import Channel, Form
from orbita.parties.dossier.patterns import AUDIENCES, PATTERNS, TRADES
from orbita.platform.acts.actor import Actor
from orbita.platform.audit.commands import note_look
from orbita.platform.company.slots import trades
from orbita.platform.records.slots import RecordAct, RecordWatch, acts, watches
from orbita.platform.tailoring.slots import audiences, patterns


def mail_address(party: Any) -> str:
    """A mailto: link to the main mail of a client, "" when there is none. One statement."""
    mails = [point for point in party.contact_points.all() if point.channel == Channel.EMAIL]
    mails.sort(key=lambda point: not point.is_main)
    return f"mailto:{mails[0].normal}" if mails else ""


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
