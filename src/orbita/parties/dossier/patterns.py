"""Dossier templates by line of business: what a company of the trade wants to know of its clients."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orbita.parties.directory.models import Form
from orbita.platform.company.slots import TradePreset
from orbita.platform.tailoring.slots import Audience, Pattern, PatternField

Text = str | Promise

AUDIENCES = (
    Audience(Form.ORGANISATION, "party", _("Organisations"), "form", 10),
    Audience(Form.SOLE_TRADER, "party", _("Sole traders"), "form", 20),
    Audience(Form.PERSON, "party", _("People"), "form", 30),
)
TRADES = (
    TradePreset(
        "construction", _("Construction"), _("We build and fit out: sites, estimates, acts of work"),
        "building", 40,
    ),
    TradePreset(
        "logistics", _("Logistics"), _("We carry and store: routes, tariffs, vehicles"), "truck", 50
    ),
    TradePreset(
        "medicine", _("Medicine"), _("We treat people: visits, programmes, insurance"), "heart", 60
    ),
)  # fmt: skip


def _choice(label: Text, *options: Text, several: bool = False) -> PatternField:
    return PatternField(label, "choices" if several else "choice", options)


def _number(label: Text, unit: Text = "") -> PatternField:
    return PatternField(label, "number", unit=unit)


def _pattern(
    key: str, label: Text, hint: Text, icon: str, order: int, *fields: PatternField,
    trades: Sequence[str] = (),
) -> Pattern:  # fmt: skip
    return Pattern(key, "party", label, hint, icon, label, fields, trades or (key,), order)


PATTERNS = (
    _pattern(
        "production", _("Production"), _("Capacity, equipment and shifts of a plant"), "factory", 10,
        _choice(_("Type of production"), _("Single"), _("Series"), _("Mass")),
        _number(_("Production area"), "м²"),
        _number(_("Shifts a day")),
        PatternField(_("Equipment in use"), "text", more={"is_long": True}),
        _choice(_("Certificates"), "ISO 9001", "ISO 14001", "ЕАС", _("Own standard"), several=True),
        PatternField(_("Planned shutdown from"), "date"),
    ),
    _pattern(
        "trade", _("Trade"), _("Outlets, formats, terms of delivery"), "store", 20,
        _choice(_("Format"), _("Wholesale"), _("Retail"), _("Network"), _("Marketplace"), several=True),
        _number(_("Outlets")),
        PatternField(_("Limit of goods on credit"), "money", unit="RUB"),
        _number(_("Days of delay of payment"), _("days")),
        _choice(_("Who carries the goods"), _("We"), _("The client"), _("A carrier")),
        PatternField(_("Matrix of goods agreed"), "flag"),
    ),
    _pattern(
        "service", _("Services and IT"), _("Systems, hours of support, terms of reaction"),
        "monitor-smartphone", 30,
        _choice(_("Level of support"), _("Basic"), _("Extended"), _("Round the clock")),
        _number(_("Hours of support a month")),
        PatternField(_("Systems in use"), "text", more={"is_long": True}),
        _number(_("Workplaces")),
        PatternField(_("Support paid until"), "date", more={"is_column": True}),
        PatternField(_("Remote access agreed"), "flag"),
        trades=("service",),
    ),
    _pattern(
        "construction", _("Construction"), _("Sites, permits, retention of payment"), "building", 40,
        _choice(_("Part in building"), _("Developer"), _("General contractor"), _("Subcontractor"),
                _("Designer")),
        _number(_("Sites at work")),
        PatternField(_("Admission of the self-regulated organisation"), "text"),
        _number(_("Guarantee retention"), "%"),
        PatternField(_("Putting into use"), "date"),
        PatternField(_("Address of the site"), "text"),
    ),
    _pattern(
        "logistics", _("Logistics"), _("Fleet, routes, temperature, storage"), "truck", 50,
        _number(_("Vehicles")),
        _choice(_("Kinds of carriage"), _("By road"), _("By rail"), _("By sea"), _("By air"),
                several=True),
        PatternField(_("Main routes"), "text", more={"is_long": True}),
        _number(_("Tonnes a month"), _("t")),
        _choice(_("Temperature"), _("Not needed"), "+2…+8 °C", "−18 °C"),
        PatternField(_("Liability is insured until"), "date"),
    ),
    _pattern(
        "medicine", _("Medicine"), _("Programmes, policies, attending doctor"), "heart", 60,
        _choice(_("Programme"), _("Single visits"), _("Yearly programme"), _("Corporate")),
        PatternField(_("Number of the policy"), "text",
                     more={"is_personal": True, "limits": {"length": 30}}),
        PatternField(_("Policy valid until"), "date", more={"is_personal": True}),
        PatternField(_("Attending doctor"), "text"),
        PatternField(_("Last check-up"), "date", more={"is_personal": True}),
        PatternField(_("Agreed to reminders"), "flag"),
    ),
)  # fmt: skip
