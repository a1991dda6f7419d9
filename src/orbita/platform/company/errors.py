"""Refusals about the company."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class CompanyIsSetUp(Refusal):
    sentence = _("The company has been set up already. Sign in.")
    status = 409


class MainEntityStays(Refusal):
    sentence = _("The main legal entity cannot be removed. Make another one the main one first.")
