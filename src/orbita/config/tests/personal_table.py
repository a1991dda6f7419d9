"""Columns that hold no personal data of clients, each with the reason.

Written by hand, like the table of rights: a new column with a text, a day or JSON is either declared
in its app's `personal.py` (then erasure, archive and scan know it) or stands here.
"""

EMPLOYEES = "data of employees: the labour law keeps it, accounts has its own ways"
OURS = "data of our own company"
MACHINE = "keys, digests, states and addresses of the machinery"
SETTINGS = "named by an administrator: stages, tones, units; no place for people"
DERIVED = "computed by the database from columns that are declared; follows them in the same act"
FACTS = "days and keys of the business: they name nobody once the person is a number"
FRAMEWORK = "tables of Django and of the history library that Orbita does not write"

NOT_PERSONAL: dict[str, tuple[str, str]] = {
    "contenttypes.contenttype": (FRAMEWORK, "app_label model"),
    "auth.permission": (FRAMEWORK, "name codename"),
    "auth.group": (FRAMEWORK, "name"),
    "sessions.session": (EMPLOYEES, "session_key session_data"),
    "pghistory.context": (FRAMEWORK, "metadata"),
    "pghistory.events": (FRAMEWORK, "pgh_slug pgh_model pgh_label pgh_data pgh_diff pgh_context"
                         " pgh_obj_model pgh_obj_id"),
    "pghistory.middlewareevents": (FRAMEWORK, "url"),
    "procrastinate.procrastinatejob": (MACHINE, "queue_name task_name lock queueing_lock"),
    "procrastinate.procrastinateperiodicdefer": (MACHINE, "task_name periodic_id"),
    "account.emailaddress": (EMPLOYEES, "email"),
    "account.emailconfirmation": (EMPLOYEES, "key"),
    "mfa.authenticator": (EMPLOYEES, "data"),
    "usersessions.usersession": (EMPLOYEES, "ip session_key user_agent data"),
    "acts.act": (MACHINE, "command"),
    "audit.look": (MACHINE, "kind form"),
    "fields.fieldtab": (SETTINGS, "kind label where template"),
    "fields.ownfield": (SETTINGS, "kind key label help options target formula result unit need_where"
                        " shown_where limits"),
    "accounts.department": (OURS, "name"),
    "accounts.user": (EMPLOYEES, "password email first_name last_name middle_name job_title phone"
                      " language time_zone details"),
    "accounts.team": (OURS, "name"),
    "accounts.role": (OURS, "key name"),
    "accounts.grant": (SETTINGS, "permission scope"),
    "accounts.fieldright": (SETTINGS, "kind field"),
    "company.company": (OURS, "name language time_zone trade"),
    "company.legalentity": (OURS, "name full_name inn kpp ogrn bank bik account"
                            " correspondent_account address"),
    "jobs.work": (MACHINE, "kind"),
    "files.filecontent": (MACHINE, "sha256 fault pictures"),
    "files.folder": (SETTINGS, "pattern"),
    "files.storedfile": (MACHINE, "sha256 content_type"),
    "files.document": (FACTS, "number"),
    "files.attachment": (MACHINE, "kind"),
    "search.searchentry": (DERIVED, "kind title subtitle folded digits vector"),
    "calendars.workinghours": (EMPLOYEES, "week"),
    "calendars.specialday": (OURS, "day name periods"),
    "calendars.absence": (EMPLOYEES, "first_on last_on reason"),
    "presence.activetime": (EMPLOYEES, "day"),
    "lists.savedview": (MACHINE, "kind"),
    "sharing.share": (MACHINE, "kind"),
    "merging.mergedrecord": (MACHINE, "kind"),
    "merging.rowchange": (MACHINE, "place key"),
    "duplicates.suspectedpair": (DERIVED, "kind reasons"),
    "duplicates.distinction": (MACHINE, "kind"),
    "duplicates.automatic": (MACHINE, "kind"),
    "duplicates.learnt": (DERIVED, "kind weights counts"),
    "imports.import": (MACHINE, "kind sha256"),
    "imports.mapping": (MACHINE, "kind heads"),
    "classifier.tree": (SETTINGS, "name"),
    "classifier.branch": (SETTINGS, "name path"),
    "roles.partyrole": (FACTS, "since"),
    "territories.territory": (SETTINGS, "name path"),
    "territories.territoryrule": (SETTINGS, "countries regions cities postcodes"),
    "territories.partyterritory": (FACTS, "since reason"),
    "territories.pastterritory": (FACTS, "since until reason"),
    "territories.recut": (FACTS, "day"),
    "standing.classification": (SETTINGS, "key measure"),
    "standing.signalweight": (SETTINGS, "signal"),
    "standing.classoverride": (FACTS, "until"),
    "standing.classificationstate": (DERIVED, "sizes unread"),
    "standing.partystanding": (DERIVED, "ranks"),
    "consent.purpose": (SETTINGS, "key name note"),
    "consent.wording": (SETTINGS, "text since"),
    "consent.consent": (FACTS, "given_on until proof_kind"),
    "consent.subjectrequest": (FACTS, "received_on due_on answered_on"),
    "consent.erasure": (FACTS, "places kept"),
    "consent.privacy": (OURS, "contact notice"),
    "touchpoints.touchpoint": (SETTINGS, "name default_for"),
    "timeline.interaction": (MACHINE, "about_kind channel"),
    "cadence.cadencerule": (SETTINGS, "name"),
    "scenarios.rule": (MACHINE, "kind shelf trigger"),
    "scenarios.rulerun": (MACHINE, "record_kind"),
    "deals.pipeline": (SETTINGS, "name"),
    "deals.stage": (SETTINGS, "name tone required"),
    "deals.stagetask": (SETTINGS, "subject"),
    "deals.lossreason": (SETTINGS, "name"),
    "deals.deal": (FACTS, "currency opened_on expected_on closed_on postponed_until external_system"
                   " external_id"),
    "deals.dealline": (FACTS, "unit needed_on"),
    "leads.leadsource": (SETTINGS, "key name secret origins heading consent thanks"),
    "leads.rejectreason": (SETTINGS, "name"),
    "leads.distributionrule": (SETTINGS, "name where"),
    "leads.lead": (FACTS, "currency external_system"),
    "planning.salesplan": (FACTS, "month"),
    "handover.handover": (FACTS, "until"),
    "handover.handoveritem": (MACHINE, "kind"),
}  # fmt: skip
"""Table → (reason, its columns)."""
