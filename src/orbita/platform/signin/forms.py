"""What an administrator types about a way to sign in."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from orbita.platform.accounts.models import Department, Role, User
from orbita.platform.signin.commands import Way
from orbita.platform.signin.models import Provider

LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ProviderForm(forms.ModelForm):  # type: ignore[type-arg]
    """A provider. The secret is typed anew or left as it is; it is never shown."""

    name = forms.CharField(label=pgettext_lazy("way to sign in", "name"), max_length=100)
    secret = forms.CharField(
        label=_("Secret"),
        required=False,
        strip=True,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"}),
        help_text=_("Kept sealed and never shown again. Empty: it stays as it is."),
    )
    issuer = forms.URLField(
        label=_("Address of the provider"), max_length=300, assume_scheme="https"
    )
    domains = forms.CharField(
        label=_("Mail domains"),
        required=False,
        help_text=_("Who may come: company.com, company.net. Empty: any mail."),
    )
    groups = forms.CharField(
        label=_("Roles by groups"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line each: group = role, with the role as it is called here."),
    )

    class Meta:
        model = Provider
        fields = (
            "name",
            "issuer",
            "client_id",
            "is_only",
            "keeper",
            "makes_employees",
            "role",
            "department",
            "groups_claim",
            "checks_second_step",
            "is_active",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["domains"] = ", ".join(self.instance.domains)
        self._roles = {role.key: str(role) for role in Role.objects.order_by("name")}
        self.initial["groups"] = "\n".join(
            f"{group} = {self._roles.get(key, key)}" for group, key in self.instance.groups.items()
        )
        self.fields["keeper"].queryset = User.objects.active()  # type: ignore[attr-defined]
        self.fields["role"].queryset = Role.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["department"].queryset = Department.objects.order_by("name")  # type: ignore[attr-defined]

    def _get_validation_exclusions(self) -> set[str]:
        return {field.name for field in self._meta.model._meta.fields}

    def clean_issuer(self) -> str:
        """By https, except on this very machine."""
        issuer = str(self.cleaned_data["issuer"]).rstrip("/")
        parts = urlsplit(issuer)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise forms.ValidationError(gettext("The address begins with https://"))
        return issuer

    def clean_domains(self) -> tuple[str, ...]:
        """Domains without the @, in small letters."""
        words = self.cleaned_data["domains"].replace(",", " ").split()
        found = tuple(dict.fromkeys(word.lower().lstrip("@") for word in words))
        if any("." not in word or "@" in word for word in found):
            raise forms.ValidationError(gettext("A domain looks like company.com"))
        return found

    def clean_groups(self) -> dict[str, str]:
        """Group → key of a role."""
        keys = {name.lower(): key for key, name in self._roles.items()}
        keys |= {key: key for key in self._roles}
        found = {}
        for line in filter(None, map(str.strip, self.cleaned_data["groups"].splitlines())):
            group, _sign, role = line.rpartition("=")
            key = keys.get(role.strip().lower())
            if not group.strip() or key is None:
                said = gettext("“%(line)s” names no role: write “group = role”.")
                raise forms.ValidationError(said % {"line": line})
            found[group.strip()] = key
        return found

    def way(self) -> Way:
        """The checked values."""
        data = self.cleaned_data
        keys = {name: data[name].pk if data[name] else None for name in REFERENCES}
        plain = {name: data[name] for name in PLAIN}
        return Way(
            **plain,
            keeper_id=keys["keeper"],
            role_id=keys["role"],
            department_id=keys["department"],
        )


REFERENCES = ("keeper", "role", "department")
PLAIN = (
    "name",
    "issuer",
    "client_id",
    "domains",
    "is_only",
    "makes_employees",
    "groups_claim",
    "groups",
    "checks_second_step",
    "is_active",
)
