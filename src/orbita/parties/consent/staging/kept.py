"""What a staging copy keeps, word for word, and which tables come over empty.

Deny by default: a column of text that is not named here, and whose values are not a closed choice,
gets invented text. So a new column is safe before anybody thinks of it.
"""

EVERYWHERE = frozenset({"pgh_label", "kind", "record_kind", "about_kind"})
"""Columns that hold a key of the code in whatever table they stand."""

_KEPT = {
    "accounts_fieldright": "field level",
    "accounts_grant": "permission scope",
    "accounts_role": "key name",
    "accounts_user": "language time_zone",
    "acts_act": "command",
    "auth_permission": "name codename",
    "cadence_cadencerule": "name status role",
    "calendars_specialday": "name periods",
    "calendars_workinghours": "week",
    "classifier_branch": "name path",
    "classifier_tree": "name",
    "company_company": "language time_zone trade",
    "consent_erasure": "places kept",
    "consent_purpose": "key name",
    "deals_deal": "currency",
    "deals_dealline": "unit",
    "deals_lossreason": "name",
    "deals_pipeline": "name",
    "deals_stage": "name tone outcome required",
    "deals_stagetask": "subject",
    "directory_valueorigin": "field",
    "django_content_type": "app_label model",
    "django_migrations": "app name",
    "duplicates_automatic": "pgh_obj_id",
    "fields_fieldtab": "label template",
    "fields_ownfield": "key label help type options target formula result unit need limits",
    "files_filecontent": "sha256 verdict reading fault pictures",
    "files_folder": "audience pattern",
    "files_storedfile": "sha256 content_type",
    "handling_handling": "time_zone",
    "leads_distributionrule": "name",
    "leads_lead": "currency",
    "leads_leadsource": "key name",
    "leads_rejectreason": "name",
    "modules_switchedoff": "module",
    "pwa_pushchoice": "muted",
    "registers_register": "plural label title_label icon",
    "registers_registerstage": "name tone",
    "scenarios_rule": "shelf trigger",
    "standing_classification": "key measure",
    "standing_classificationstate": "sizes",
    "standing_partystanding": "ranks",
    "standing_signalweight": "signal",
    "territories_rule": "countries regions cities postcodes",
    "territories_territory": "name path",
    "touchpoints_touchpoint": "name default_for",
    "webhooks_endpoint": "events",
    "workplaces_ownworkplace": "start menu more tiles tiles_off reports",
    "workplaces_workplace": "start menu more tiles tiles_off reports",
}
KEPT = {table: frozenset(columns.split()) for table, columns in _KEPT.items()}
"""Table → columns of keys, states and settings that name nobody. History follows its table."""

LOOSE = frozenset({("scenarios_rule", "said"), ("scenarios_rule", "actions"),
                   ("lists_savedview", "query")})  # fmt: skip
"""JSON of settings: keys of the code stay, what somebody typed does not."""

CONDITIONS = frozenset({"condition", "where", "need_where", "shown_where"})
"""Columns that hold a condition: its fields and signs stay, the words looked for do not."""

EMPTIED = frozenset({
    "account_emailconfirmation", "api_keys_apikey", "api_keys_keyuse", "api_v1_keptcall",
    "audit_look", "cache", "django_session", "duplicates_learnt", "duplicates_matchkey",
    "duplicates_suspectedpair", "imports_alikerow", "imports_import", "imports_mapping",
    "jobs_jobfault", "jobs_work", "merging_rowchange", "mfa_authenticator",
    "notifications_notice", "procrastinate_events", "procrastinate_jobs",
    "procrastinate_periodic_defers", "pwa_pushdevice", "pwa_pushkeys", "search_searchentry",
    "signin_provider", "socialaccount_socialaccount", "socialaccount_socialapp",
    "socialaccount_socialtoken", "upkeep_upkeep", "usersessions_usersession",
    "webhooks_attempt", "webhooks_endpointhealth", "webhooks_message",
})  # fmt: skip
"""Tables that come over empty: sessions, keys, second steps, queues, what waits to be sent."""


def base(table: str) -> str:
    """The table that a history table is of; itself otherwise."""
    return table.removesuffix("_history")
