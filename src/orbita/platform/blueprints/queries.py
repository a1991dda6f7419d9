"""Which sections a person may take out and bring in."""

from orbita.platform.acts.actor import Actor
from orbita.platform.blueprints.slots import Section, sections


def sections_for(actor: Actor) -> list[Section]:
    """The sections whose own settings the actor may change. No statement."""
    return [section for section in sections if actor.may(section.permission)]
