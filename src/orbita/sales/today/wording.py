"""The reasons of a rank in words."""

from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from orbita.kit.money import format_amount
from orbita.platform.ui.dates import when
from orbita.sales.today.ranking import Prospect, Reason


def reasons(prospect: Prospect, most: int = 3) -> list[str]:
    """The heaviest reasons as sentences."""
    return [_words(reason) for reason in prospect.reasons[:most]]


def _words(reason: Reason) -> str:
    value, more = reason.value, reason.more or 0
    if reason.key == "open":
        assert isinstance(value, Decimal)
        total = format_amount(value, "RUB", get_language() or "ru", short=True)
        said = ngettext(
            "%(count)s open deal, likely %(sum)s", "%(count)s open deals, likely %(sum)s", more
        )
        return said % {"count": more, "sum": total}
    if reason.key == "repeat":
        assert isinstance(value, int)
        said = ngettext("buys every %(days)s day", "buys every %(days)s days", value)
        passed = ngettext("%(days)s day has passed", "%(days)s days have passed", more)
        return f"{said % {'days': value}}, {passed % {'days': more}}"
    if reason.key == "no-step":
        return _("no next step is planned")
    if reason.key == "stuck":
        return _("stands on its stage for too long")
    said = {
        "waits": _("waits for an answer since %(when)s"),
        "late": _("the next step was due %(when)s"),
        "closes": _("expected to close %(when)s"),
    }[reason.key]
    assert isinstance(value, date)
    return said % {"when": when(value)}
