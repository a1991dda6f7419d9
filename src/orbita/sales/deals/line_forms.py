"""Lines of a deal as a human types them: a table of fields, several rows at once."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.kit.money import parse_amount
from orbita.sales.deals.commands import LineDraft
from orbita.sales.deals.models import DealLine

MOST_LINES = 300
EMPTY_ROWS = 3
FIELDS = ("title", "quantity", "unit", "price", "discount", "cost", "needed_on")


class FigureField(forms.CharField):
    """A number as people write and paste it, kept to so many digits after the point."""

    def __init__(self, places: int, most: int, **more: Any) -> None:
        self.step, self.most = Decimal(1).scaleb(-places), Decimal(most)
        attrs = {"inputmode": "decimal", "class": "num"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **more)

    def to_python(self, value: Any) -> Any:
        """The number, None for nothing, or an error that shows the form of one."""
        text = super().to_python(value)
        if not text:
            return None
        number = parse_amount(text.removesuffix("%"), ",")
        if number is None or not 0 <= number <= self.most:
            raise forms.ValidationError(_("Write a number, such as 12,5."))
        return number.quantize(self.step)

    def prepare_value(self, value: Any) -> Any:
        """Without zeros that say nothing."""
        return plain(value) if isinstance(value, Decimal) else value


def plain(value: Decimal | None) -> str:
    """A number as it is typed: «1250,5», without zeros at its end."""
    if value is None:
        return ""
    return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if value % 1 else f"{value:.0f}"


class LineForm(forms.Form):
    """One line. `base` is what its editor saw, so that nobody's change is overwritten. With
    `hides_cost` the cost is neither shown nor taken."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    base = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("Product or service"), max_length=500, required=False
    )
    quantity = FigureField(3, 10**10, label=gettext_lazy("Quantity"))
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=20, required=False)
    price = FigureField(2, 10**12, label=gettext_lazy("Price"))
    discount = FigureField(2, 100, label=gettext_lazy("Discount, %"))
    cost = FigureField(2, 10**12, label=gettext_lazy("Cost of one"))
    needed_on = forms.DateField(
        label=gettext_lazy("Needed on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *arguments: Any, hides_cost: bool = False, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["cost"].disabled = hides_cost

    def clean(self) -> dict[str, Any]:
        """A row with figures needs its title; a quantity left out is one."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        filled = any(given.get(name) for name in FIELDS)
        if filled and not given.get("title") and not self.is_removed:
            self.add_error("title", _("A line needs the name of what is sold."))
        if given.get("quantity") == 0 and not self.is_removed:
            self.add_error("quantity", _("More than nothing."))
        return given

    @property
    def is_removed(self) -> bool:
        return bool(self.cleaned_data.get("DELETE"))

    @property
    def is_blank(self) -> bool:
        """A row that was left empty."""
        return not any(self.cleaned_data.get(name) for name in FIELDS)

    def draft(self) -> LineDraft:
        """The line as its editor left it."""
        given = self.cleaned_data
        values = {name: given[name] for name in FIELDS}
        values["quantity"] = Decimal(1) if given["quantity"] is None else given["quantity"]
        for name in ("price", "discount"):
            values[name] = given[name] or Decimal(0)
        return LineDraft(values, given["id"], _read_base(given["base"]))


class LinesForm(forms.BaseFormSet):  # type: ignore[type-arg]
    """All lines of a deal with some empty rows below."""

    def drafts(self) -> tuple[list[LineDraft], list[LineDraft]]:
        """The lines that stay or come, and those that go. A known line left empty goes, too."""
        kept, removed = [], []
        for form in self.forms:
            known = form.cleaned_data.get("id")
            if form.is_removed or form.is_blank:
                if known:
                    removed.append(form.draft())
            else:
                kept.append(form.draft())
        return kept, removed


LineTable = forms.formset_factory(
    LineForm,
    formset=LinesForm,
    extra=EMPTY_ROWS,
    can_delete=True,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES,
)


def line_table(
    lines: Iterable[DealLine], data: Mapping[str, Any] | None = None, *, hides_cost: bool = False
) -> Any:
    """The table of a deal's lines, as they are or as they were submitted."""
    initial = [
        {name: getattr(line, name) for name in FIELDS} | {"id": line.pk, "base": _base(line)}
        for line in lines
    ]
    return LineTable(
        data,
        initial=None if data is not None else initial,
        prefix="line",
        form_kwargs={"hides_cost": hides_cost},
    )


def as_seen_now(sent: Any, lines: Iterable[DealLine]) -> Any:
    """What was submitted, with the lines as they are now as what its editor has seen; a line that is
    gone becomes a new one."""
    data, known = sent.copy(), {str(line.pk): line for line in lines}
    for name, key in sent.items():
        if name.startswith("line-") and name.endswith("-id") and key:
            line = known.get(key)
            data[name] = key if line else ""
            data[name.removesuffix("id") + "base"] = _base(line) if line else ""
    return data


def _base(line: DealLine) -> str:
    values = {name: getattr(line, name) for name in FIELDS}
    return json.dumps({k: None if v is None else str(v) for k, v in values.items()})


def _read_base(text: str) -> dict[str, Any]:
    """What the editor saw; a base that cannot be read counts as none."""
    try:
        seen = json.loads(text or "{}")
        return {name: _READ[name](seen[name]) for name in FIELDS if name in seen}
    except (ValueError, TypeError, AttributeError, InvalidOperation):
        return {}


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


_READ: Mapping[str, Any] = {
    "title": str,
    "quantity": _number,
    "unit": str,
    "price": _number,
    "discount": _number,
    "cost": _number,
    "needed_on": _day,
}
