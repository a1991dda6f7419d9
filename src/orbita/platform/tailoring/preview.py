"""The form of a kind as people get it, drawn beside the builder: nothing in it can be filled."""

from typing import Any

from django import forms

from orbita.platform.acts.actor import Actor
from orbita.platform.fields.definitions import Tab
from orbita.platform.fields.models import FieldType, Need
from orbita.platform.fields.queries import tabs
from orbita.platform.filling.forms import OwnFormField


class PreviewForm(forms.Form):
    """All fields of a kind that people fill in, whatever their conditions."""

    def __init__(self, kind: str, actor: Actor, **more: Any) -> None:
        super().__init__(use_required_attribute=False, label_suffix="", prefix="preview", **more)
        self.kind = kind
        self.tabs = tabs(kind)
        for tab in self.tabs:
            for one in tab.fields:
                if not one.is_computed and one.type != FieldType.FILE:
                    made = OwnFormField(one)
                    made.required = one.need == Need.ALWAYS
                    made.disabled = True
                    self.fields[one.name] = made

    @property
    def layout(self) -> list[tuple[Tab, list[forms.BoundField]]]:
        """The tabs with their fields."""
        found = [
            (tab, [self[one.name] for one in tab.fields if one.name in self.fields])
            for tab in self.tabs
        ]
        return [(tab, fields) for tab, fields in found if fields]
