"""What leads show elsewhere and keep up to date."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orbita.activities.timeline.slots import stories
from orbita.parties.consent.slots import personal_data
from orbita.parties.standing.slots import signals
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.acts.actor import SYSTEM
from orbita.platform.acts.events import Record, poke, within
from orbita.platform.acts.frame import running
from orbita.platform.derived.slots import Source
from orbita.platform.duplicates.slots import matchables
from orbita.platform.imports.slots import make_importable
from orbita.platform.lists.slots import screens
from orbita.platform.merging.slots import mergeables
from orbita.platform.migrating import AfterMigrate, steps
from orbita.platform.modules.slots import Module, modules
from orbita.platform.notifications.slots import NoticeKind, plug_notice
from orbita.platform.records.permissions import plug_record_permissions
from orbita.platform.records.slots import RecordKind, kinds, labelled
from orbita.platform.resources.slots import plug_api
from orbita.platform.search.slots import Searchable, make_searchable
from orbita.platform.tailoring.slots import FieldUse, field_uses
from orbita.platform.tailoring.uses import Asking, by_condition
from orbita.platform.ui.slots import (
    DemoChapter,
    HomeTile,
    MenuItem,
    PaletteCommand,
    SettingsItem,
    demo_chapters,
    home_tiles,
    menu,
    palette_commands,
    settings_items,
)
from orbita.sales.handover.slots import Belonging, belongings
from orbita.sales.leads import events, notices
from orbita.sales.leads import stories as told
from orbita.sales.leads.api import API
from orbita.sales.leads.commands import (
    assign_leads,
    change_leads,
    delete_leads,
    distribute_leads,
    restore_leads,
)
from orbita.sales.leads.demo import receive_demo_leads
from orbita.sales.leads.duplicates import LEADS as DUPLICATES
from orbita.sales.leads.importing import LEADS as IMPORT
from orbita.sales.leads.lists import LEADS
from orbita.sales.leads.merging import LEAD as MERGING
from orbita.sales.leads.models import OPEN, DistributionRule, Lead
from orbita.sales.leads.personal import LEADS as PERSONAL
from orbita.sales.leads.plugs import pages as pages
from orbita.sales.leads.presets import settle_sources
from orbita.sales.leads.queries import unsorted_count
from orbita.sales.leads.signals import SIGNALS

modules.plug(
    Module(
        "leads",
        _("Leads"),
        _("Requests that come in, given to people in turn"),
        "inbox",
        needs=("deals",),
        order=120,
    )
)

kinds.plug(
    RecordKind(
        key="lead",
        model=Lead,
        label=pgettext_lazy("record", "Lead"),
        plural=pgettext_lazy("records", "Leads"),
        icon="inbox",
        title="subject",
        url=lambda lead_id: reverse("leads:record", args=[lead_id]),
        restrictable=labelled(
            Lead,
            "position",
            "phone",
            "email",
            "messenger",
            "city",
            "product",
            "amount",
            "score",
            "external_id",
            "details",
        ),
        follows={
            "phone": ("phone_normal",),
            "email": ("email_normal",),
            "messenger": ("messenger_normal",),
        },
        change=change_leads,
        delete=delete_leads,
        restore=restore_leads,
    )
)
belongings.plug(
    Belonging(
        "lead",
        pgettext_lazy("records", "Leads"),
        lambda: Q(status__in=OPEN),
        lambda ids, user_id, by: assign_leads(ids, owner_id=user_id, by=by),
        order=30,
    )
)
_SORTS = {
    "director": "all",
    "head": "subtree",
    "seller": "own",
    "partner": "own",
    "secretary": "all",
}
plug_record_permissions(
    "leads",
    "lead",
    pgettext_lazy("records", "Leads"),
    {
        "view": {
            **_SORTS,
            "marketer": "all",
            "analyst": "all",
            "agent": "all",
            "supervisor": "all",
        },
        "create": {**dict.fromkeys((*_SORTS, "marketer", "agent", "supervisor"), "all")},
        "edit": {**_SORTS, "marketer": "all", "agent": "own", "supervisor": "all"},
        "delete": {"director": "all", "head": "subtree"},
        "export": {"director": "all", "head": "subtree", "marketer": "all", "analyst": "all"},
        "import": {"director": "all", "head": "all", "marketer": "all"},
    },
)
permissions.plug(
    Permission(
        "leads.manage",
        _("Set up sources and distribution of leads"),
        {"admin": "all", "director": "all", "head": "all", "marketer": "all"},
    )
)
screens.plug(LEADS)
make_importable(IMPORT)
signals.plug(*SIGNALS)
make_searchable(
    Searchable(
        kind="lead",
        table="leads_lead",
        title="s.subject",
        subtitle="concat_ws(', ', nullif(s.person_name, ''), nullif(s.company_name, ''))",
        words="concat_ws(' ', s.subject, s.person_name, s.company_name, s.email, s.messenger,"
        " s.city, s.product, s.external_id, left(s.text, 4000))",
        digits="regexp_replace(s.phone_normal, '[^0-9]', '', 'g')",
        sources=(
            Source(
                "leads_lead",
                "r.id",
                (
                    "subject",
                    "person_name",
                    "company_name",
                    "email",
                    "messenger",
                    "city",
                    "product",
                    "external_id",
                    "text",
                    "phone_normal",
                    "deleted_at",
                ),
            ),
        ),
        order=25,
    )
)
steps.plug(AfterMigrate("sources of leads", settle_sources, order=55))

menu.plug(
    MenuItem(
        "leads",
        _("Unsorted"),
        "inbox",
        "leads:inbox",
        permission="leads.view",
        order=290,
        count=unsorted_count,
        hot=True,
        sections=("leads",),
        keys="KeyG KeyU",
    )
)
settings_items.plug(
    SettingsItem(
        "leads",
        _("Leads: sources and distribution"),
        _("Forms of the site, addresses for programs, who gets which leads and how soon"),
        "inbox",
        "leads:settings",
        "leads.manage",
        order=320,
    )
)
home_tiles.plug(
    HomeTile("unsorted-leads", _("Unsorted leads"), "leads:tile", "leads.view", order=190)
)
palette_commands.plug(
    PaletteCommand(
        "new-lead",
        _("New lead"),
        "inbox",
        "leads:new",
        permission="leads.create",
        words=_("add request wish application"),
        order=225,
        drawer=True,
    ),
    PaletteCommand(
        "all-leads",
        _("All leads"),
        "list",
        "lists:lead",
        permission="leads.view",
        order=226,
    ),
)


def _distribute_one(event: events.LeadAdded) -> None:
    _distribute((event.lead_id,))


def _distribute_many(event: events.LeadsAdded) -> None:
    _distribute(event.lead_ids)


def _distribute(ids: tuple[UUID, ...]) -> None:
    act = running()
    distribute_leads(ids, by=act.by if act else SYSTEM)


stories.plug(*told.STORIES)
within(events.LeadAdded, told.tell_added)
within(events.LeadAdded, _distribute_one)
within(events.LeadsAdded, _distribute_many)
within(events.LeadTaken, told.tell_taken)
within(events.LeadsGiven, told.tell_given)
within(events.LeadsLapsed, told.tell_late)
within(events.LeadsRejected, told.tell_rejected)
within(events.LeadReturned, told.tell_returned)
within(events.LeadAttached, told.tell_attached)
within(events.LeadsJoined, told.tell_joined)
within(events.LeadConverted, told.tell_converted)


def _one(event: Any) -> list[Record]:
    """The lead, and whom it has become."""
    touched: list[Record] = [("lead", event.lead_id)]
    for kind, name in (("party", "party_id"), ("deal", "deal_id")):
        if key := getattr(event, name, None):
            touched.append((kind, key))
    return touched


def _many(event: Any) -> list[Record]:
    return [("lead", lead_id) for lead_id in event.lead_ids]


for kind in (
    events.LeadAdded,
    events.LeadTaken,
    events.LeadReturned,
    events.LeadAttached,
    events.LeadConverted,
    events.LeadsJoined,
):
    poke(kind, _one)
for batch in (
    events.LeadsAdded,
    events.LeadsGiven,
    events.LeadsLapsed,
    events.LeadsRejected,
    events.LeadsChanged,
):
    poke(batch, _many)

plug_notice(
    NoticeKind("lead-given", _("You are given a lead"), "inbox", notices.word_given),
    events.LeadsGiven,
    notices.given,
)
plug_notice(
    NoticeKind(
        "lead-late", _("A lead was not taken in time"), "alarm-clock", notices.word_lapsed, "red"
    ),
    events.LeadsLapsed,
    notices.lapsed,
)

demo_chapters.plug(DemoChapter(90, "leads", receive_demo_leads))
matchables.plug(DUPLICATES)
personal_data.plug(PERSONAL)


def _conditions(key: str) -> Iterator[Asking]:
    for row in DistributionRule.objects.filter(where__contains=key):
        yield "lead", row.where, row.name, reverse("leads:rule", args=[row.pk])


field_uses.plug(FieldUse("distribution", _("Rules of distribution"), by_condition(_conditions), 30))
mergeables.plug(MERGING)
plug_api(*API)
