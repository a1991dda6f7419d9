"""Refusals about people, departments, teams and roles."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class LastAdministrator(Refusal):
    sentence = _(
        "%(name)s is the last administrator who can sign in. Make somebody else one first."
    )


class MailIsTaken(Refusal):
    sentence = _("%(name)s has this e-mail already. Each employee needs an own one.")
    field = "email"


class HasNoInvitation(Refusal):
    sentence = _("%(name)s cannot sign in. Let the employee in again, then invite.")


class NameIsTaken(Refusal):
    sentence = _("“%(name)s” exists already. Choose another name.")
    field = "name"


class DepartmentInItself(Refusal):
    sentence = _("“%(name)s” cannot be part of itself or of what lies below it.")
    field = "parent"


class DepartmentIsNotEmpty(Refusal):
    sentence = _("“%(name)s” still has people or departments. Move them first.")


class RoleIsGiven(Refusal):
    sentence = _("People still have the role “%(name)s”. Give them another one first.")


class RoleIsPreset(Refusal):
    sentence = _("“%(name)s” comes with Orbita and stays. Take its rights away instead.")


class AdministratorsStay(Refusal):
    sentence = _("This would leave nobody to manage users and rights.")
