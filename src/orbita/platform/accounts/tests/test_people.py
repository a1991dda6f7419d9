"""Administrators look after people; nobody can lock everybody out."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from orbita.platform.accounts import queries
from orbita.platform.accounts.commands import (
    Person,
    add_department,
    add_employee,
    add_role,
    add_team,
    change_department,
    change_employee,
    change_team,
    deactivate_employee,
    grant,
    remove_department,
    remove_role,
    set_roles,
)
from orbita.platform.accounts.errors import (
    DepartmentInItself,
    DepartmentIsNotEmpty,
    LastAdministrator,
    MailIsTaken,
    NameIsTaken,
    RoleIsGiven,
    RoleIsPreset,
)
from orbita.platform.accounts.events import EmployeeInvited
from orbita.platform.accounts.listeners import write_invitation
from orbita.platform.accounts.models import Department, Role, RoleAssignment, User
from orbita.platform.accounts.tests.factories import (
    actor,
    admin,
    alice,
    bob,
    carol,
    department,
    employee,
    role,
    signed_in,
)
from orbita.platform.acts.errors import NotAllowed
from orbita.platform.acts.frame import last_act_id
from orbita.platform.audit.commands import undo_act

pytestmark = pytest.mark.django_db


def by_admin() -> Any:
    return actor(admin())


@pytest.mark.req("PLT-09")
def test_an_employee_gets_his_roles_and_an_email_only_once() -> None:
    made = add_employee(Person("Dora@example.com", "Dora"), roles=["seller"], by=by_admin())

    assert made.role_assignments.get().role.key == "seller"
    assert not made.has_usable_password()
    with pytest.raises(MailIsTaken, match="Dora"):
        add_employee(Person("dora@EXAMPLE.com", "Other"), by=by_admin())


def test_a_seller_manages_nobody(client: Client) -> None:
    with pytest.raises(NotAllowed):
        add_employee(Person("x@example.com", "X"), by=actor(alice()))
    signed_in(client, alice())
    for page in ("employees", "employees/new", "departments", "teams", "roles"):
        assert client.get(f"/{page}/").status_code == 403


def test_the_last_administrator_stays() -> None:
    last = admin()

    with pytest.raises(LastAdministrator):
        deactivate_employee(last.pk, by=actor(last))
    with pytest.raises(LastAdministrator):
        set_roles(last.pk, roles=[role("seller").pk], by=actor(last))
    with pytest.raises(LastAdministrator):
        grant(role("admin").pk, permission="access.manage", scope="none", by=actor(last))
    last.refresh_from_db()
    assert last.is_active
    assert actor(last).may("access.manage")


def test_one_of_two_administrators_may_leave() -> None:
    second = employee("admin")

    deactivate_employee(admin().pk, by=actor(second))

    assert not User.objects.get(email="admin@example.com").is_active


def test_an_undo_does_not_take_the_last_administrator_either() -> None:
    first = admin()
    second = employee("seller")
    set_roles(second.pk, roles=[role("admin").pk], by=actor(first))
    promotion = last_act_id()
    deactivate_employee(first.pk, by=actor(second))

    with pytest.raises(Exception, match=r"nobody to manage|некому"):
        undo_act(promotion, by=actor(second))  # type: ignore[arg-type]
    assert actor(second).may("access.manage")


def test_a_change_of_an_employee_can_be_undone() -> None:
    person = alice(job_title="Manager")
    change_employee(
        person.pk,
        person=Person("alice@example.com", "Alisa"),
        roles=[role("head").pk],
        by=by_admin(),
    )

    undo_act(last_act_id(), by=by_admin())  # type: ignore[arg-type]

    person.refresh_from_db()
    assert (person.first_name, person.job_title) == ("Alice", "Manager")
    assert [held.role.key for held in person.role_assignments.all()] == ["seller"]


def test_whoever_leaves_is_signed_out(client: Client) -> None:
    client.force_login(alice(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/profile/").status_code == 200

    deactivate_employee(alice().pk, by=by_admin())

    assert client.get("/profile/").status_code == 302


def test_departments_form_a_tree_without_rings() -> None:
    top = add_department("Company", parent_id=None, by=by_admin())
    sales = add_department("Sales", parent_id=top.pk, by=by_admin())

    with pytest.raises(DepartmentInItself):
        change_department(top.pk, name="Company", parent_id=sales.pk, by=by_admin())
    with pytest.raises(DepartmentIsNotEmpty):
        remove_department(top.pk, by=by_admin())
    with pytest.raises(NameIsTaken):
        add_department("Sales", parent_id=top.pk, by=by_admin())
    remove_department(sales.pk, by=by_admin())
    assert not Department.objects.filter(pk=sales.pk).exists()


def test_the_tree_counts_people_below(django_assert_num_queries: Any) -> None:
    top = department("Company")
    sales = department("Sales", parent=top)
    employee("seller", sales)
    employee("seller", top)

    with django_assert_num_queries(2):
        tree = queries.department_tree()

    assert [(b.department.name, b.depth, b.people, b.people_below) for b in tree] == [
        ("Company", 0, 1, 2),
        ("Sales", 1, 1, 1),
    ]


def test_people_of_a_team_reach_each_other() -> None:
    made = add_team("Tender", members=[alice().pk, carol().pk], by=by_admin())
    assert carol().pk in actor(alice()).team

    change_team(made.pk, name="Tender", members=[alice().pk], by=by_admin())

    assert carol().pk not in actor(alice()).team


def test_a_role_is_made_like_another_and_goes_only_when_nobody_has_it() -> None:
    made = add_role("Junior seller", like=role("seller").pk, by=by_admin())
    assert made.grants.count() == role("seller").grants.count()
    RoleAssignment.objects.create(role=made, user=alice())

    with pytest.raises(RoleIsGiven):
        remove_role(made.pk, by=by_admin())
    RoleAssignment.objects.filter(role=made).delete()
    remove_role(made.pk, by=by_admin())
    with pytest.raises(RoleIsPreset):
        remove_role(role("seller").pk, by=by_admin())


def test_a_right_is_given_and_taken_and_undone(client: Client) -> None:
    seller = role("seller")
    signed_in(client, admin())

    client.post(f"/roles/{seller.pk}/grants/", {"permission": "jobs.manage", "scope": "all"})
    assert actor(alice()).may("jobs.manage")
    client.post(f"/roles/{seller.pk}/grants/", {"permission": "jobs.manage", "scope": "none"})

    assert not actor(alice()).may("jobs.manage")


def test_rights_are_found_by_words(client: Client) -> None:
    page = signed_in(client, admin()).get(f"/roles/{role('seller').pk}/?q=jobs.manage")

    assert page.content.decode().count("<select") == 1


def invited(client: Client) -> str:
    """Add an employee by the form; the link on the screen."""
    form = {"first_name": "Dora", "email": "dora@example.com", "roles": [str(role("seller").pk)]}
    page = signed_in(client, admin()).post("/employees/new/", form).content.decode()
    found = re.search(r"http://testserver(/accounts/password/reset/key/[^<\s]+)", page)
    assert found
    return found[1]


def test_an_invited_employee_chooses_a_password_and_signs_in(client: Client) -> None:
    link = invited(client)
    stranger = Client()

    page = stranger.get(link, follow=True)
    assert page.status_code == 200
    choice = {"password1": "тихая-гавань-73", "password2": "тихая-гавань-73"}
    stranger.post(page.redirect_chain[-1][0], choice)
    signed = stranger.post(
        "/accounts/login/", {"login": "dora@example.com", "password": "тихая-гавань-73"}
    )

    assert signed.status_code == 302
    assert stranger.get("/profile/").status_code == 200
    assert "password1" not in Client().get(link, follow=True).content.decode()


def test_an_old_invitation_is_closed(client: Client, settings: Any) -> None:
    link = invited(client)
    assert settings.PASSWORD_RESET_TIMEOUT == 3 * 24 * 3600
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "password1" not in Client().get(link, follow=True).content.decode()


def test_the_invitation_is_written_as_a_letter() -> None:
    made = employee("seller", first_name="Dora", email="dora@example.com", language="ru")

    write_invitation(EmployeeInvited(made.pk, "https://crm.example.com/", "Anna"))

    letter = mail.outbox[0]
    assert letter.to == ["dora@example.com"]
    assert "https://crm.example.com/accounts/password/reset/key/" in letter.body


def test_a_form_says_who_has_the_email_already(client: Client) -> None:
    alice()
    form = {"first_name": "Other", "email": "ALICE@example.com"}

    response = signed_in(client, admin()).post("/employees/new/", form)

    assert response.status_code == 422
    assert "Alice" in response.content.decode()


def test_everybody_changes_his_own_profile(client: Client) -> None:
    signed_in(client, alice())
    form = {
        "first_name": "Alisa",
        "last_name": "Smirnova",
        "phone": "+7 911 123-45-67",
        "language": "en",
        "time_zone": "Asia/Omsk",
    }

    client.post("/profile/", form)

    user = User.objects.get(email="alice@example.com")
    assert (user.first_name, user.time_zone, user.details) == (
        "Alisa",
        "Asia/Omsk",
        {"single_keys": False},
    )
    assert '<html lang="en"' in client.get("/profile/").content.decode()


def test_pages_for_administrators_open(client: Client) -> None:
    bob()
    signed_in(client, admin())
    person = alice()
    pages = [
        "/employees/",
        "/employees/?q=alice",
        "/employees/new/",
        f"/employees/{person.pk}/",
        "/departments/",
        "/departments/new/",
        f"/departments/{person.department_id}/",
        "/teams/",
        "/teams/new/",
        "/roles/",
        "/roles/new/",
        f"/roles/{Role.objects.get(key='seller').pk}/",
        "/settings/",
    ]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_the_list_of_employees_takes_the_same_statements_for_many(client: Client) -> None:
    signed_in(client, admin())
    few = statements(client)
    for _ in range(30):
        employee("seller", department("Sales"))

    assert statements(client) == few


def statements(client: Client) -> int:
    from django.test.utils import CaptureQueriesContext

    client.get("/employees/")
    with CaptureQueriesContext(connection) as found:
        client.get("/employees/")
    return len(found)
