"""Topics of needs in a file of settings."""

from django.utils.translation import pgettext_lazy

from orbita.parties.needs.models import NeedTopic
from orbita.platform.blueprints.slots import Section, Sheet

TOPICS = Section(
    "topics",
    pgettext_lazy("settings file", "Topics of needs"),
    Sheet(NeedTopic, key=("parent", "name"), fields=("parent", "name", "position")),
    "needs.topics",
    order=30,
)
