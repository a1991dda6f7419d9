"""A small example of whatever a schema describes."""

from typing import Any

DEEPEST = 4
FORMATS = {
    "uuid": "018f0000-0000-7000-8000-000000000000",
    "date": "2026-11-25",
    "date-time": "2026-11-25T10:00:00+03:00",
    "time": "10:00:00",
    "duration": "PT10M",
}


def sample(schema: dict[str, Any] | None, schemas: dict[str, Any], depth: int = 0) -> Any:
    """An example: required fields and a few more, the first of several choices."""
    if not schema or depth > DEEPEST:
        return None
    if "$ref" in schema:
        return sample(schemas.get(schema["$ref"].rpartition("/")[2]), schemas, depth)
    for word in ("anyOf", "oneOf", "allOf"):
        if word in schema:
            return sample(schema[word][0], schemas, depth)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    return _plain(schema, schemas, depth)


def _plain(schema: dict[str, Any], schemas: dict[str, Any], depth: int) -> Any:
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "array":
        inner = sample(schema.get("items"), schemas, depth + 1)
        return [] if inner is None else [inner]
    if kind == "object":
        return {
            name: sample(said, schemas, depth + 1)
            for name, said in list(schema.get("properties", {}).items())[:14]
        }
    if kind == "string":
        return FORMATS.get(schema.get("format", ""), "…")
    return {"integer": 1, "number": 1, "boolean": True}.get(str(kind))
