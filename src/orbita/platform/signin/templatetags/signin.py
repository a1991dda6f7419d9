"""The ways to sign in, for the sign-in page."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from orbita.platform.signin import pages, queries
from orbita.platform.signin.models import Provider

register = template.Library()


@register.simple_tag
def providers() -> list[Provider]:
    """The providers that are offered. One statement."""
    return queries.offered()


@register.simple_tag(takes_context=True)
def passkeys_work(context: dict[str, Any]) -> bool:
    """Whether browsers offer passkeys at this address."""
    return pages.passkeys_work(context["request"])


@register.filter
def as_json(value: Any) -> str:
    """For an attribute that a script reads."""
    return json.dumps(value, cls=DjangoJSONEncoder)
