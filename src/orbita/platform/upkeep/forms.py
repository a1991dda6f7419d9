"""What an administrator types about backups."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PlanForm(forms.Form):
    """When backups are made and how many are kept."""

    is_on = forms.BooleanField(label=_("Make a backup every day"), required=False)
    at = forms.TimeField(
        label=_("At what time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    daily = forms.IntegerField(label=_("Days kept"), min_value=1, max_value=60)
    weekly = forms.IntegerField(label=_("Weeks kept"), min_value=0, max_value=60)
    monthly = forms.IntegerField(label=_("Months kept"), min_value=0, max_value=120)
    drills = forms.BooleanField(label=_("Try a restore every month"), required=False)
