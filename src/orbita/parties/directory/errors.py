"""What the directory refuses."""

from django.utils.translation import gettext_lazy as _

from orbita.kit.requisites import Fault
from orbita.platform.acts.errors import Refusal
from orbita.platform.company.requisites import sentence


class PartyNeedsName(Refusal):
    sentence = _("A client needs a name: how do you call them?")
    field = "name"


class PersonNeedsName(Refusal):
    sentence = _("Enter at least a first name or a last name.")
    field = "first_name"


class FieldOfOtherForm(Refusal):
    sentence = _("“%(label)s” is not for this kind of client: %(form)s. Clear it first.")


class FormsDiffer(Refusal):
    sentence = _(
        "“%(one)s” is an entry of the form “%(form)s”, “%(other)s” of the form “%(other_form)s”:"
        " these cannot be one client. If one of them was entered wrongly, change its form first."
    )


class MergedStays(Refusal):
    sentence = _(
        "“%(title)s” was merged into “%(survivor)s”. To have it back, undo the merge there."
    )
    status = 409


class ContactIsEmpty(Refusal):
    sentence = _("“%(value)s” has nothing that could be called or written to.")
    field = "contact_points"


class MailIsWrong(Refusal):
    sentence = _("“%(value)s” is not an e-mail address: it looks like name@company.ru.")
    field = "contact_points"


class RequisiteIsWrong(Refusal):
    """A requisite with a wrong length or check digit; the sentence says what to correct."""

    def __init__(self, fault: Fault, *, field: str) -> None:
        super().__init__(field=field)
        self.fault = fault

    def __str__(self) -> str:
        return sentence(self.fault)
