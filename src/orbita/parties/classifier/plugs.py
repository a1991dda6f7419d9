"""What the classifier shows elsewhere."""

from django.utils.translation import gettext_lazy as _

from orbita.parties.classifier.models import Placement
from orbita.platform.access.slots import Permission, permissions
from orbita.platform.records.slots import RecordPart, parts

permissions.plug(
    Permission(
        "classifier.manage",
        _("Change classifiers"),
        dict.fromkeys(("director", "head", "marketer", "secretary", "admin"), "all"),
    )
)
parts.plug(RecordPart("party", Placement, "party"))
