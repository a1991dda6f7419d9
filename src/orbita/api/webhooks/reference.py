"""The table of events for docs/webhooks.md: `python -m orbita.api.webhooks.reference` prints it."""

from orbita.api.webhooks.catalogue import event_types

MARK = "<!-- events -->"


def table() -> str:
    """All types with their kind, their values and what they mean, as Markdown."""
    lines = ["| type | about | `event` holds | meaning |", "|---|---|---|---|"]
    for one in event_types():
        values = ", ".join(f"`{name}`" for name in one.values)
        lines.append(f"| `{one.name}` | {one.kind or 'any kind'} | {values} | {one.meaning} |")
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    import django

    django.setup()
    sys.stdout.write(table() + "\n")
