"""What a human types about people, departments, teams and roles."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from orbita.platform.accounts import queries
from orbita.platform.accounts.commands import Person
from orbita.platform.accounts.models import Department, Role, Team, User
from orbita.platform.accounts.zones import zone_choices

INDENT = "\u2003"


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What everybody changes about himself."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    single_keys = forms.BooleanField(
        label=_("Shortcuts of a single letter (J, K, E …)"),
        help_text=_("Turn them off if a voice or a slipped finger sets them off."),
        required=False,
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "middle_name", "phone", "language", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: User = self.instance
        self.initial["single_keys"] = user.details.get("single_keys", True)
        _choices(self, "language", [("", _("As in the browser")), *settings.LANGUAGES])
        _choices(self, "time_zone", [("", _("As in the company")), *zone_choices(user.time_zone)])


class CheckedByCommand(forms.ModelForm):  # type: ignore[type-arg]
    """The fields check what was typed; what is taken already the command refuses."""

    def _get_validation_exclusions(self) -> set[str]:
        return {field.name for field in self._meta.model._meta.fields}


class EmployeeForm(CheckedByCommand):
    """An employee with his department and roles."""

    roles = forms.ModelMultipleChoiceField(
        label=_("Roles"),
        queryset=Role.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = (
            "first_name",
            "last_name",
            "middle_name",
            "email",
            "phone",
            "job_title",
            "department",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "department", [("", "—"), *_departments()])
        if not self.instance._state.adding:
            held = self.instance.role_assignments.values_list("role_id", flat=True)
            self.initial["roles"] = list(held)

    def person(self) -> Person:
        """The checked values."""
        values = {
            name: self.cleaned_data[name] for name in self.Meta.fields if name != "department"
        }
        department: Department | None = self.cleaned_data["department"]
        return Person(**values, department_id=department.pk if department else None)


class DepartmentForm(CheckedByCommand):
    """A department and its place in the tree."""

    class Meta:
        model = Department
        fields = ("name", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "parent", [("", _("— (at the top)")), *_departments()])


class TeamForm(CheckedByCommand):
    """A team and its people."""

    members = forms.ModelMultipleChoiceField(
        label=_("Members"),
        queryset=User.objects.active().order_by("last_name", "first_name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Team
        fields = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["members"] = list(
                self.instance.memberships.values_list("user_id", flat=True)
            )


class RoleForm(forms.Form):
    """A new role, empty or like another one."""

    name = forms.CharField(label=_("Name"), max_length=200)
    like = forms.ModelChoiceField(
        label=_("With the rights of"),
        queryset=Role.objects.order_by("name"),
        required=False,
        empty_label=_("— (without rights)"),
    )


class RoleNameForm(forms.Form):
    """Another name for a role."""

    name = forms.CharField(label=_("Name"), max_length=200)


def _departments() -> list[tuple[Any, str]]:
    return [
        (branch.department.pk, INDENT * branch.depth + branch.department.name)
        for branch in queries.department_tree()
    ]


def _choices(form: forms.BaseForm, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    field.choices = choices  # type: ignore[attr-defined]
