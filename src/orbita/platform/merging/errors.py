"""What merging refuses."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import NotAllowed, Refusal


class NotMergeable(Refusal):
    sentence = _("Records of this kind cannot be merged.")
    status = 404


class NothingToMerge(Refusal):
    sentence = _("Choose at least two records to merge.")


class TooManyToMerge(Refusal):
    sentence = _("At most %(most)s records merge at once; %(count)s are chosen.")


class MergedTwice(Refusal):
    sentence = _("A record stands in two groups or twice in one: choose where it belongs.")


class MergedAlready(Refusal):
    sentence = _("“%(title)s” has been merged already. Open the list again.")
    status = 409


class MergedAgain(Refusal):
    sentence = _("“%(title)s” has been merged further since. Undo the later merge first.")
    status = 409


class MayNotMerge(NotAllowed):
    sentence = _("To merge, you need the rights to change and to delete “%(title)s”.")


class ForeignChoice(Refusal):
    sentence = _("The value of “%(field)s” is taken from a record that is not among those merged.")


class UnknownChoice(Refusal):
    sentence = _("“%(field)s” cannot be chosen here.")
