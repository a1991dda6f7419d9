"""A drawer with a form: asked, answered with what is wrong at its field, or carried out."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from orbita.platform.acts.errors import Refusal
from orbita.platform.ui.reply import Reply


def answer_form(
    request: HttpRequest,
    form: Any,
    act: Callable[[], HttpResponse],
    title: str,
    template: str,
    **more: Any,
) -> HttpResponse:
    """The drawer with the form (`more` is for its template), or what `act` answers once the form is
    valid; what the act refuses stands at the field that it names."""
    context = {"form": form, "title": title, "post_url": request.get_full_path(), **more}
    if request.method != "POST":
        return Reply(request).drawer(template, context, title=title)
    if form.is_valid():
        try:
            return act()
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return Reply(request).invalid(template, context, title=title)
