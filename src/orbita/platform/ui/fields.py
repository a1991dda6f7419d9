"""A form field in one piece: label, control, and one slot below for the hint or the error."""

from typing import Any

from django.forms import BaseForm, BoundField, widgets
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from orbita.platform.ui.components import icon as draw_icon

CLASSES: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.CheckboxInput, "check"),
    (widgets.Select, "select"),
    (widgets.Textarea, "textarea"),
    (widgets.FileInput, "file"),
    (widgets.Input, "input"),
)

DASHES = "---------"
"""What Django calls the choice of nothing."""
MOST_SEGMENTS = 5
"""A switch with more choices does not fit a drawer."""


def style_of(widget: widgets.Widget) -> str:
    """The class of a control by the kind of its widget."""
    return next((style for kind, style in CLASSES if isinstance(widget, kind)), "input")


def _note(bound: BoundField, hint: str) -> SafeString:
    """The slot below the control. It keeps its id so that the description never points nowhere."""
    if bound.errors:
        return format_html(
            '<span class="field-error" id="{}">{}<span>{}</span></span>',
            f"{bound.id_for_label}_note",
            draw_icon("circle-alert"),
            format_html_join(" ", "{}", ((error,) for error in bound.errors)),
        )
    if hint:
        return format_html(
            '<span class="field-hint" id="{}">{}</span>', f"{bound.id_for_label}_note", hint
        )
    return SafeString("")


def control(bound: BoundField, **attributes: Any) -> SafeString:
    """The bare control with our class and its accessibility attributes."""
    if getattr(bound.field, "empty_label", None) == DASHES:
        bound.field.empty_label = "—"  # type: ignore[attr-defined]
    attrs = {name.replace("_", "-"): value for name, value in attributes.items()}
    widget = bound.field.widget
    given = f"{widget.attrs.get('class', '')} {attrs.pop('class', '')}".split()
    attrs["class"] = " ".join([style_of(widget), *given])
    if bound.errors:
        attrs["aria-invalid"] = "true"
    attrs = {name: value for name, value in attrs.items() if value not in (None, False)}
    return bound.as_widget(attrs=attrs)


def choices(bound: BoundField) -> SafeString:
    """A few radio buttons as a segmented switch; more of them, and ticks, as a list."""
    options = bound.subwidgets
    # Django counts the list of ticks among the radio buttons.
    ticks = isinstance(bound.field.widget, widgets.CheckboxSelectMultiple)
    single = not ticks and len(options) <= MOST_SEGMENTS
    for option in options:
        option.data["attrs"]["class"] = "" if single else "check" if ticks else "check round"
    return format_html(
        '<div class="{}">{}</div>',
        "seg" if single else "stack",
        format_html_join(
            "",
            '<label class="{}">{}<span>{}</span></label>',
            (("seg-item" if single else "tick", one.tag(), one.choice_label) for one in options),
        ),
    )


def field(
    bound: BoundField, *, label: str = "", hint: str | None = None, **attributes: Any
) -> SafeString:
    """A whole field; nothing for one that the form does not have. Further arguments become attributes
    of the control (`inputmode="tel"`)."""
    if not bound:
        return SafeString("")
    if bound.is_hidden:
        return bound.as_widget()
    widget = bound.field.widget
    note = _note(bound, str(bound.help_text or "") if hint is None else hint)
    if note:
        attributes["aria_describedby"] = f"{bound.id_for_label}_note"
    text = label or bound.label
    if isinstance(widget, widgets.CheckboxInput):
        return format_html(
            '<div class="field"><label class="tick">{}<span>{}</span></label>{}</div>',
            control(bound, **attributes),
            text,
            note,
        )
    if not bound.field.required:
        text = format_html('{} <span class="optional">{}</span>', text, gettext("optional"))
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return format_html(
            '<fieldset class="field"{}><legend class="label">{}</legend>{}{}</fieldset>',
            format_html(' aria-describedby="{}_note"', bound.id_for_label) if note else "",
            text,
            choices(bound),
            note,
        )
    return format_html(
        '<div class="field"><label for="{}">{}</label>{}{}</div>',
        bound.id_for_label,
        text,
        control(bound, **attributes),
        note,
    )


def form_errors(form: BaseForm) -> SafeString:
    """What is wrong with the form as a whole; announced when it appears."""
    errors = form.non_field_errors()
    if not errors:
        return SafeString("")
    return format_html(
        '<div class="notice" data-tone="red" role="alert">{}<span>{}</span></div>',
        draw_icon("circle-alert"),
        format_html_join(" ", "{}", ((error,) for error in errors)),
    )


def form_fields(form: BaseForm) -> SafeString:
    """Every field of a simple form, hidden ones too, with the form's own errors above."""
    return format_html(
        '{}<div class="fields">{}</div>',
        form_errors(form),
        format_html_join("", "{}", ((field(bound, placeholder=""),) for bound in form)),
    )
