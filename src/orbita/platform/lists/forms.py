"""What bulk acts of every kind ask for."""

from django import forms
from django.utils.translation import gettext_lazy

from orbita.platform.accounts.models import User


class OwnerForm(forms.Form):
    """Whom to give the records to."""

    owner = forms.ModelChoiceField(User.objects.active(), label=gettext_lazy("Owner"))
