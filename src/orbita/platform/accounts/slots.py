"""What apps above offer to do with an employee, from the page of staff."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from orbita.kit.slots import Slot
from orbita.platform.accounts.models import User


@dataclass(frozen=True)
class EmployeeAct:
    """A link in an employee's drawer: `url(user)` gives the address of the page that does it."""

    key: str
    label: str | Promise
    icon: str
    url: Callable[[User], str]
    permission: str | None = None


employee_acts: Slot[EmployeeAct] = Slot(
    "acts on employees", key=lambda plug: plug.key, switchable=True
)
