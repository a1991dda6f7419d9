"""What a human types about the company, its legal entity and its first administrator."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from orbita.kit import requisites as kit
from orbita.platform.accounts.commands import Person
from orbita.platform.accounts.models import User
from orbita.platform.accounts.zones import zone_choices
from orbita.platform.company.commands import CompanyFacts, Requisites
from orbita.platform.company.models import EntityForm, LegalEntity
from orbita.platform.company.requisites import sentence
from orbita.platform.company.slots import trades


class CompanyForm(forms.Form):
    """The company's name, language and time zone."""

    name = forms.CharField(label=_("Company name"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = zone_choices(str(self.initial.get("time_zone", "")))


class FirstCompanyForm(CompanyForm):
    """The same with the kind of business, which is chosen once."""

    trade = forms.ChoiceField(
        label=_("Kind of business"), widget=forms.RadioSelect({"class": "check round"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trade = self.fields["trade"]
        assert isinstance(trade, forms.ChoiceField)
        trade.choices = [
            (
                preset.key,
                format_html("<b>{}</b><small>{}</small>", preset.label, preset.hint),
            )
            for preset in trades
        ]

    def facts(self) -> CompanyFacts:
        """The checked values."""
        return CompanyFacts(**self.cleaned_data)


class EntityRequisitesForm(forms.ModelForm):  # type: ignore[type-arg]
    """Requisites of an own legal entity, each checked."""

    class Meta:
        model = LegalEntity
        fields = (
            "form",
            "name",
            "full_name",
            "inn",
            "kpp",
            "ogrn",
            "address",
            "bank",
            "bik",
            "account",
            "correspondent_account",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].initial = EntityForm.LLC
        for name in ("inn", "kpp", "ogrn", "bik", "account", "correspondent_account"):
            # Longer than the column: people put spaces into numbers, and the check says how long.
            field = self.fields[name] = forms.CharField(
                label=self.fields[name].label, max_length=60, required=False
            )
            field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        self.fields["kpp"].widget.attrs["inputmode"] = "text"

    def clean(self) -> dict[str, Any]:
        """Check digits by the form of the entity; each fault stands at its field."""
        values: dict[str, Any] = super().clean() or {}
        for name in ("inn", "kpp", "ogrn", "bik", "account", "correspondent_account"):
            values[name] = kit.clean(values.get(name) or "")
        values["kpp"] = values["kpp"].upper()
        sole = values.get("form") == EntityForm.SOLE_TRADER
        kind = {"sole_trader": "person", "other": None}.get(str(values.get("form")), "company")
        bik = values["bik"]
        checks: dict[str, Callable[[str], kit.Fault | None]] = {
            "inn": lambda value: kit.check_inn(value, kind),
            "kpp": kit.check_kpp,
            "ogrn": kit.check_ogrnip if sole else kit.check_ogrn,
            "bik": kit.check_bik,
            "account": lambda value: kit.check_account(value, bik),
            "correspondent_account": lambda value: kit.check_account(
                value, bik, correspondent=True
            ),
        }
        if sole and values["kpp"]:
            self.add_error("kpp", _("A sole trader has no KPP. Leave it empty."))
        # add_error takes the value out of the checked ones, so the numbers are kept apart.
        for name, number in [(name, values.get(name)) for name in checks]:
            if number and (fault := checks[name](number)):
                self.add_error(name, sentence(fault))
        return values

    def requisites(self) -> Requisites:
        """The checked values."""
        return Requisites(**self.cleaned_data)


class AdministratorForm(forms.Form):
    """The first administrator. A password given before may be left as it is."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, kept_hash: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_hash = kept_hash
        password = self.fields["password"]
        password.required = not kept_hash
        password.help_text = (
            _("It is kept from before. Type only to change it.")
            if kept_hash
            else _("At least 8 characters, not only digits.")
        )

    def clean(self) -> dict[str, Any]:
        """The password is not a common one and not like the name."""
        values: dict[str, Any] = super().clean() or {}
        if password := values.get("password"):
            known = {name: values.get(name, "") for name in ("first_name", "last_name", "email")}
            try:
                validate_password(password, User(**known))
            except ValidationError as error:
                self.add_error("password", error)
        return values

    def person(self) -> Person:
        """The checked values."""
        values = self.cleaned_data
        return Person(
            email=values["email"], first_name=values["first_name"], last_name=values["last_name"]
        )

    def password_hash(self) -> str:
        """Only the hash goes into the session."""
        password = self.cleaned_data.get("password")
        return make_password(password) if password else self.kept_hash
