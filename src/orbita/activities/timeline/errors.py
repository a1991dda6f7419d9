"""What the timeline refuses."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class NeedsSubject(Refusal):
    sentence = _("Say whom or what this is about: a client or a deal.")


class NothingWritten(Refusal):
    sentence = _("Write at least a word: an empty entry helps nobody.")
    field = "text"


class DoneInFuture(Refusal):
    sentence = _("What has been done cannot lie in the future. Plan it instead.")
    field = "when"


class StepNeedsTime(Refusal):
    sentence = _("Say when: “tomorrow at 10”, “Friday”, “in 2 weeks”.")
    field = "when"


class StepNeedsSubject(Refusal):
    sentence = _("Say what is to be done.")
    field = "text"


class StepIsDone(Refusal):
    sentence = _("“%(subject)s” is done already.")


class NotAnEmployee(Refusal):
    sentence = _("Choose somebody who works here.")
    field = "assignee"


class StoriesStay(Refusal):
    sentence = _("What Orbita has noted itself cannot be changed.")
