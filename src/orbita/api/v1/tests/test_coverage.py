"""Whatever pages do, programs do: each command that pages reach has an address, and each is called."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from orbita.api.keys.tests.factories import Program
from orbita.api.v1 import routes
from orbita.api.v1.routes import built_in
from orbita.api.v1.tests.examples import EXAMPLES, Example
from orbita.api.v1.tests.reached import every_command, offered, reached
from orbita.platform.accounts.models import RoleAssignment
from orbita.platform.accounts.tests.factories import employee, role
from orbita.platform.files.commands import attach_files
from orbita.platform.notifications.models import Notice
from orbita.platform.records.slots import RecordRef
from orbita.platform.resources.slots import acts
from orbita.sales.deals.presets import settle_pipeline

NOBODY = "00000000-0000-7000-8000-000000000000"
NOT_OFFERED = {
    "audit.undo_act": "it stands at acts/{id}/undo/",
    "company.set_up_company": "the first visit: there is nobody yet who could have a key",
    "api_keys.create_key": "a key must not make keys",
    "keys.create_key": "a key must not make keys",
    "keys.revoke_key": "a key must not end those of others in somebody's name",
    "files.judge_file": "the verdict of the scanner",
    "files.keep_text": "what the reader of files has found",
    "files.postpone_reading": "the reader of files puts it off",
    "imports.attach_work": "a step of the wizard: programs send records to bulk/",
    "imports.decide": "a step of the wizard",
    "imports.forget_import": "a step of the wizard",
    "imports.prepare_import": "a step of the wizard",
    "jobs.start_work": "long work is begun by the act that needs it",
    "leads.distribute_leads": "it follows from each lead that comes",
    "notifications.notify": "Orbita tells people of what has happened",
    "notifications.replace_reminders": "it follows from a step",
    "pwa.add_device": "a browser subscribes itself",
    "pwa.choose_kinds": "what a browser is told",
    "pwa.make_push_keys": "Orbita makes them for itself",
    "pwa.remove_device": "a browser's own",
    "pwa.try_device": "a browser's own",
    "registers.change_entries": "entries are records of their own kind: r_…/",
    "registers.delete_entries": "entries are records of their own kind",
    "registers.restore_entries": "entries are records of their own kind",
    "scenarios.call_rules": "it follows from events",
    "segments.resettle_segments": "it follows from a change",
    "accounts.grant_presets": "it follows from a new kind",
    "signin.admit": "somebody arrives from a provider",
    "signin.admit_from_directory": "somebody arrives from a directory",
    "standing.resettle_undone": "it follows from undo",
    "standing.warm_parties": "it follows from signals",
    "territories.settle_parties": "it follows from a change",
    "timeline.tell_story": "Orbita notes it itself",
    "touchpoints.name_default_touchpoint": "it follows from an interaction",
}
"""Commands that modules of pages name and that no program can ask for, each with the reason."""

NOT_CALLED = {
    "POST documents/": "comes with files: test_files",
    "POST documents/{document_id}/versions/": "comes with files: test_files",
    "POST documents/{document_id}/versions/{number}/restoration/": "test_files",
    "POST records/{kind}/{record_id}/files/": "comes with files: test_files",
    "POST imports/{import_id}/rollback/": "needs an import of a file",
    "POST jobs/{job_id}/retry/": "needs a job that has failed",
    "POST jobs/{job_id}/cancellation/": "needs a job that waits",
    "POST works/{work_id}/cancellation/": "needs long work",
    "POST rules/acts/{act_id}/undo/": "needs an act of a rule that has run",
    "POST records/{kind}/{record_id}/restoration/": "needs a moment and its mark: the page gives them",
    "POST records/{kind}/{record_id}/values/{name}/restoration/": "the same",
    "POST records/{kind}/{record_id}/parts/{part_name}/{pk}/restoration/": "the same",
    "POST settings/": "needs the settings of another installation: blueprints' own tests",
    "POST sign-in-providers/": "asks a provider over the network: signin's own tests",
    "PUT sign-in-providers/{provider_id}/": "the same",
    "DELETE employees/{user_id}/sign-in-providers/{provider_id}/": "needs somebody who came by one",
}
"""Acts that one example in a test cannot carry out, each with the reason."""


@pytest.mark.django_db
@pytest.mark.req("PLT-14")
def test_each_command_that_pages_reach_has_an_address() -> None:
    found = reached()
    missing = set(found) - offered() - set(NOT_OFFERED)
    assert {name: sorted(found[name])[:2] for name in sorted(missing)} == {}


def test_exceptions_are_commands_that_there_are() -> None:
    known = set(every_command().values()) | {"api_keys.create_key"}
    assert set(NOT_OFFERED) - known == set()


@pytest.mark.req("PLT-14")
def test_each_act_has_an_example() -> None:
    called = {key for one in EXAMPLES if (key := _key(one))}
    declared = {act.key for act in acts if not act.path.startswith("webhooks/")}
    assert sorted(declared - called - set(NOT_CALLED)) == []


def _key(one: Example) -> str:
    path = one.path.replace("{entry}", "1")
    while "{" in path:
        path = path[: path.index("{")] + NOBODY + path[path.index("}") + 1 :]
    found = routes.find(path).get(one.method)
    assert found is not None, one
    return f"{one.method.upper()} {found[0].path}"


@pytest.mark.django_db
@pytest.mark.req("PLT-14")
def test_each_act_is_carried_out_over_http() -> None:
    assert built_in()
    settle_pipeline()
    who = employee("admin")
    RoleAssignment.objects.create(role=role("director"), user=who)
    program = Program(who)
    ids = defaultdict(lambda: NOBODY, me=str(who.pk))
    failed = []
    for one in EXAMPLES:
        _prepare(one, program, ids, who)
        answer = program.call(one.method, one.path.format_map(ids), _filled(one.body, ids))
        said = answer.content.decode()
        if one.refusal:
            assert answer.json()["type"] == f"urn:orbita:{one.refusal}", said
        elif answer.status_code >= 300:
            failed.append((one.method, one.path, answer.status_code, said[:300]))
        elif one.made:
            ids[one.made] = program._json(answer)["id"]
    assert failed == []


def _prepare(one: Example, program: Program, ids: dict[str, Any], who: Any) -> None:
    """What an example needs that no call gives: a file, a notice, the entry of a list."""
    if "{document}" in one.path and "document" not in ids:
        upload = SimpleUploadedFile("договор.txt", b"text")
        to = RecordRef("party", UUID(ids["party"]))
        from orbita.platform.accounts.tests.factories import actor

        ids["document"] = str(attach_files([upload], to=to, by=actor(who))[0].pk)
    if "{notice}" in one.path:
        ids["notice"] = str(Notice.objects.create(user=who, kind="mention", values={}).pk)
    if "{entry}" in one.path:
        ids["entry"] = program.get(f"call-lists/{ids['calls']}/")["entries"][0]["id"]


def _filled(body: Any, ids: dict[str, Any]) -> Any:
    if isinstance(body, str) and body.startswith("@"):
        return ids[body.removeprefix("@")]
    if isinstance(body, list | tuple):
        return [_filled(one, ids) for one in body]
    if isinstance(body, dict):
        return {name: _filled(value, ids) for name, value in body.items()}
    return body
