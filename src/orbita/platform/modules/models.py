"""Which modules the company has switched off."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orbita.platform.tracking import tracked


@tracked()
class SwitchedOff(models.Model):
    """A module that is switched off. A module without a row works."""

    module = models.CharField(_("module"), max_length=60, primary_key=True)
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("module that is switched off")
        verbose_name_plural = _("modules that are switched off")

    def __str__(self) -> str:
        return self.module
