"""What a human types about trees and branches."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.classifier.models import Branch
from orbita.parties.classifier.queries import Grown


class NameForm(forms.Form):
    """The name of a tree or of a new branch."""

    name = forms.CharField(label=pgettext_lazy("classifier", "Name"), max_length=200)


class BranchForm(NameForm):
    """A branch: its name, and where it hangs."""

    parent = forms.TypedChoiceField(
        label=_("Part of"), required=False, coerce=UUID, empty_value=None
    )

    def __init__(self, branch: Branch, tree: Grown, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = {branch.pk}
        for node in tree.nodes:
            if node.parent_id in below:
                below.add(node.id)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.TypedChoiceField)
        parent.choices = [
            ("", _("The top of the classifier")),
            *((node.id, node.trail) for node in tree.nodes if node.id not in below),
        ]
