"""What privacy refuses."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.acts.errors import Refusal


class NotAPerson(Refusal):
    sentence = _("Personal data is what belongs to people. An organisation has none of its own.")


class ErasureIsHeld(Refusal):
    sentence = _("The data cannot be erased yet: %(reasons)s")


class PersonIsErased(Refusal):
    sentence = _("This person has been made nameless already.")


class ErasureIsForGood(Refusal):
    sentence = _("What was erased cannot be brought back: nothing of it is left.")


class WordIsMissing(Refusal):
    sentence = _("Type “%(word)s”: this cannot be undone.")
    field = "word"


class ReasonIsMissing(Refusal):
    sentence = _("Say why the data is erased: it stands in the record of destruction.")
    field = "reason"


class PurposeIsUnknown(Refusal):
    sentence = _("There is no such purpose any more. Choose another one.")
    field = "purpose"


class NameIsTaken(Refusal):
    sentence = pgettext_lazy("purpose", "There is such a purpose already. Choose another name.")
    field = "name"


class TermIsWrong(Refusal):
    sentence = _("The term ends before it begins. Compare the two days.")
    field = "until"


class ConsentIsOver(Refusal):
    sentence = _("This consent has been withdrawn or refused already.")


class RequestIsClosed(Refusal):
    sentence = _("This request is closed. Write down a new one if the person asks again.")


class AnswerIsMissing(Refusal):
    sentence = _("Write what was answered: the answer is the proof.")
    field = "answer"


class TermIsExtended(Refusal):
    sentence = _("The term was extended already; the law allows it once.")


class WordingIsSame(Refusal):
    sentence = _("This is the text that stands already.")
    field = "text"
