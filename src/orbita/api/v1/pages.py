"""The pages about the API: what there is, an operation with its body, and the whole as OpenAPI."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from orbita.api.keys.queries import actor_with, key_of
from orbita.api.v1.openapi import document
from orbita.api.v1.samples import sample
from orbita.platform.access.gates import gate, public
from orbita.platform.acts.actor import Actor
from orbita.platform.acts.errors import NotFound
from orbita.platform.records.slots import OWN_KIND
from orbita.platform.ui.reply import Reply

PAGE = "api_v1/docs.html"


@public
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API. A company's own fields are in it for those who are signed in."""
    answer = JsonResponse(document(_whoever(request)), json_dumps_params={"ensure_ascii": False})
    patch_vary_headers(answer, ("Authorization", "Cookie", "Accept-Language"))
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _whoever(request: HttpRequest) -> Actor | None:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    key = key_of(secret.strip()) if scheme.lower() == "bearer" else None
    found: Actor | None = actor_with(key) if key else request.actor  # type: ignore[attr-defined]
    return found


@gate(None, methods="GET")
def docs(request: HttpRequest) -> HttpResponse:
    """All resources, each with what can be done with it."""
    said = document(request.actor)  # type: ignore[attr-defined]
    context = {"about": said["info"]["description"], "tags": _tags(said)}
    return Reply(request).page(PAGE, context)


@gate(None, methods="GET")
def operation(request: HttpRequest, name: str) -> HttpResponse:
    """One operation: its places, parameters, body, and a form to try it with a key."""
    said = document(request.actor)  # type: ignore[attr-defined]
    for path, methods in said["paths"].items():
        for method, one in methods.items():
            if one["operationId"] == name:
                context = _context(said, path, method, one)
                return Reply(request).page("api_v1/operation.html", context)
    raise NotFound


def _tags(said: dict[str, Any]) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, str]]] = {}
    for path, methods in said["paths"].items():
        for method, one in methods.items():
            found.setdefault(one["tags"][0], []).append(
                {
                    "name": one["operationId"],
                    "method": method.upper(),
                    "tone": TONES.get(method, "gray"),
                    "path": f"/api/v1{path}",
                    "summary": one["summary"],
                }
            )
    words = {tag["name"]: tag["description"] for tag in said["tags"]}
    return [
        {
            "name": name,
            "label": words[name],
            "is_named": name.startswith(OWN_KIND),
            "operations": operations,
        }
        for name, operations in found.items()
    ]


TONES = {"get": "blue", "post": "green", "put": "amber", "patch": "amber", "delete": "red"}


def _context(said: dict[str, Any], path: str, method: str, one: dict[str, Any]) -> dict[str, Any]:
    schemas = said["components"]["schemas"]
    content = one.get("requestBody", {}).get("content", {}).get("application/json")
    body = content["schema"] if content else None
    return {
        "one": one,
        "key_looks": "orb_…",
        "query_looks": "limit=5&count=exact",
        "label": next(t["description"] for t in said["tags"] if t["name"] == one["tags"][0]),
        "method": method.upper(),
        "tone": TONES.get(method, "gray"),
        "path": f"/api/v1{path}",
        "places": [p for p in one["parameters"] if p["in"] == "path"],
        "queries": [p for p in one["parameters"] if p["in"] == "query"],
        "headers": [p for p in one["parameters"] if p["in"] == "header"],
        "fields": _fields(body, schemas),
        "sample": _pretty(sample(body, schemas)) if body else "",
        "answer": _answer(one, schemas),
    }


def _answer(one: dict[str, Any], schemas: dict[str, Any]) -> str:
    status = next(iter(one["responses"]))
    schema = one["responses"][status]["content"]["application/json"]["schema"]
    return _pretty(sample(schema, schemas))


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _fields(body: dict[str, Any] | None, schemas: dict[str, Any]) -> list[dict[str, Any]]:
    if body is None:
        return []
    schema = schemas[body["$ref"].rpartition("/")[2]]
    required = set(schema.get("required", ()))
    return [
        {
            "name": name,
            "type": _type(said),
            "about": said.get("description", ""),
            "required": name in required,
        }
        for name, said in schema.get("properties", {}).items()
    ]


def _type(said: dict[str, Any]) -> str:
    """The type of a field in few words."""
    if "$ref" in said:
        return str(said["$ref"]).rpartition("/")[2]
    if "anyOf" in said:
        kinds = dict.fromkeys(map(_type, said["anyOf"]))
        return " | ".join(kinds)
    if "enum" in said or "const" in said:
        return " | ".join(
            json.dumps(v, ensure_ascii=False) for v in said.get("enum", [said.get("const")])
        )
    if said.get("type") == "array":
        return _("list of %(kind)s") % {"kind": _type(said.get("items", {}))}
    kind = said.get("format") or said.get("type") or "any"
    return f"{kind} ≤ {said['maxLength']}" if "maxLength" in said else str(kind)
