"""Own fields on the page of every record."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.events import after
from orbita.platform.fields.events import FieldsChanged
from orbita.platform.filling.api import API
from orbita.platform.filling.jobs import find_fields, index_fields, settle_all_indexes
from orbita.platform.filling.panels import own_panel
from orbita.platform.migrating import AfterMigrate, steps
from orbita.platform.records.slots import EVERY_KIND, RecordPanel, panels
from orbita.platform.resources.slots import plug_api

panels.plug(
    RecordPanel(
        "own",
        EVERY_KIND,
        _("Own fields"),
        "filling/panel.html",
        own_panel,
        place="left",
        order=30,
    )
)
after(FieldsChanged, index_fields)
after(FieldsChanged, find_fields)
steps.plug(AfterMigrate("own-indexes", settle_all_indexes, order=900))
plug_api(*API)
