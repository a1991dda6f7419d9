"""What is typed and chosen on the pages of an import."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.actor import Actor
from orbita.platform.imports.models import Import
from orbita.platform.imports.plans import SOURCE, importable_of, offered
from orbita.platform.imports.queries import kinds_for
from orbita.platform.imports.slots import NOTE

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 512


def most_megabytes() -> int:
    """How large an uploaded file may be."""
    return int(getattr(settings, "IMPORT_MOST_MEGABYTES", MOST_MEGABYTES))


class UploadForm(forms.Form):
    """A file, and of what kind its rows are."""

    kind = forms.ChoiceField(label=_("What is in the file"))
    file = forms.FileField(label=_("File"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.kind, one.label) for one in kinds_for(actor)]

    def clean_file(self) -> Any:
        """Refuse what is too large."""
        file = self.cleaned_data["file"]
        if file.size > most_megabytes() * MEGABYTE:
            raise forms.ValidationError(
                _("The file is larger than %(most)s MB. Split it, or use ./orbita import."),
                params={"most": most_megabytes()},
            )
        return file


def decisions(found: Import, columns: list[str], data: QueryDict, actor: Actor) -> dict[str, Any]:
    """The posted decisions about columns, keys and what is to be made. Unknown words are left out, and
    fields that are kept from the actor."""
    importable = importable_of(found.kind)
    fields = offered(importable, actor)
    chosen = {}
    for number, column in enumerate(columns):
        key = data.get(f"field-{number}", NOTE)
        chosen[column] = key if key in fields else NOTE
    makes = {one.key for one in importable.makes}
    return {
        "columns": chosen,
        "keys": [key for key in data.getlist("key") if key in fields and key in chosen.values()],
        "makes": [key for key in data.getlist("make") if key in makes],
        "source": data.get("source", "").strip()[:100] or SOURCE,
        "options": options(found.choices.get("options", {}), data),
    }


def options(now: Mapping[str, Any], data: QueryDict) -> dict[str, Any]:
    """What the reader is told about sheet and encoding."""
    given = {name: data.get(name, now.get(name, "")) for name in ("sheet", "encoding")}
    return {name: value for name, value in given.items() if value}
