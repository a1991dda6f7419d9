"""The upload of a file of settings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal
from orbita.platform.blueprints.errors import FileIsTooLarge
from orbita.platform.blueprints.reading import LIMIT_MB, read


class UploadForm(forms.Form):
    """A file that was taken out of another installation."""

    file = forms.FileField(label=_("File"))

    def clean_file(self) -> Any:
        """The sections of the file; what it is refused for stands at the field."""
        file = self.cleaned_data["file"]
        try:
            if file.size > LIMIT_MB * 1024 * 1024:
                raise FileIsTooLarge(limit=LIMIT_MB)
            return read(file.read())
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None
