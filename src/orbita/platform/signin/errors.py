"""Refusals of signing in, and about the ways to do it."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class WayIsClosed(Refusal):
    sentence = _("Nobody signs in this way any more. Choose another one.")


class MailIsNotVerified(Refusal):
    sentence = _(
        "%(provider)s has not confirmed that the mail is yours. Let it be confirmed there, then try"
        " again."
    )


class MailIsElsewhere(Refusal):
    sentence = _("%(provider)s is for other mail addresses than %(email)s.")


class NobodyByThisMail(Refusal):
    sentence = _("Nobody with the mail %(email)s works here. Ask your administrator to add you.")


class EmployeeIsOut(Refusal):
    sentence = _("%(email)s cannot sign in any more. Ask your administrator.")


class LinkedWithAnother(Refusal):
    sentence = _(
        "%(email)s already signs in with another account of %(provider)s. Your administrator can"
        " take that link away."
    )


class OnlyByProvider(Refusal):
    sentence = _("With a mail of %(domain)s one signs in by “%(provider)s”, without a password.")


class ProviderNameIsTaken(Refusal):
    sentence = _("“%(name)s” exists already. Choose another name.")
    field = "name"


class NeedsDomains(Refusal):
    sentence = _("Name the mail domains whose passwords are to be switched off.")
    field = "domains"


class NeedsKeeper(Refusal):
    sentence = _(
        "Choose an administrator with a password: somebody must get in when the provider is down."
    )
    field = "keeper"


class NeedsRole(Refusal):
    sentence = _("Choose the role that new employees get.")
    field = "role"


class ProviderIsSilent(Refusal):
    sentence = _("Nothing that speaks OpenID Connect answers at %(issuer)s.")
    field = "issuer"


class ProviderIsAnother(Refusal):
    sentence = _("%(issuer)s calls itself %(said)s. Write the address as the provider does.")
    field = "issuer"


class SecondStepStays(Refusal):
    sentence = _("Your role asks for a second step. Set up another one before you remove this one.")


class HasNoSecondStep(Refusal):
    sentence = _("%(name)s has no second step.")
