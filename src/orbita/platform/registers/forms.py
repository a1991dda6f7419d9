"""What people type about registers, their stages and entries."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.platform.accounts.models import User
from orbita.platform.registers.definitions import Definition
from orbita.platform.registers.models import LONGEST_NAME
from orbita.platform.registers.patterns import TONES

ICONS = {
    "folder": _("Folder"),
    "truck": _("Lorry"),
    "wrench": _("Wrench"),
    "box": _("Box"),
    "building-2": pgettext_lazy("icon", "Building"),
    "house": pgettext_lazy("icon", "House"),
    "factory": _("Factory"),
    "warehouse": pgettext_lazy("icon", "Warehouse"),
    "file-text": pgettext_lazy("icon", "Sheet"),
    "scroll-text": _("Scroll"),
    "clipboard-list": _("Checklist"),
    "calendar-days": pgettext_lazy("icon", "Calendar"),
    "shield-check": _("Shield"),
    "graduation-cap": _("Cap"),
    "key-round": pgettext_lazy("icon", "Key"),
    "monitor": _("Monitor"),
    "ticket": _("Ticket"),
    "star": _("Star"),
}


def _name(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_NAME, **more)


class RegisterForm(forms.Form):
    """The words and the look of a register."""

    plural = _name(
        _("Name of the register"), help_text=_("As the menu shows it: “Equipment rental”")
    )
    label = _name(_("What one entry is called"), help_text=_("“Rental”, “Contract”, “Site”"))
    title_label = _name(
        _("What its title is called"), help_text=_("“Name”, “Equipment”, “Number of the contract”")
    )
    icon = forms.ChoiceField(label=_("Icon"), choices=list(ICONS.items()))
    has_board = forms.BooleanField(
        label=_("With a board of stages"),
        required=False,
        help_text=_("Entries go from stage to stage, as deals do"),
    )


class NewRegisterForm(RegisterForm):
    """The same with the stages to begin with."""

    stages = forms.CharField(
        label=_("Stages, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def stage_names(self) -> list[str]:
        """The names of the stages, each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["stages"].splitlines())
        found: dict[str, str] = {}
        for line in lines:
            if line:
                found.setdefault(line.lower(), line[:LONGEST_NAME])
        return list(found.values())


class StageForm(forms.Form):
    """A stage: name, colour, whether work ends there."""

    name = _name(pgettext_lazy("stage", "Name"))
    tone = forms.ChoiceField(label=_("Colour"), choices=list(TONES.items()))
    is_final = forms.BooleanField(
        label=_("The work is done here"),
        required=False,
        help_text=_("What stands here is not counted as being in work"),
    )


class StageRemovalForm(forms.Form):
    """Where the entries of a stage go."""

    move_to = forms.ChoiceField(label=_("Where its entries go"))

    def __init__(self, *arguments: Any, others: Sequence[tuple[str, str]]) -> None:
        super().__init__(*arguments)
        self.fields["move_to"].choices = others  # type: ignore[attr-defined]


class EntryForm(forms.Form):
    """An entry: its title, stage and owner; own fields are added by who draws it."""

    title = forms.CharField(max_length=500)
    stage = forms.ChoiceField(label=pgettext_lazy("own register", "Stage"))
    owner = forms.ModelChoiceField(User.objects.active(), label=_("Owner"))

    def __init__(self, *arguments: Any, register: Definition, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["title"].label = register.title_label
        if register.stages:
            choices = [(str(one.id), one.name) for one in register.stages]
            self.fields["stage"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["stage"]
