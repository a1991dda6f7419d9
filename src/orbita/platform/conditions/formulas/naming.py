"""Options of a choice and periods, as people name them in formulas."""

from django.utils.translation import gettext as _

from orbita.kit.text import fold
from orbita.platform.conditions.fields import PERIODS, Field
from orbita.platform.conditions.formulas.guessing import similar
from orbita.platform.conditions.formulas.tree import FormulaFault


def option_key(field: Field, said: str, at: int) -> str:
    """The key of an option, by key or label."""
    options = [(str(key), str(label)) for key, label in (field.choices or tuple)()]
    for key, label in options:
        if said == key or fold(said) == fold(label):
            return key
    raise FormulaFault(
        _("The field “%(label)s” has no option “%(option)s”.")
        % {"label": field.label, "option": said}
        + similar(said, [label for _key, label in options]),
        at,
    )


def period_key(said: str, at: int) -> str:
    """The key of a period, by key or label in the reader's language."""
    for key, label in PERIODS.items():
        if said == key or fold(said) == fold(str(label)):
            return key
    raise FormulaFault(
        _("There is no period “%(period)s”.") % {"period": said}
        + similar(said, [str(label) for label in PERIODS.values()]),
        at,
    )
