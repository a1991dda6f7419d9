"""Forms of mass acts that records of every kind share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orbita.platform.accounts.models import User


class OwnerForm(forms.Form):
    """Whom to give the records to."""

    owner = forms.ModelChoiceField(User.objects.active(), label=_("Owner"))
