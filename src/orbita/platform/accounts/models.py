"""Who works here: users, departments as a tree, teams, roles and what roles are granted."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orbita.platform.accounts.presets import ROLES
from orbita.platform.keys import uuid7
from orbita.platform.tracking import tracked


@tracked()
class Department(models.Model):
    """A node of the company's tree."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )

    class Meta:
        verbose_name = _("department")
        constraints = [
            models.UniqueConstraint("parent", "name", name="department_name", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Users by e-mail, any case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def active(self) -> "models.QuerySet[User]":
        """Those who can sign in."""
        return self.filter(is_active=True)


@tracked(exclude=("password", "last_login"))
class User(AbstractBaseUser):
    """An employee with an account. Without a password he is only known by name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    first_name = models.CharField(_("first name"), max_length=100)
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    middle_name = models.CharField(_("middle name"), max_length=100, blank=True)
    job_title = models.CharField(_("job title"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("department"),
    )
    language = models.CharField(_("language"), max_length=5, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    is_active = models.BooleanField(_("can sign in"), default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    details = models.JSONField(default=dict, blank=True)
    """What an import knew of the employee and no field holds."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("employee")
        verbose_name_plural = _("staff members")
        constraints = [
            models.UniqueConstraint(models.functions.Lower("email"), name="user_email_any_case")
        ]
        indexes = [models.Index(fields=["last_name", "first_name"], name="user_name")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_full_name(self) -> str:
        """The name as lists show it: «Олег Тихонов»."""
        return str(self)

    # Django's own parts ask for these; Orbita's rights do not use them.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's permissions are not used here."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Django's permissions are not used here."""
        return False


@tracked()
class Team(models.Model):
    """People across departments who see each other's records."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("team")

    def __str__(self) -> str:
        return self.name


@tracked()
class TeamMember(models.Model):
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint("team", "user", name="team_member_once")]

    def __str__(self) -> str:
        return f"{self.team}: {self.user}"


@tracked()
class Role(models.Model):
    """A named bundle of rights; presets come with the product and can be changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.SlugField(max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=200)
    needs_second_step = models.BooleanField(_("Sign-in only with a second step"), default=False)

    class Meta:
        verbose_name = _("role")

    def __str__(self) -> str:
        """The own name, or that of the preset in the reader's language."""
        return gettext(self.name) if self.name == ROLES.get(self.key) else self.name


@tracked()
class RoleAssignment(models.Model):
    role = models.ForeignKey(Role, models.PROTECT, related_name="assignments")
    user = models.ForeignKey(User, models.CASCADE, related_name="role_assignments")

    class Meta:
        constraints = [models.UniqueConstraint("role", "user", name="role_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


@tracked()
class Grant(models.Model):
    """A permission given to a role, in a scope («none» is kept, so that an update adds nothing)."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="grants")
    permission = models.CharField(max_length=100)
    scope = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint("role", "permission", name="grant_once")]

    def __str__(self) -> str:
        return f"{self.role}: {self.permission} ({self.scope})"


class FieldLevel(models.TextChoices):
    """What a role keeps from people about a field."""

    HIDDEN = "hidden", _("hidden")
    READ_ONLY = "readonly", _("read-only")


@tracked()
class FieldRight(models.Model):
    """A field of a kind that a role hides or makes read-only. Without a row the field is open."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="field_rights")
    kind = models.CharField(max_length=50)
    field = models.CharField(max_length=100)
    level = models.CharField(_("level"), max_length=20, choices=FieldLevel.choices)

    class Meta:
        verbose_name = _("right to a field")
        constraints = [
            models.UniqueConstraint("role", "kind", "field", name="field_right_once"),
            models.CheckConstraint(
                condition=models.Q(level__in=["hidden", "readonly"]), name="field_right_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.kind}.{self.field} ({self.level})"
