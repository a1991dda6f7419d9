"""Who gets in where: every address by name, with the preset roles that pass its gate.

Written by hand, so that a change of rights is a change here as well. What a role then sees behind the
gate depends on its scopes; strangers' records are tested apart.
"""

EVERYBODY = frozenset(
    [
        "director",
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
CLASSIFIES = frozenset(["director", "head", "marketer", "secretary", "admin"])


def _all(roles: frozenset[str], names: str) -> dict[str, frozenset[str]]:
    return dict.fromkeys(names.split(), roles)


def _list(kind: str, roles: frozenset[str], exporters: frozenset[str]) -> dict[str, frozenset[str]]:
    """The addresses that every list has."""
    shown = "row totals cards cell cells bulk filter filter_line columns views view"
    names = " ".join([f"lists:{kind}", *(f"lists:{kind}_{name}" for name in shown.split())])
    return _all(roles, names) | _all(exporters, f"lists:{kind}_csv lists:{kind}_xlsx")


TABLE: dict[str, frozenset[str]] = {
    **_all(
        IMPORTS,
        "imports:imports imports:new imports:import imports:columns imports:check imports:run"
        " imports:errors imports:rollback imports:removal",
    ),
    **_all(
        PUBLIC,
        "ui:language company:welcome company:welcome_entity company:welcome_administrator"
        " company:welcome_summary health:healthz health:metrics",
    ),
    **_all(
        EVERYBODY,
        "ui:home ui:settings audit:undo_last audit:undo accounts:profile records:panel records:peek"
        " records:history records:old_value records:deletion records:bin records:binned"
        " records:restoration jobs:works jobs:work jobs:work_cancellation files:file files:removal"
        " files:files search:results search:palette search:suggestions notifications:notices"
        " notifications:bell notifications:notice",
    ),
    **_all(
        ADMINISTRATORS,
        "ui:gallery accounts:employees accounts:new_employee accounts:employee accounts:leaving"
        " accounts:return accounts:invitation accounts:departments accounts:new_department"
        " accounts:department accounts:department_removal accounts:teams accounts:new_team"
        " accounts:team accounts:team_removal accounts:roles accounts:new_role accounts:role"
        " accounts:role_name accounts:role_removal accounts:grant jobs:jobs jobs:job_retry"
        " jobs:job_cancellation company:company company:new_entity company:entity"
        " company:main_entity company:entity_removal",
    ),
    **_list("party", EVERYBODY, frozenset({"director", "head", "seller", "admin"})),
    **_list(
        "interaction", EVERYBODY, frozenset({"director", "head", "seller", "analyst", "admin"})
    ),
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
    **_all(SEES_DEALS, "deals:record deals:without_step"),
    **_all(SALES, "deals:new deals:board_move deals:profile deals:stage deals:closure"),
    **_all(SALES - {"partner"}, "deals:deletion"),
}
