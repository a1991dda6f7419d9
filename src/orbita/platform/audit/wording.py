"""Acts in words: a command's name says what it does, verb and thing.

`deals.change_deals` is «Change: deals». Commands whose names do not read so have a sentence of their
own in `SENTENCES`. A test walks all commands and fails on one without words.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "add": pgettext_lazy("act", "Add"),
    "alarm": pgettext_lazy("act", "Warn"),
    "anonymise": pgettext_lazy("act", "Anonymise"),
    "apply": pgettext_lazy("act", "Carry out"),
    "assign": pgettext_lazy("act", "Give to an owner"),
    "attach": pgettext_lazy("act", "Attach"),
    "call": pgettext_lazy("act", "Call list"),
    "cancel": pgettext_lazy("act", "Cancel"),
    "change": pgettext_lazy("act", "Change"),
    "confirm": pgettext_lazy("act", "Confirm"),
    "convert": pgettext_lazy("act", "Convert"),
    "copy": pgettext_lazy("act", "Copy"),
    "deactivate": pgettext_lazy("act", "Let in no more"),
    "decide": pgettext_lazy("act", "Decide"),
    "delete": pgettext_lazy("act", "Delete"),
    "detach": pgettext_lazy("act", "Detach"),
    "dismiss": pgettext_lazy("act", "Dismiss"),
    "distribute": pgettext_lazy("act", "Distribute"),
    "drop": pgettext_lazy("act", "Remove"),
    "end": pgettext_lazy("act", "End"),
    "fill": pgettext_lazy("act", "Fill in"),
    "finish": pgettext_lazy("act", "Finish"),
    "forget": pgettext_lazy("act", "Clear"),
    "give": pgettext_lazy("act", "Give"),
    "hand": pgettext_lazy("act", "Hand over"),
    "import": pgettext_lazy("act", "Import"),
    "invite": pgettext_lazy("act", "Invite"),
    "join": pgettext_lazy("act", "Join"),
    "log": pgettext_lazy("act", "Write down"),
    "lose": pgettext_lazy("act", "Lose"),
    "make": pgettext_lazy("act", "Make"),
    "mark": pgettext_lazy("act", "Mark"),
    "merge": pgettext_lazy("act", "Merge"),
    "move": pgettext_lazy("act", "Move"),
    "name": pgettext_lazy("act", "Name"),
    "open": pgettext_lazy("act", "Open"),
    "order": pgettext_lazy("act", "Put in order"),
    "paste": pgettext_lazy("act", "Paste"),
    "pin": pgettext_lazy("act", "Pin"),
    "place": pgettext_lazy("act", "Place"),
    "plan": pgettext_lazy("act", "Plan"),
    "postpone": pgettext_lazy("act", "Put off"),
    "prepare": pgettext_lazy("act", "Prepare"),
    "receive": pgettext_lazy("act", "Receive"),
    "record": pgettext_lazy("act", "Write down"),
    "reject": pgettext_lazy("act", "Reject"),
    "relate": pgettext_lazy("act", "Tie"),
    "remove": pgettext_lazy("act", "Remove"),
    "rename": pgettext_lazy("act", "Rename"),
    "reopen": pgettext_lazy("act", "Reopen"),
    "reschedule": pgettext_lazy("act", "Reschedule"),
    "restore": pgettext_lazy("act", "Restore"),
    "restrict": pgettext_lazy("act", "Restrict"),
    "resume": pgettext_lazy("act", "Resume"),
    "return": pgettext_lazy("act", "Return"),
    "save": pgettext_lazy("act", "Save"),
    "set": pgettext_lazy("act", "Set"),
    "share": pgettext_lazy("act", "Share"),
    "shift": pgettext_lazy("act", "Put in order"),
    "store": pgettext_lazy("act", "Save"),
    "switch": pgettext_lazy("act", "Switch on or off"),
    "take": pgettext_lazy("act", "Take"),
    "undo": pgettext_lazy("act", "Undo"),
    "unplace": pgettext_lazy("act", "Take out"),
    "update": pgettext_lazy("act", "Change"),
    "win": pgettext_lazy("act", "Win"),
    "withdraw": pgettext_lazy("act", "Withdraw"),
    "write": pgettext_lazy("act", "Write down"),
}

THINGS: dict[str, str | Promise] = {
    "absence": pgettext_lazy("done with", "absence"),
    "addresses": pgettext_lazy("done with", "addresses"),
    "bank_accounts": pgettext_lazy("done with", "bank accounts"),
    "branch": pgettext_lazy("done with", "branch of a classifier"),
    "cadence_rule": pgettext_lazy("done with", "cadence of touches"),
    "call": pgettext_lazy("done with", "call"),
    "call_list": pgettext_lazy("done with", "call list"),
    "call_lists": pgettext_lazy("done with", "call lists"),
    "company": pgettext_lazy("done with", "company"),
    "competitor": pgettext_lazy("done with", "competitor"),
    "contact_person": pgettext_lazy("done with", "contact person"),
    "contact_points": pgettext_lazy("done with", "contacts"),
    "consent": pgettext_lazy("done with", "consent"),
    "deal": pgettext_lazy("done with", "deal"),
    "deals": pgettext_lazy("done with", "deals"),
    "department": pgettext_lazy("done with", "department"),
    "employee": pgettext_lazy("done with", "employee"),
    "entity": pgettext_lazy("done with", "own legal entity"),
    "field": pgettext_lazy("done with", "own field"),
    "fields": pgettext_lazy("done with", "own fields"),
    "file": pgettext_lazy("done with", "file"),
    "grade": pgettext_lazy("done with", "class of clients"),
    "import": pgettext_lazy("done with", "import"),
    "interaction": pgettext_lazy("done with", "touch"),
    "interactions": pgettext_lazy("done with", "touches"),
    "lead": pgettext_lazy("done with", "lead"),
    "leads": pgettext_lazy("done with", "leads"),
    "lines": pgettext_lazy("done with", "lines of a deal"),
    "need": pgettext_lazy("done with", "need"),
    "needs": pgettext_lazy("done with", "needs"),
    "norms": pgettext_lazy("done with", "norms of activity"),
    "origin": pgettext_lazy("done with", "source of a value"),
    "owners": pgettext_lazy("done with", "owners"),
    "parties": pgettext_lazy("done with", "clients"),
    "party": pgettext_lazy("done with", "client"),
    "person": pgettext_lazy("done with", "person"),
    "pipeline": pgettext_lazy("done with", "pipeline"),
    "places": pgettext_lazy("done with", "places in classifiers"),
    "plans": pgettext_lazy("done with", "sales plans"),
    "profile": pgettext_lazy("done with", "profile"),
    "reason": pgettext_lazy("done with", "reason"),
    "record": pgettext_lazy("done with", "record"),
    "records": pgettext_lazy("done with", "records"),
    "recut": pgettext_lazy("done with", "re-cut of territories"),
    "relation": pgettext_lazy("done with", "relation"),
    "reminder": pgettext_lazy("done with", "reminder"),
    "role": pgettext_lazy("done with", "role"),
    "roles": pgettext_lazy("done with", "roles"),
    "rule": pgettext_lazy("done with", "rule"),
    "segment": pgettext_lazy("done with", "segment"),
    "segments": pgettext_lazy("done with", "segments"),
    "source": pgettext_lazy("done with", "source of leads"),
    "special_day": pgettext_lazy("done with", "special day"),
    "stage": pgettext_lazy("done with", "stage"),
    "stages": pgettext_lazy("done with", "stages"),
    "steps": pgettext_lazy("done with", "next steps"),
    "tab": pgettext_lazy("done with", "tab of own fields"),
    "team": pgettext_lazy("done with", "team"),
    "territories": pgettext_lazy("done with", "territories of clients"),
    "territory": pgettext_lazy("done with", "territory"),
    "territory_rule": pgettext_lazy("done with", "rule of a territory"),
    "touches": pgettext_lazy("done with", "touches"),
    "touchpoint": pgettext_lazy("done with", "touchpoint"),
    "tree": pgettext_lazy("done with", "classifier"),
    "values": pgettext_lazy("done with", "values"),
    "view": pgettext_lazy("done with", "view"),
    "working_hours": pgettext_lazy("done with", "working hours"),
}

SENTENCES: dict[str, str | Promise] = {
    "audit.undo_act": _("Undo of an act"),
    "audit.restore_value": _("A value set back"),
    "audit.restore_part": _("A part of a record set back"),
    "audit.restore_whole": _("A record set back to a moment"),
    "accounts.grant": _("Change: rights of a role"),
    "accounts.let_in_employee": _("An employee let in again"),
    "accounts.make_entity_main": _("Main legal entity chosen"),
    "company.make_entity_main": _("Main legal entity chosen"),
    "company.set_up_company": _("First set-up of the company"),
    "handover.hand_back": _("Clients handed back"),
    "handover.hand_over": _("Clients handed over"),
    "imports.roll_back_import": _("Import rolled back"),
    "leads.pass_on_overdue": _("Overdue leads passed on"),
    "prospecting.add_to_call_list": _("Clients put into a call list"),
    "prospecting.call_look_alikes": _("Call list of look-alikes"),
    "prospecting.call_segment": _("Call list of a segment"),
    "relations.relate": _("Clients tied"),
    "scenarios.run_now": _("Rule carried out"),
    "scenarios.undo_rule_act": _("Undo of a rule"),
    "segments.put_into_segment": _("Clients put into a segment"),
    "segments.take_out_of_segment": _("Clients taken out of a segment"),
    "territories.follow_rules": _("Clients placed by the rules of territories"),
    "territories.place_by_hand": _("Territory of clients set by hand"),
    "territories.settle_parties": _("Clients placed by the rules of territories"),
}


def sentence_of(command: str) -> str:
    """What a command does, as people say it; acts of Orbita itself without words are «Work of
    Orbita»."""
    if (known := SENTENCES.get(command)) is not None:
        return str(known)
    name = command.partition(".")[2]
    if "_demo_" in f"{name}_":
        return gettext("Demo company")
    verb, _underline, thing = name.partition("_")
    if verb not in VERBS or (thing and thing not in THINGS):
        return gettext("Work of Orbita")
    words = {"verb": VERBS[verb], "thing": THINGS.get(thing, "")}
    return pgettext("act", "%(verb)s: %(thing)s") % words if thing else str(VERBS[verb])


def has_words(command: str) -> bool:
    """Whether a command has words of its own."""
    name = command.partition(".")[2]
    verb, _underline, thing = name.partition("_")
    return command in SENTENCES or (verb in VERBS and (not thing or thing in THINGS))
