"""What a human types about the team of a deal and about competitors in it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orbita.platform.accounts.models import User
from orbita.platform.search.fields import RecordField
from orbita.sales.deals.commands import Share
from orbita.sales.deals.forms import AmountField
from orbita.sales.deals.models import Deal, DealMember, MemberRole

EMPTY_ROWS = 2
MOST_MEMBERS = 30


class MemberForm(forms.Form):
    """A colleague, his role, his share."""

    user = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Colleague"), required=False, empty_label="—"
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=MemberRole.choices)
    share = forms.IntegerField(
        label=gettext_lazy("Share, %"),
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "num"}),
    )


class MembersForm(forms.BaseFormSet):  # type: ignore[type-arg]
    """The team with some empty rows below; the list of colleagues is read once for all rows."""

    def __init__(self, *arguments: Any, deal: Deal, **more: Any) -> None:
        members = DealMember.objects.filter(deal=deal).values("user")
        staff = User.objects.active() | User.objects.filter(pk__in=members)
        self.people = {
            user.pk: user
            for user in staff.order_by("first_name", "last_name")
            if user.pk != deal.owner_id
        }
        super().__init__(*arguments, **more)

    def add_fields(self, form: Any, index: int | None) -> None:
        """Each row chooses among the same people."""
        super().add_fields(form, index)
        choice = form.fields["user"]
        choice.queryset = User.objects.filter(pk__in=self.people)
        choice.choices = [("", "—"), *((key, str(one)) for key, one in self.people.items())]

    def clean(self) -> None:
        """Nobody stands in a team twice."""
        chosen = [share.user_id for share in self.shares()]
        if len(chosen) > len(set(chosen)):
            raise forms.ValidationError(_("A colleague stands in the team twice."))

    def shares(self) -> list[Share]:
        """The members that were chosen."""
        rows = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        return [
            Share(row["user"].pk, row["role"], row.get("share") or 0)
            for row in rows
            if row.get("user") and not row.get("DELETE")
        ]


TeamTable = forms.formset_factory(
    MemberForm,
    formset=MembersForm,
    extra=EMPTY_ROWS,
    can_delete=True,
    max_num=MOST_MEMBERS,
    absolute_max=MOST_MEMBERS,
)


def team_table(deal: Deal, members: Sequence[DealMember], data: Any = None) -> Any:
    """The table of a deal's team, as it is or as it was submitted."""
    initial = [
        {"user": member.user_id, "role": member.role, "share": member.share} for member in members
    ]
    made: Any = TeamTable
    return made(data, initial=initial, prefix="member", deal=deal)


class RivalForm(forms.Form):
    """Whom we compete with in a deal: one of the known competitors, another client, or a new name;
    and what is known of him here."""

    known = forms.ChoiceField(label=gettext_lazy("Competitor"), required=False)
    party = RecordField("party", label=gettext_lazy("A client of ours"), required=False)
    name = forms.CharField(label=gettext_lazy("A new name"), required=False, max_length=300)
    price = AmountField(label=gettext_lazy("His price"), required=False)
    strengths = forms.CharField(
        label=gettext_lazy("Strong here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    weaknesses = forms.CharField(
        label=gettext_lazy("Weak here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *arguments: Any, competitors: Sequence[tuple[UUID, str]] | None, **more: Any
    ) -> None:
        """`competitors` are those to choose from; None when the competitor is settled."""
        super().__init__(*arguments, **more)
        if competitors is None:
            for name in ("known", "party", "name"):
                del self.fields[name]
        else:
            choices = [("", "—"), *((str(key), name) for key, name in competitors)]
            self.fields["known"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody must be named."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "known" in self.fields and not any(given.get(k) for k in ("known", "party", "name")):
            self.add_error("known", _("Choose a competitor or name a new one."))
        return given

    @property
    def known_here(self) -> dict[str, Any]:
        """What is known of him in this deal."""
        return {name: self.cleaned_data[name] for name in ("price", "strengths", "weaknesses")}

    @property
    def party_id(self) -> UUID | None:
        """The competitor who was chosen, if he is not a new one."""
        chosen = self.cleaned_data["party"] or self.cleaned_data["known"]
        return UUID(str(chosen)) if chosen else None
