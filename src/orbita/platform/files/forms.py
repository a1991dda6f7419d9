"""What a human types about documents and folders."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from orbita.platform.accounts.models import Department, Role, User
from orbita.platform.acts.actor import Actor
from orbita.platform.files.models import Audience, Folder
from orbita.platform.files.queries import folder_tree, under
from orbita.platform.records.slots import RecordRef, kinds
from orbita.platform.search.fields import RecordField
from orbita.platform.search.slots import searchables


def folder_choices(actor: Actor) -> list[tuple[Any, str]]:
    """The folders that are open to the actor, as a tree. One statement."""
    none = ("", pgettext("documents", "Without a folder"))
    return [none, *((one.folder.pk, one.path) for one in folder_tree(actor))]


class FilingForm(forms.Form):
    """Where the uploaded files go."""

    title = forms.CharField(label=_("Title"), required=False, max_length=255)
    folder = forms.TypedChoiceField(
        label=pgettext_lazy("documents", "Folder"), required=False, coerce=UUID, empty_value=None
    )

    def __init__(self, *arguments: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["folder"].choices = folder_choices(actor)  # type: ignore[attr-defined]
        self.fields["title"].help_text = _("Empty: as the file is called.")


class DocumentForm(FilingForm):
    """A document's title, number, place and owner."""

    number = forms.CharField(
        label=pgettext_lazy("document", "Number"), required=False, max_length=60
    )
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Owner"), required=False)

    field_order = ("title", "number", "folder", "owner")

    def __init__(self, *arguments: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*arguments, actor=actor, **more)
        self.fields["title"].required, self.fields["title"].help_text = True, ""
        people = User.objects.active().order_by("first_name", "last_name")
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """What is new in a version."""

    note = forms.CharField(
        label=pgettext_lazy("version", "What is new"), required=False, max_length=300
    )


class HangingForm(forms.Form):
    """At which record a document is to hang: one of those kinds that can be searched for."""

    def __init__(self, *arguments: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for plug in searchables:
            kind = kinds[plug.kind]
            if kind.key != "document" and actor.may(f"{kind.model.permissions}.view"):
                self.fields[kind.key] = RecordField(kind.key, label=kind.label, required=False)

    def clean(self) -> dict[str, Any]:
        """One record, whichever its kind."""
        given = super().clean() or {}
        chosen = [RecordRef(key, value) for key, value in given.items() if value]
        if len(chosen) != 1 and not self.errors:
            raise forms.ValidationError(_("Choose one record."))
        return {"record": chosen[0] if chosen else None}


class FolderForm(forms.Form):
    """A folder: its name and place, who sees what lies in it, how documents are numbered."""

    name = forms.CharField(label=pgettext_lazy("folder", "Name"), max_length=120)
    parent = forms.ModelChoiceField(
        Folder.objects.none(), label=pgettext_lazy("folder", "Lies in"), required=False
    )
    audience = forms.ChoiceField(
        label=pgettext_lazy("folder", "Who sees the documents"), choices=Audience.choices
    )
    departments = forms.ModelMultipleChoiceField(
        Department.objects.order_by("name"), label=_("Departments"), required=False
    )
    roles = forms.ModelMultipleChoiceField(
        Role.objects.order_by("name"), label=_("Roles"), required=False
    )
    pattern = forms.CharField(
        label=pgettext_lazy("folder", "Numbers"),
        required=False,
        max_length=60,
        help_text=_("“D-{year}/{number:4}” gives D-2026/0001. Empty: no numbers."),
    )

    def __init__(self, itself: Folder | None, *arguments: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*arguments, **more)
        below = under([itself.pk]) if itself else set()
        parents = Folder.objects.exclude(pk__in=below)
        tree = [one for one in folder_tree(actor, managing=True) if one.folder.pk not in below]
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            ("", pgettext("folder", "The top of the tree")),
            *((one.folder.pk, one.path) for one in tree),
        ]
