"""A form's field that takes a record: type a part of its name, choose."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from orbita.platform.records.queries import titles
from orbita.platform.records.slots import kinds


class RecordInput(forms.Widget):
    """A text with suggestions from the server beside a hidden key."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The control; the title of what is chosen costs one statement."""
        key, text = value if isinstance(value, tuple) else (value, "")
        if key and not text:
            text = titles(self.kind, [key]).get(UUID(str(key)), "")
        context = {"name": name, "key": key or "", "text": text, "kind": self.kind, "attrs": attrs}
        return SafeString(render_to_string("search/choose.html", context))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Key and text as submitted."""
        return (data.get(name, ""), data.get(f"{name}-text", "").strip())

    def id_for_label(self, id_: str) -> str:
        return id_


class RecordField(forms.Field):
    """Gives the key of the record. A text without a choice is taken where it names just one record."""

    def __init__(self, kind: str, **more: Any) -> None:
        self.kind = kind
        super().__init__(widget=RecordInput(kind), **more)

    def clean(self, value: Any) -> UUID | None:
        """The key, or an error that says what to do."""
        key, text = value if isinstance(value, tuple) else (value, "")
        if not key and text:
            key = self._named(text)
        if not key:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return UUID(str(key))
        except ValueError:
            raise forms.ValidationError(_("Choose a record from the suggestions.")) from None

    def _named(self, text: str) -> UUID:
        kind = kinds[self.kind]
        named = kind.model._base_manager.filter(**{f"{kind.title}__iexact": text}, deleted_at=None)
        found = list(named.values_list("pk", flat=True)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("Choose a record from the suggestions."))
        return UUID(str(found[0]))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another record was chosen."""
        return str(initial or "") != str((data or ("",))[0] or "")
