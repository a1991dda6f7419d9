"""What the pages about people share."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse

from orbita.platform.acts.errors import NotAllowed, NotFound, Refusal
from orbita.platform.ui.reply import Reply


def refuse_in(form: BaseForm, refusal: Refusal) -> None:
    """Show a refusal at the field that it is about, or above the form."""
    if isinstance(refusal, NotFound | NotAllowed):
        raise refusal
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal))


def back_to(request: HttpRequest, url_name: str, *args: Any) -> Reply:
    """A reply that leads a browser without JavaScript to this page."""
    return Reply(request, back=reverse(url_name, args=args))
