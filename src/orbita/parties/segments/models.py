"""Segments: groups of clients with a name, by a condition or picked by hand, and who was in when."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.parties.directory.models import Party
from orbita.platform.accounts.models import Department
from orbita.platform.acts.actor import Actor
from orbita.platform.records.models import Record
from orbita.platform.tracking import tracked

TONES = (
    ("blue", pgettext_lazy("tone", "blue")),
    ("violet", pgettext_lazy("tone", "violet")),
    ("pink", pgettext_lazy("tone", "pink")),
    ("red", pgettext_lazy("tone", "red")),
    ("orange", pgettext_lazy("tone", "orange")),
    ("amber", pgettext_lazy("tone", "amber")),
    ("green", pgettext_lazy("tone", "green")),
    ("teal", pgettext_lazy("tone", "teal")),
    ("gray", pgettext_lazy("tone", "gray")),
)


class Sort(models.TextChoices):
    """How a segment gets its clients."""

    DYNAMIC = "dynamic", _("by a condition")
    STATIC = "static", _("by hand")


@tracked()
class Segment(Record):
    """A group of clients. A shared one is computed over all clients by the company, and everybody
    sees of it the clients that he may see; a private one is computed within its owner's rights."""

    permissions: ClassVar[str] = "segments"

    name = models.CharField(pgettext_lazy("segment", "name"), max_length=200)
    sort = models.CharField(
        _("how clients get in"), max_length=10, choices=Sort.choices, default=Sort.DYNAMIC
    )
    condition = models.TextField(_("condition"), blank=True)
    """As in the address of a list: JSON of the language of conditions; empty for all clients."""
    is_shared = models.BooleanField(_("for everybody"), default=False)
    tone = models.CharField(_("colour"), max_length=10, choices=TONES, default="blue")
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="segment_has_name"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(deleted_at=None), name="segment_name_once"
            ),
        ]
        indexes = [
            models.Index(fields=["sort"], name="segment_sort"),
            models.Index(fields=["is_shared"], name="segment_shared"),
            models.Index(fields=["-created_at", "id"], name="segment_created"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_dynamic(self) -> bool:
        return self.sort == Sort.DYNAMIC

    @staticmethod
    def assigned_to(actor: Actor) -> Q:
        """Shared with everybody, or its clients were given to the actor."""
        return Q(is_shared=True) | Q(pk__in=given_to(actor).values("segment"))


@tracked()
class Pick(models.Model):
    """A client that was put into a segment by hand."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="picks")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("client of a segment")
        constraints = [models.UniqueConstraint("segment", "party", name="segment_pick_once")]

    def __str__(self) -> str:
        return f"{self.segment_id}: {self.party_id}"


@tracked()
class SegmentAccess(models.Model):
    """The clients of a segment are given to an employee, or to a department with all below it:
    who has a right in the scope «segment» reaches them."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="accesses")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("access to a segment")
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, department__isnull=False)
                | Q(user__isnull=False, department=None),
                name="segment_access_is_one",
            ),
            models.UniqueConstraint(
                "segment", "user", "department", name="segment_access_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.segment_id}: {self.user_id or self.department_id}"


class SegmentState(models.Model):
    """What the last computation found; it has no history of its own, the memberships have."""

    segment = models.OneToOneField(
        Segment, models.CASCADE, primary_key=True, related_name="state", verbose_name=_("segment")
    )
    size = models.PositiveIntegerField(_("clients"), default=0)
    came = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    computed_at = models.DateTimeField(_("computed"), null=True)
    took_ms = models.PositiveIntegerField(default=0)
    is_readable = models.BooleanField(default=True)
    """False when the condition asks for a field that is no longer there: then nothing changes."""

    class Meta:
        verbose_name = _("state of a segment")
        indexes = [
            models.Index(fields=["size"], name="segment_size"),
            models.Index(fields=["computed_at"], name="segment_computed"),
        ]

    def __str__(self) -> str:
        return f"{self.segment_id}: {self.size}"


class Membership(models.Model):
    """A client was in a segment from a moment until another (None: still is).

    The rows are the history themselves, so the audit keeps none of them. One open row a client and
    segment is held by a unique index, closed rows may not overlap by an exclusion; a row is always
    opened now, after all closed ones.
    """

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="memberships", db_index=False)
    party = models.ForeignKey(Party, models.CASCADE, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("membership")
        indexes = [
            models.Index(fields=["segment", "since"], name="membership_came"),
            models.Index(
                fields=["segment", "until"],
                condition=Q(until__isnull=False),
                name="membership_left",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "party"], condition=Q(until=None), name="membership_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="membership_ends_later"
            ),
            ExclusionConstraint(
                name="membership_no_overlap",
                expressions=[
                    ("segment", RangeOperators.EQUAL),
                    ("party", RangeOperators.EQUAL),
                    (
                        Func(
                            F("since"),
                            F("until"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.segment_id}: {self.party_id}"


_MY_DEPARTMENTS = """
WITH RECURSIVE above AS (
    SELECT d.id, d.parent_id FROM accounts_department d
    JOIN accounts_user u ON u.department_id = d.id WHERE u.id = %s
    UNION ALL
    SELECT d.id, d.parent_id FROM accounts_department d JOIN above ON d.id = above.parent_id
)
SELECT id FROM above
"""


def given_to(actor: Actor) -> "models.QuerySet[SegmentAccess]":
    """What was given to the actor, or to his department or one above it. No statement of its own."""
    mine = RawSQL(_MY_DEPARTMENTS, [actor.id])  # noqa: S611
    return SegmentAccess.objects.filter(Q(user=actor.id) | Q(department__in=mine))


def members_of(segment_ids: Any) -> "models.QuerySet[Membership]":
    """Open memberships of living segments among these. No statement of its own."""
    return Membership.objects.filter(until=None, segment__deleted_at=None, segment__in=segment_ids)
