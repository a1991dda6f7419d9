"""Refusals of webhooks."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class AddressIsRefused(Refusal):
    """The address is none that messages may go to; `reason` says why."""

    sentence = "%(reason)s"
    field = "url"


class EventIsUnknown(Refusal):
    sentence = _("There is no event “%(name)s”.")
    field = "events"


class OwnerHasLeft(Refusal):
    sentence = _("Choose an employee who works here: messages go by his rights.")
    field = "owner_id"


class EndpointIsOff(Refusal):
    sentence = _("Switch the webhook on first.")


class NothingToSend(Refusal):
    sentence = _("There is nothing to send again.")
