"""The people of the demo company: departments, employees with their roles, teams."""

from uuid import UUID

from orbita.platform.accounts.commands import Person, add_department, add_employee, add_team
from orbita.platform.accounts.models import Department, User
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.frame import command
from orbita.platform.ui.demo import Demo, mail, password_hash

DEPARTMENTS = (
    ("Дирекция", None),
    ("Продажи", None),
    ("Корпоративные продажи", "Продажи"),
    ("Региональные продажи", "Продажи"),
    ("Маркетинг", None),
    ("Контакт-центр", None),
    ("Сервис", None),
    ("Выездные бригады", "Сервис"),
    ("Партнёры", None),
    ("Склад", None),
    ("Бухгалтерия", None),
    ("Информационные технологии", None),
)
STAFF = (
    # e-mail, role, name, job title, department
    ("director", "director", "Виктор Ланской Андреевич", "Генеральный директор", "Дирекция"),
    ("secretary", "secretary", "Ирина Тарасова Львовна", "Секретарь", "Дирекция"),
    ("analyst", "analyst", "Ксения Фомина Игоревна", "Бизнес-аналитик", "Дирекция"),
    ("head", "head", "Мария Лещенко Сергеевна", "Руководитель продаж", "Продажи"),
    ("seller", "seller", "Анна Крылова Дмитриевна", "Менеджер по ключевым клиентам",
     "Корпоративные продажи"),
    ("elkin", "seller", "Дмитрий Ёлкин Павлович", "Менеджер по ключевым клиентам",
     "Корпоративные продажи"),
    ("soboleva", "seller", "Ольга Соболева Юрьевна", "Менеджер проектов автоматизации",
     "Корпоративные продажи"),
    ("garipov", "seller", "Тимур Гарипов Ринатович", "Менеджер по продажам",
     "Корпоративные продажи"),
    ("seller2", "seller", "Игорь Савельев Олегович", "Менеджер по регионам",
     "Региональные продажи"),
    ("moroz", "seller", "Екатерина Мороз Викторовна", "Менеджер по регионам",
     "Региональные продажи"),
    ("dyachenko", "seller", "Павел Дьяченко Иванович", "Менеджер по регионам",
     "Региональные продажи"),
    ("vlasov", "seller", "Артём Власов Романович", "Младший менеджер", "Региональные продажи"),
    ("marketer", "marketer", "Полина Зуева Максимовна", "Маркетолог", "Маркетинг"),
    ("supervisor", "supervisor", "Роман Кузьмин Алексеевич", "Старший смены", "Контакт-центр"),
    ("agent", "agent", "Светлана Панова Николаевна", "Оператор", "Контакт-центр"),
    ("dispatcher", "dispatcher", "Наталья Белова Петровна", "Диспетчер", "Сервис"),
    ("engineer", "engineer", "Рамиль Юсупов Маратович", "Сервисный инженер", "Выездные бригады"),
    ("partner", "partner", "Андрей Шестаков Ильич", "Менеджер по партнёрам", "Партнёры"),
    ("storekeeper", "storekeeper", "Сергей Чернов Васильевич", "Заведующий складом", "Склад"),
    ("accountant", "accountant", "Людмила Орлова Степановна", "Главный бухгалтер", "Бухгалтерия"),
    ("commercial", "commercial", "Глеб Северцев Юрьевич", "Коммерческий директор", "Дирекция"),
)  # fmt: skip
TEAMS = (
    ("Ключевые клиенты", ("seller", "elkin", "engineer")),
    ("Федеральные сети", ("seller2", "moroz", "partner")),
    ("Автоматизация складов", ("soboleva", "analyst", "dispatcher")),
)


@command
def hire_demo_staff(demo: Demo, *, by: Actor) -> None:
    """A tree of departments, somebody in every role, eight sellers in two departments, teams."""
    departments: dict[str, UUID] = {}
    for name, parent in DEPARTMENTS:
        above = departments[parent] if parent else None
        departments[name] = add_department(name=name, parent_id=above, by=by).pk
    people = {}
    for number, (login, role, name, job, department) in enumerate(STAFF):
        first, last, middle = name.split()
        person = Person(
            email=mail(login),
            first_name=first,
            last_name=last,
            middle_name=middle,
            job_title=job,
            phone=f"+7 495 012-40-{number + 20}",
            department_id=departments[department],
        )
        user = add_employee(person, roles=[role], password_hash=password_hash(), by=by)
        people[login] = user.pk
    _make_old(demo, departments["Информационные технологии"])
    for team, logins in TEAMS:
        add_team(name=team, members=[people[login] for login in logins], by=by)


def _make_old(demo: Demo, home: UUID) -> None:
    """Everybody came some time ago; the administrator finds his department."""
    for user in User.objects.order_by("email"):
        user.joined_at = demo.moment(demo.ago(800 + demo.random.randrange(1500)))
        if user.department_id is None:
            user.department = Department.objects.get(pk=home)
        user.save(update_fields=["joined_at", "department"])


def sellers_of(department: str) -> list[tuple[str, UUID]]:
    """The sellers of a department with their logins, in the order of these."""
    found = User.objects.filter(role_assignments__role__key="seller", department__name=department)
    rows = found.order_by("email").values_list("email", "pk")
    return [(email.partition("@")[0], key) for email, key in rows]
