"""What segments refuse."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class SegmentNeedsName(Refusal):
    sentence = _("Enter a name for the segment.")
    field = "name"


class SegmentExists(Refusal):
    sentence = _("There is a segment “%(name)s” already.")
    field = "name"


class ConditionIsWrong(Refusal):
    sentence = _("This condition cannot be read. Build it anew.")


class SegmentInItself(Refusal):
    sentence = _("A segment cannot ask for itself: take “%(name)s” out of the condition.")


class SegmentIsDynamic(Refusal):
    sentence = _(
        "“%(name)s” gets its clients by a condition. Choose a segment that is kept by hand."
    )
    field = "segment"
