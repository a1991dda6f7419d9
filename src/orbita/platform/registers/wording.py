"""Sentences about registers in the company's own words, which fit any gender."""

from functools import lru_cache

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from orbita.platform.registers.definitions import Definition

_NEW = _("Add: {}")


@lru_cache(maxsize=256)
def new_entry(register: Definition) -> Promise:
    """What the button says that makes an entry."""
    return format_lazy(_NEW, register.label)
