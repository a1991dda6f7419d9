"""The sources and the reasons of rejection that a new installation starts with."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orbita.sales.leads.models import LeadSource, RejectReason, SourceKind


def settle_sources() -> None:
    """Make the first sources and reasons, once, in the installation's language."""
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        if LeadSource.objects.exists() or RejectReason.objects.exists():
            return
        sources = (
            ("site", _("Site"), SourceKind.FORM, 30),
            ("phone", pgettext("lead source", "Phone call"), SourceKind.PHONE, 30),
            ("mail", pgettext("lead source", "E-mail"), SourceKind.MAIL, 60),
            ("exhibition", _("Exhibition"), SourceKind.EVENT, None),
            ("api", _("Other programs"), SourceKind.API, 30),
            ("file", pgettext("lead source", "File"), SourceKind.FILE, None),
        )
        LeadSource.objects.bulk_create(
            LeadSource(key=key, name=name, kind=kind, minutes_to_take=minutes, position=place)
            for place, (key, name, kind, minutes) in enumerate(sources)
        )
        reasons = (
            _("Spam or advertising"), _("Not our goods"), _("Cannot be reached"),
            _("Looks for work"), _("Asked by mistake"), _("No need any more"), _("Other"),
        )  # fmt: skip
        RejectReason.objects.bulk_create(
            RejectReason(name=name, position=place) for place, name in enumerate(reasons)
        )
