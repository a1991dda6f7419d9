"""How files become employees: names split, departments made, everything else kept beside."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orbita.kit.names import PersonName, split_name
from orbita.kit.text import fold
from orbita.platform.accounts.administrators import ADMINISTRATION
from orbita.platform.accounts.models import Department, User
from orbita.platform.imports import looks
from orbita.platform.imports.drafts import Draft, Line, RowFault
from orbita.platform.imports.people import made_up_mail, name_key
from orbita.platform.imports.slots import Choice, Column, Importable, ImportField
from orbita.platform.imports.staging import Staging
from orbita.platform.keys import uuid7

_NAME_KEY = """
    SELECT u.id, (SELECT string_agg(word, ' ' ORDER BY word COLLATE "C") FROM unnest(string_to_array(
        translate(lower(btrim(v.name)), 'ё', 'е'), ' ')) AS word WHERE word <> '') AS k
    FROM accounts_user u CROSS JOIN LATERAL (VALUES
        (u.first_name || ' ' || u.last_name),
        (u.first_name || ' ' || u.middle_name || ' ' || u.last_name)) AS v(name)
"""


def _fields() -> list[ImportField]:
    return [
        ImportField("name", _("Name"), "фио|имя|сотрудник|name|full name|employee|sales agent|"
                                       "sales rep|agent|менеджер|ф и о|user|пользователь|"
                                       "salesperson|employee name", most=300, match=_NAME_KEY, fold=name_key),
        ImportField("last_name", _("Last name"), "фамилия|surname|last name", most=100),
        ImportField("first_name", _("First name"), "имя|first name|given name", most=100),
        ImportField("middle_name", _("Middle name"), "отчество|middle name", most=100),
        ImportField("email", _("E-mail"), "email|e mail|mail|почта|электронная почта|login|логин",
                    "mails", looks=looks.mails, lenient=True, fold=fold,
                    match="SELECT id, lower(email) AS k FROM accounts_user"),
        ImportField("phone", _("Phone"), "телефон|phone|mobile|мобильный", most=40,
                    lenient=True),
        ImportField("job_title", _("Job title"), "должность|job title|position|title", most=200),
        ImportField("department", _("Department"), "отдел|подразделение|department|team|"
                                                   "regional office|office|филиал|офис", most=200),
    ]  # fmt: skip


def prepare(staging: Staging) -> None:
    """Read departments and taken mails."""
    rows = Department.objects.values_list("pk", "name")
    staging.memory["departments"] = {fold(name): pk for pk, name in rows}
    staging.memory["new_departments"] = []
    staging.memory["mails"] = set(staging.people.mails)


def draft(line: Line, staging: Staging) -> Draft:
    """A read row as an employee."""
    values = line.values
    given = PersonName(
        *(values.get(part, "") for part in ("last_name", "first_name", "middle_name"))
    )
    if "name" in values:
        parts = split_name(values["name"])
        given = PersonName(
            given.last or parts.last, given.first or parts.first, given.middle or parts.middle
        )
    if not (given.first or given.last):
        raise RowFault(gettext("there is no name"))
    mails = values.get("email") or []
    for mail in mails[1:]:
        line.notes.setdefault(staging.plan.head_of("email"), ", ".join(mails))
        del mail
    columns: dict[str, Any] = {
        "first_name": (given.first or given.last)[:100],
        "last_name": given.last[:100] if given.first else None,
        "middle_name": given.middle[:100] or None,
        "email": mails[0].lower() if mails else None,
        "phone": values.get("phone"),
        "job_title": values.get("job_title"),
        "department_id": _department(line, staging),
    }
    if not mails:
        columns["_email"] = made_up_mail(given.listed, staging.memory["mails"])
    return Draft(columns, keys={"name": name_key(given.full)})


def _department(line: Line, staging: Staging) -> Any:
    name = line.values.get("department")
    if not name:
        return None
    known, key = staging.memory["departments"], fold(name)
    if key not in known:
        if "departments" not in staging.plan.makes:
            line.notes[staging.plan.head_of("department")] = name
            return None
        known[key] = uuid7()
        staging.memory["new_departments"].append(
            Department(pk=known[key], name=" ".join(name.split()))
        )
    return known[key]


def resolve(staging: Staging) -> None:
    """Refuse mails that somebody else has; departments that are missing will be made."""
    made = staging.memory["new_departments"]
    staging.made["departments"] = len(made)
    staging.before.append(lambda: Department.objects.bulk_create(made))
    staging.reject(
        """s.email IS NOT NULL AND EXISTS (SELECT FROM accounts_user u
           WHERE lower(u.email) = s.email AND u.id <> s.id)""",
        gettext("another employee has this e-mail"),
    )
    staging.reject(
        """s.n IN (SELECT n FROM (SELECT n, row_number() OVER (PARTITION BY email ORDER BY n) AS place
           FROM import_rows WHERE fault IS NULL AND email IS NOT NULL
             AND fate IS DISTINCT FROM 'follower') AS placed WHERE place > 1)""",
        gettext("an earlier row of the file has this e-mail already"),
    )


EMPLOYEES = Importable(
    kind="employees",
    label=_("Employees"),
    record="",
    model=User,
    permission=ADMINISTRATION,
    fields=_fields,
    needs=(("name", "last_name", "first_name"),),
    keys=(("email",), ("name",)),
    columns=(
        Column("_email"),
        Column("first_name"),
        Column("last_name"),
        Column("middle_name"),
        Column("email", default="s._email"),
        Column("phone"),
        Column("job_title"),
        Column("department_id", "uuid", "NULL::uuid"),
        # An unusable password, as make_password(None) gives: nobody signs in before an invitation.
        Column("password", default="'!' || replace(gen_random_uuid()::text, '-', '')"),
    ),
    draft=draft,
    prepare=prepare,
    resolve=resolve,
    makes=(Choice("departments", _("Departments that are missing")),),
    nouns=("employee", "сотрудника"),
    icon="users-round",
    url="/settings/people/",
    order=40,
)  # fmt: skip
"""Files of employees."""
