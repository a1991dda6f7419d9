"""The demo company itself: its name, its legal entity, its administrator."""

from orbita.platform.accounts.commands import Person
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.company.commands import CompanyFacts, Requisites, set_up_company
from orbita.platform.ui.demo import Demo, mail, password_hash

FACTS = CompanyFacts("Орбита Логистик", "ru", "Europe/Moscow", "trade")
ENTITY = Requisites(
    form="llc",
    name="ООО «Орбита Логистик»",
    full_name="Общество с ограниченной ответственностью «Орбита Логистик»",
    inn="7725086400",
    kpp="772501001",
    ogrn="1147746088159",
    bank="ПАО Сбербанк",
    bik="044525225",
    account="40702810038000012407",
    correspondent_account="30101810400000000225",
    address="115114, Москва, Дербеневская набережная, д. 7, стр. 9",
)
ADMINISTRATOR = Person(
    email=mail("admin"),
    first_name="Алексей",
    last_name="Громов",
    middle_name="Николаевич",
    job_title="Администратор систем",
    phone="+7 495 012-40-19",
)


@command
def found_demo_company(demo: Demo, *, by: Actor) -> None:
    """Warehouse equipment, automation and service: a company with one legal entity."""
    set_up_company(
        FACTS, entity=ENTITY, administrator=ADMINISTRATOR, password_hash=password_hash(), by=by
    )
