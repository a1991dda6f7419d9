"""The pages of an import: upload, columns, trial, result. Each step has its address."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orbita.platform.access.gates import gate
from orbita.platform.access.queries import require
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound, Refusal
from orbita.platform.imports import commands, pages, queries
from orbita.platform.imports.deciding import first_choices, plan_of
from orbita.platform.imports.forms import UploadForm, decisions
from orbita.platform.imports.models import State, Verdict
from orbita.platform.imports.plans import checked, importable_of, opened
from orbita.platform.imports.trials import decide_alike
from orbita.platform.jobs.commands import start_work
from orbita.platform.ui.reply import Reply

GATE = "imports.use"


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@gate(GATE, methods="GET")
def show_imports(request: HttpRequest) -> HttpResponse:
    """The imports of late, one's own; who may undo others' acts sees everybody's."""
    found = queries.imports_of(_actor(request))[:100]
    return Reply(request).page("imports/imports.html", {"imports": found})


@gate(GATE)
def new_import(request: HttpRequest) -> HttpResponse:
    """The first step: a file and what is in it."""
    actor = _actor(request)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        initial={"kind": request.GET.get("kind")},
        actor=actor,
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("imports:columns", _prepare(form.cleaned_data, actor).pk)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
    context = {"form": form, "steps": pages.steps("file", None)}
    return Reply(request).page("imports/new.html", context, status=422 if form.errors else 200)


def _prepare(values: dict[str, Any], actor: Actor) -> Any:
    kind, file = values["kind"], values["file"]
    require(actor, importable_of(kind).permission)
    folder = Path(settings.DATA) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    ending = Path(file.name).suffix[:10]
    with tempfile.NamedTemporaryFile(dir=folder, suffix=ending, delete=False) as kept:
        path = Path(kept.name)
        try:
            for piece in file.chunks():
                kept.write(piece)
            kept.flush()
            choices = first_choices(kind, path, file.name, actor)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return commands.prepare_import(kind, path, file_name=file.name, choices=choices, by=actor)


@gate(GATE)
def columns(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The second step: which column is for what, and how records are recognised."""
    actor = _actor(request)
    found = queries.import_of(actor, import_id)
    if found.state == State.DONE:
        return redirect("imports:import", import_id)
    fault = ""
    if request.method == "POST":
        table = opened(found.source_path, found.choices.get("options", {}))
        choices = decisions(found, table.columns, request.POST, actor)
        same_table = choices["options"] == found.choices.get("options", {})
        if not same_table:
            choices |= pages.proposed_again(found, choices["options"])
        found = commands.decide(import_id, choices, by=actor)
        try:
            checked(plan_of(found, actor))
            if same_table:
                return _start(request, import_id, "import-check", "check_work", "imports:check")
        except Refusal as refusal:
            fault = str(refusal)
    context = pages.columns_page(found, actor) | {"fault": fault}
    return Reply(request).page("imports/columns.html", context, status=422 if fault else 200)


@gate(GATE)
def check(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The third step: what the import would do. A POST tries it (again)."""
    actor = _actor(request)
    found = queries.import_of(actor, import_id)
    if found.state == State.DONE:
        return redirect("imports:import", import_id)
    if request.method == "POST":
        more = {"alike": True} if request.POST.get("alike") else {}
        return _start(request, import_id, "import-check", "check_work", "imports:check", more)
    page = pages.check_page(found, actor, _place(request.GET))
    return Reply(request).page("imports/check.html", page)


@gate(GATE, methods="POST")
def resemblance(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Says that a row, or every row without a decision, is the record that it resembles, or is new."""
    actor = _actor(request)
    found = queries.import_of(actor, import_id)
    verdict, row = request.POST.get("verdict", ""), request.POST.get("row", "")
    if verdict not in ("", *Verdict.values) or not (row.isdecimal() or (verdict and not row)):
        raise NotFound
    done = decide_alike(import_id, verdict, row=int(row) if row else None, by=actor)
    after = _place(request.POST)
    found.refresh_from_db(fields=["checked"])
    back = f"{reverse('imports:check', args=[import_id])}?after={after}#alike"
    part = {"alike": pages.alike_part(found, actor, after), "trial": found.checked}
    reply = Reply(request, back=back).fragment("imports/alike.html", part)
    if done.left:
        return reply.toast(
            _("Not yours to change, left without a decision: %s") % done.left, tone="warn"
        )
    return reply


def _place(said: QueryDict) -> int:
    """After which row the page begins."""
    after = said.get("after", "")
    return int(after) if after.isdecimal() and len(after) < 12 else 0


@gate(GATE, methods="POST")
def run(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Begin the import itself; one that runs already is only shown."""
    found = queries.import_of(_actor(request), import_id)
    if found.state == State.DONE or (found.work and not found.work.is_over):
        return redirect("imports:import", import_id)
    return _start(request, import_id, "import", "work", "imports:import")


def _start(
    request: HttpRequest,
    import_id: UUID,
    kind: str,
    place: str,
    page: str,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    actor = _actor(request)
    found = queries.import_of(actor, import_id)
    require(actor, importable_of(found.kind).permission)
    title = _("Trial: %s") if kind == "import-check" else _("Import: %s")
    work = start_work(
        kind,
        title=title % found.file_name,
        parameters={"import": str(import_id), **more},
        by=actor,
    )
    commands.attach_work(import_id, by=actor, **{place: work.pk})
    return redirect(page, import_id)


@gate(GATE, methods="GET")
def show_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """How far it is, and in the end what came of it."""
    found = queries.import_of(_actor(request), import_id)
    if found.state != State.DONE and found.work is None:
        return redirect("imports:columns", import_id)
    return Reply(request).page("imports/import.html", pages.result_page(found))


@gate(GATE, methods="GET")
def errors(request: HttpRequest, import_id: UUID) -> HttpResponseBase:
    """The rejected rows as a file."""
    found = queries.import_of(_actor(request), import_id)
    if not found.errors_path.is_file():
        raise NotFound
    name = f"{Path(found.file_name).stem}.errors.csv"
    return FileResponse(
        found.errors_path.open("rb"), as_attachment=True, filename=name, content_type="text/csv"
    )


@gate(GATE, methods="POST")
def rollback(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Take the whole import back."""
    queries.import_of(_actor(request), import_id)
    report = commands.roll_back_import(import_id, by=_actor(request))
    said = ngettext(
        "The import is rolled back: %(count)s record", "The import is rolled back: %(count)s records",
        report.records,
    ) % {"count": report.records}  # fmt: skip
    if report.kept:
        said += ". " + _("Changed by others since then, left as they are: %s") % ", ".join(
            report.kept[:5]
        )
    return Reply(request).toast(said).go(reverse("imports:import", args=[import_id]))


@gate(GATE, methods="POST")
def removal(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Throw away an import that was only prepared."""
    commands.forget_import(import_id, by=_actor(request))
    return Reply(request).toast(_("The file is thrown away")).go(reverse("imports:imports"))
