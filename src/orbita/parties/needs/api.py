"""What programs do with needs and their topics."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.needs import commands
from orbita.parties.needs.models import Importance, NeedTopic
from orbita.platform.resources.slots import ApiAct, ApiResource, ApiTable

MANAGE = "needs.topics"

API = (
    ApiResource(
        "need", "needs", editable=tuple(commands.EDITABLE), create=commands.note_need,
        more={"importance": Importance}, order=40,
    ),
    ApiTable(
        "need-topics", _("Topics of needs"), lambda actor: NeedTopic.objects.all(), NeedTopic,
        ("parent_id", "name", "position"), permission="needs.view",
    ),
    ApiAct("need-topics/", commands.write_topic, without=("topic_id",), permission=MANAGE),
    ApiAct("need-topics/{topic_id}/", commands.write_topic, "put", permission=MANAGE),
    ApiAct("need-topics/{topic_id}/", commands.delete_topic, "delete", permission=MANAGE),
)  # fmt: skip
