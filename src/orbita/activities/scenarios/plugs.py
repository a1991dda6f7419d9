"""What rules show elsewhere and whom they listen to."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orbita.activities.scenarios import blueprint
from orbita.activities.scenarios import panels as shown
from orbita.activities.scenarios.api import API
from orbita.activities.scenarios.commands import call_rules
from orbita.activities.scenarios.demo import make_demo_rules
from orbita.activities.scenarios.events import RulesCalled, RulesChanged
from orbita.activities.scenarios.happenings import PARTIES, TRIGGERS
from orbita.activities.scenarios.jobs import act_on_calls
from orbita.activities.scenarios.models import Rule
from orbita.activities.scenarios.offered import ACTIONS, NOTICE, word_telling
from orbita.activities.scenarios.personal import SCENARIOS as PERSONAL
from orbita.activities.scenarios.queries import names_of_acts
from orbita.activities.scenarios.slots import actions, listen, plug_trigger, rule_kinds
from orbita.activities.timeline.slots import Story, stories
from orbita.parties.consent.slots import personal_data
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.events import after, poke
from orbita.platform.audit.slots import ActNames, act_names
from orbita.platform.blueprints.slots import sections
from orbita.platform.lists.slots import ListTool, list_tools
from orbita.platform.modules.slots import Module, modules
from orbita.platform.notifications.slots import NoticeKind, notice_kinds
from orbita.platform.records.slots import RecordPanel, panels
from orbita.platform.resources.slots import plug_api
from orbita.platform.tailoring.slots import FieldUse, field_uses
from orbita.platform.tailoring.uses import Asking, by_condition
from orbita.platform.ui.slots import (
    DemoChapter,
    PaletteCommand,
    SettingsItem,
    demo_chapters,
    palette_commands,
    settings_items,
)

modules.plug(
    Module(
        "rules",
        _("Rules"),
        _("What happens by itself: when, if, then"),
        "workflow",
        order=430,
    )
)

permissions.plug(
    Permission(
        "scenarios.manage",
        _("Set up rules that act by themselves"),
        dict.fromkeys(("director", "head", "admin"), "all"),
    )
)
rule_kinds.plug(PARTIES)
actions.plug(*ACTIONS)
plug_trigger(*TRIGGERS)
listen(lambda happened: call_rules(happened, by=SYSTEM))
after(RulesCalled, act_on_calls)
poke(RulesChanged, lambda event: [("rule", event.rule_id)])
notice_kinds.plug(NoticeKind(NOTICE, _("A rule tells"), "workflow", word_telling, tone="violet"))
stories.plug(
    Story("rule-acted", _("Rule “%(rule)s” acted"), "workflow", "violet", "%(done)s"),
)
act_names.plug(ActNames("rules", names_of_acts))
panels.plug(
    RecordPanel(
        "rules",
        ("deal", "party"),
        _("Rules"),
        "scenarios/panel.html",
        shown.of_record,
        place="right",
        order=90,
    )
)
list_tools.plug(
    ListTool(
        "party-rules", "party", _("Automation"), "workflow", "/automation/party/",
        "scenarios.manage", is_page=True,
    )
)  # fmt: skip
settings_items.plug(
    SettingsItem(
        "rules-party",
        _("Rules of clients"),
        _("What happens by itself: when, if, then"),
        "workflow",
        "scenarios:rules_party",
        permission="scenarios.manage",
        order=330,
    )
)
palette_commands.plug(
    PaletteCommand(
        "rules-party",
        _("Rules of clients"),
        "workflow",
        "scenarios:rules_party",
        permission="scenarios.manage",
        words=_("automation robots triggers"),
    )
)
demo_chapters.plug(DemoChapter(97, "rules", make_demo_rules))
personal_data.plug(*PERSONAL)


def _conditions(key: str) -> Iterator[Asking]:
    for row in Rule.objects.filter(condition__contains=key):
        yield row.kind, row.condition, row.name, reverse("scenarios:rule", args=[row.pk])


field_uses.plug(FieldUse("rules", _("Rules"), by_condition(_conditions), 20))
plug_api(*API)
sections.plug(blueprint.RULES)
