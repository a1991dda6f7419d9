"""Who gets in where: every address by name, with the preset roles that pass its gate.

Written by hand, so that a change of rights is a change here as well. What a role then sees behind the
gate depends on its scopes; strangers' records are tested apart.
"""

EVERYBODY = frozenset(
    [
        "director",
        "commercial",
        "head",
        "seller",
        "marketer",
        "agent",
        "supervisor",
        "engineer",
        "dispatcher",
        "partner",
        "secretary",
        "accountant",
        "storekeeper",
        "analyst",
        "admin",
    ]
)
ADMINISTRATORS = frozenset({"admin"})
PUBLIC = EVERYBODY | {"anonymous"}
DESK = frozenset(
    [
        "director",
        "head",
        "seller",
        "marketer",
        "agent",
        "supervisor",
        "partner",
        "secretary",
        "admin",
    ]
)
IMPORTS = frozenset(["director", "head", "marketer", "secretary", "partner", "admin"])
SALES = frozenset(["director", "head", "seller", "partner", "admin"])
SEES_DEALS = SALES | {"marketer", "analyst", "accountant"}
SORTS_LEADS = SALES | {"secretary", "marketer", "agent", "supervisor"}
SEES_LEADS = SORTS_LEADS | {"analyst"}
SETS_LEADS = frozenset(["director", "head", "marketer", "admin"])
SETS_HOURS = frozenset(["director", "head", "secretary", "admin"])
KEEPS_PRIVACY = frozenset(["director", "supervisor", "admin"])
NOTES_CONSENTS = KEEPS_PRIVACY | {"head", "seller", "marketer", "agent", "partner", "secretary"}
CLASSIFIES = frozenset(["director", "head", "marketer", "secretary", "admin"])


def _all(roles: frozenset[str], names: str) -> dict[str, frozenset[str]]:
    return dict.fromkeys(names.split(), roles)


def _list(kind: str, roles: frozenset[str], exporters: frozenset[str]) -> dict[str, frozenset[str]]:
    """The addresses that every list has."""
    shown = "row totals cards cell cells bulk filter filter_line columns views view"
    names = " ".join([f"lists:{kind}", *(f"lists:{kind}_{name}" for name in shown.split())])
    return _all(roles, names) | _all(exporters, f"lists:{kind}_csv lists:{kind}_xlsx")


DIVIDES = frozenset(
    [
        "director",
        "head",
        "seller",
        "marketer",
        "agent",
        "supervisor",
        "partner",
        "secretary",
        "analyst",
        "admin",
    ]
)
CALLS = frozenset(["director", "head", "seller", "marketer", "agent", "secretary", "admin"])

TABLE: dict[str, frozenset[str]] = {
    **_all(
        frozenset({"director", "head", "seller", "analyst"}),
        "funnels:funnel funnels:times funnels:activity funnels:refusals funnels:forecast",
    ),
    **_all(
        frozenset({"director", "head", "seller", "analyst", "accountant", "partner"}),
        "planning:plans",
    ),
    **_all(frozenset({"director", "head"}), "planning:cells planning:copy planning:norms"),
    **_all(ADMINISTRATORS, "upkeep:health upkeep:plan upkeep:backup upkeep:drill"),
    **_list("consent", NOTES_CONSENTS, KEEPS_PRIVACY),
    **_list("subject_request", NOTES_CONSENTS, KEEPS_PRIVACY),
    **_all(
        NOTES_CONSENTS,
        "consent:new consent:new_request consent:consent consent:withdrawal consent:request"
        " consent:taking consent:closure consent:extension",
    ),
    **_all(
        KEEPS_PRIVACY,
        "consent:packing consent:archive consent:erasure consent:erasures consent:settings"
        " consent:responsible consent:new_purpose consent:purpose consent:wording"
        " consent:new_keeping consent:keeping consent:trial consent:keeping_removal",
    ),
    **_list("segment", EVERYBODY, frozenset({"director", "marketer", "admin"})),
    **_all(
        frozenset(["director", "head", "marketer", "analyst", "admin"]),
        "standing:classifications standing:classification standing:new standing:profile"
        " standing:removal standing:recomputing standing:recomputing_all standing:preview"
        " standing:weights standing:new_grade standing:grade standing:place"
        " standing:grade_removal standing:new_points standing:points standing:points_removal",
    ),
    **_all(EVERYBODY, "standing:why needs:need"),
    **_all(DESK, "standing:giving standing:release handling:rules needs:state"),
    **_all(DESK | {"engineer"}, "needs:note"),
    **_list("need", EVERYBODY, SALES - {"partner"} | {"marketer"}),
    **_all(frozenset(["director", "head", "seller", "admin"]), "needs:removal"),
    **_all(SETS_LEADS, "needs:topics needs:new_topic needs:topic needs:topic_removal"),
    **_all(EVERYBODY, "segments:record segments:recomputing segments:history"),
    **_all(DIVIDES, "segments:new segments:preview segments:profile segments:removal"),
    **_all(
        frozenset(["director", "head", "marketer", "analyst", "admin"]), "segments:recomputing_all"
    ),
    **_all(ADMINISTRATORS, "segments:access"),
    **_list("call_list", CALLS, frozenset({"director", "head", "admin"})),
    **_all(
        CALLS,
        "prospecting:record prospecting:calling prospecting:profile prospecting:look_alikes"
        " prospecting:of_segment",
    ),
    **_all(
        SETS_HOURS,
        "calendars:page calendars:hours calendars:own_hours calendars:own_removal"
        " calendars:new_day calendars:day_removal calendars:new_absence calendars:absence_removal",
    ),
    **_list("lead", SEES_LEADS, frozenset(["director", "head", "marketer", "analyst", "admin"])),
    **_all(SEES_LEADS, "leads:inbox leads:tile leads:pane leads:record"),
    **_all(
        SORTS_LEADS,
        "leads:new leads:board_move leads:profile leads:taking leads:rejection leads:return"
        " leads:owner leads:client leads:joining leads:conversion",
    ),
    **_all(
        SETS_LEADS,
        "leads:settings leads:trial leads:new_rule leads:rule leads:rule_switch leads:rule_place"
        " leads:rule_removal leads:new_source leads:source leads:source_switch leads:new_reason"
        " leads:reason_removal",
    ),
    **_all(PUBLIC, "leads:form leads:intake"),
    **_all(
        IMPORTS,
        "imports:imports imports:new imports:import imports:columns imports:check imports:run"
        " imports:errors imports:rollback imports:removal imports:resemblances",
    ),
    **_all(
        PUBLIC,
        "ui:language company:welcome company:welcome_entity company:welcome_administrator"
        " company:welcome_summary health:healthz health:metrics pwa:manifest pwa:service_worker"
        " pwa:offline",
    ),
    **_all(
        EVERYBODY,
        "ui:home ui:settings audit:undo_last audit:undo accounts:profile records:panel records:peek"
        " filling:values records:history records:old_value records:deletion records:bin records:binned"
        " sharing:shares sharing:removal sharing:why"
        " records:restoration jobs:works jobs:work jobs:work_cancellation files:file files:removal"
        " files:files files:page files:version_file files:record"
        " search:results search:palette search:suggestions notifications:notices"
        " notifications:bell notifications:notice pwa:push pwa:kinds pwa:devices pwa:removal"
        " pwa:trial",
    ),
    **_all(
        ADMINISTRATORS,
        "ui:gallery accounts:employees accounts:new_employee accounts:employee accounts:leaving"
        " accounts:return accounts:invitation accounts:departments accounts:new_department"
        " accounts:department accounts:department_removal accounts:teams accounts:new_team"
        " accounts:team accounts:team_removal accounts:roles accounts:new_role accounts:role"
        " accounts:role_name accounts:role_removal accounts:grant accounts:field_right jobs:jobs jobs:job_retry"
        " jobs:job_cancellation company:company company:new_entity company:entity"
        " company:main_entity company:entity_removal"
        " modules:modules modules:off modules:on"
        " blueprints:page blueprints:export blueprints:review",
    ),
    **_list("party", EVERYBODY, frozenset({"director", "head", "seller", "admin"})),
    **_list(
        "interaction", EVERYBODY, frozenset({"director", "head", "seller", "analyst", "admin"})
    ),
    **_list("document", EVERYBODY, frozenset({"director", "head", "admin"})),
    **_all(
        EVERYBODY,
        "files:new files:profile files:versions files:version_restoration files:places",
    ),
    **_all(SETS_HOURS, "files:folders files:new_folder files:folder files:folder_removal"),
    **_list("deal", SEES_DEALS, frozenset({"director", "head", "seller", "analyst", "admin"})),
    **_all(
        EVERYBODY,
        "directory:same dossier:party timeline:report timeline:report_pdf timeline:entries timeline:top"
        " timeline:compose timeline:quick_date timeline:colleagues timeline:interaction"
        " timeline:completion timeline:follow_up timeline:time timeline:pin timeline:removal timeline:my_day",
    ),
    **_all(
        DESK,
        "directory:new directory:new_organisation directory:new_sole_trader directory:new_person"
        " directory:profile classifier:places classifier:place_removal relations:new_person"
        " relations:new_tie relations:relation relations:ending relations:removal roles:role"
        " roles:removal",
    ),
    **_all(
        CLASSIFIES,
        "classifier:trees classifier:new_tree classifier:tree classifier:tree_deletion"
        " classifier:new_branch classifier:branch classifier:branch_place classifier:branch_deletion",
    ),
    **_all(SEES_DEALS, "deals:record deals:without_step deals:competitors"),
    **_all(SALES, "deals:lines deals:team deals:new_rival deals:rival deals:rival_removal"),
    **_all(
        frozenset(["director", "admin"]),
        "tailoring:kinds tailoring:fields tailoring:new_field tailoring:new_tab tailoring:order"
        " tailoring:tab_order tailoring:formula tailoring:field tailoring:removal"
        " tailoring:restoration tailoring:tab tailoring:tab_removal tailoring:templates"
        " tailoring:switch",
    ),
    **_all(
        frozenset(["director", "head", "admin"]),
        "deals:pipelines deals:new_pipeline deals:pipeline deals:pipeline_profile deals:new_stage"
        " deals:stage_order deals:stage_rules deals:stage_removal deals:reasons deals:new_reason"
        " deals:reason deals:reason_place deals:reason_removal",
    ),
    **_all(SEES_DEALS, "today:promising today:gap"),
    **_all(SALES - {"partner"}, "merging:choice"),
    **_all(SALES, "today:guide"),
    **_all(EVERYBODY, "today:hot today:changes today:times presence:minute"),
    **_all(
        SALES,
        "deals:new deals:board_move deals:profile deals:stage deals:closure deals:postponement",
    ),
    **_all(SALES - {"partner"}, "deals:deletion"),
    **_all(
        CLASSIFIES - {"secretary"},
        "touchpoints:registry touchpoints:new touchpoints:defaults touchpoints:touchpoint"
        " touchpoints:removal",
    ),
    **_all(
        CLASSIFIES - {"secretary"},
        "cadence:rules cadence:new cadence:rule cadence:place cadence:removal",
    ),
    **_all(
        frozenset(["director", "head", "seller", "marketer", "analyst", "dispatcher"])
        | {"supervisor", "admin"},
        "territories:territories territories:territory",
    ),
    **_all(
        frozenset(["director", "head", "admin"]),
        "territories:new territories:profile territories:place territories:removal"
        " territories:new_rule territories:rule territories:rule_place territories:rule_removal"
        " territories:recut territories:recut_cancellation",
    ),
    **_all(DESK, "territories:party_place"),
    **_all(EVERYBODY, "handover:handovers handover:handover"),
    **_all(SALES, "handover:book handover:record handover:back"),
    **_all(
        CLASSIFIES - {"secretary", "marketer"},
        "scenarios:rules_party scenarios:rules_deal scenarios:new scenarios:draft scenarios:trial"
        " scenarios:template scenarios:rule scenarios:run scenarios:switch scenarios:removal"
        " scenarios:log",
    ),
    **_all(EVERYBODY, "audit:journal audit:act audit:then audit:restoration"),
    **_all(frozenset(["director", "supervisor", "admin"]), "audit:looks audit:record_looks"),
    **_all(
        CLASSIFIES | {"seller", "partner"},
        "duplicates:waiting duplicates:distinctions duplicates:apart duplicates:reconsideration"
        " duplicates:search",
    ),
    **_all(ADMINISTRATORS, "duplicates:automatic"),
    **_all(
        ADMINISTRATORS,
        "webhooks:list webhooks:new webhooks:types webhooks:endpoint webhooks:change"
        " webhooks:switch webhooks:secret webhooks:removal webhooks:ping webhooks:again"
        " webhooks:replay webhooks:message",
    ),
    # calls ask for a key themselves
    **_all(PUBLIC, "api_v1:index api_v1:call api_v1:openapi"),
    **_all(EVERYBODY, "api_v1:docs api_v1:operation keys:list keys:new keys:revocation"),
    **_all(
        frozenset({"director", "admin"}),
        "registers:registers registers:new_register registers:register_order registers:register"
        " registers:profile registers:removal registers:restoration registers:new_stage"
        " registers:stage_order registers:stage registers:stage_removal",
    ),
    # What a company keeps in its own registers is not there (404) for whoever may not see it.
    **_all(
        EVERYBODY,
        "registers:new_entry registers:board_move registers:entry registers:entry_profile"
        " registers:entry_stage registers:entries registers:entries_row registers:entries_totals"
        " registers:entries_cards registers:entries_cell registers:entries_cells"
        " registers:entries_bulk registers:entries_filter registers:entries_filter_line"
        " registers:entries_columns registers:entries_csv registers:entries_xlsx"
        " registers:entries_views registers:entries_view",
    ),
    **_all(PUBLIC, "signin:begin"),
    **_all(
        EVERYBODY,
        "signin:second_step workplaces:own workplaces:own_reset calendars:standing_in",
    ),
    **_all(
        ADMINISTRATORS,
        "signin:settings signin:new_provider signin:provider signin:role_second_step"
        " signin:people signin:second_step_reset signin:unlinking workplaces:roles workplaces:role"
        " workplaces:role_reset",
    ),
}

# A commercial director gets in wherever the director does.
TABLE |= {name: roles | {"commercial"} for name, roles in TABLE.items() if "director" in roles}
