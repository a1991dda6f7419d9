"""The people of the installation and what they share: `python -m chaos.staff` makes them once."""

PASSWORD = "a-quiet-harbour-73"
DOMAIN = "chaos.example"
CLIENTS = 4
SHARED = "Общий клиент"
"""The client whose different fields everybody edits at once."""


def mail(number: int) -> str:
    """The address by which a client signs in."""
    return f"client{number}@{DOMAIN}"


def main() -> None:
    """Make a company, an administrator for each client, and the shared party."""
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password

    from orbita.parties.directory.commands import add_party
    from orbita.platform.accounts.commands import Person, add_employee
    from orbita.platform.accounts.queries import actor_of
    from orbita.platform.acts.actor import SYSTEM
    from orbita.platform.company.commands import CompanyFacts, Requisites, set_up_company

    secret = make_password(PASSWORD)
    first = set_up_company(
        CompanyFacts(name="Хаос", language="ru", time_zone="Europe/Moscow", trade=""),
        entity=Requisites(form="organisation", name="ООО «Хаос»"),
        administrator=Person(email=mail(0), first_name="Анна", last_name="Первая"),
        password_hash=secret,
        by=SYSTEM,
    )
    for number in range(1, CLIENTS):
        person = Person(email=mail(number), first_name="Коллега", last_name=f"Номер {number}")
        add_employee(person, roles=["admin"], password_hash=secret, by=SYSTEM)
    add_party(form="organisation", values={"name": SHARED}, owner_id=first.pk, by=actor_of(first))


if __name__ == "__main__":
    main()
