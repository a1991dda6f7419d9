"""What programs do with the company and its legal entities."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.company import commands
from orbita.platform.company.models import Company, EntityForm, LegalEntity
from orbita.platform.resources.slots import ApiAct, ApiTable

MANAGE = "company.manage"
REQUISITES = {"requisites.form": EntityForm}

API = (
    ApiTable(
        "company", _("Company"), lambda actor: Company.objects.all(), Company,
        ("name", "language", "time_zone", "trade"),
    ),
    ApiAct("company/", commands.change_company, "put", permission=MANAGE),
    ApiTable(
        "legal-entities", _("Legal entities"), lambda actor: LegalEntity.objects.all(), LegalEntity,
        ("form", "name", "full_name", "inn", "kpp", "ogrn", "bank", "bik", "account",
         "correspondent_account", "address", "is_main"),
        permission=MANAGE,
    ),
    ApiAct("legal-entities/", commands.add_entity, body=REQUISITES, permission=MANAGE),
    ApiAct("legal-entities/{entity_id}/", commands.change_entity, "put", body=REQUISITES,
           permission=MANAGE),
    ApiAct("legal-entities/{entity_id}/", commands.remove_entity, "delete", permission=MANAGE),
    ApiAct("legal-entities/{entity_id}/main/", commands.make_entity_main, "put", permission=MANAGE),
)  # fmt: skip
