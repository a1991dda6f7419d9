"""What the API shows elsewhere."""

from orbita.platform.merging.slots import RecordColumn, record_columns

_ANSWERED = "what was answered once is answered again as it was"
record_columns.plug(
    RecordColumn("api_v1.keptcall.record", moves=False, why=_ANSWERED),
    RecordColumn("api_v1.keptcall.act", moves=False, why=_ANSWERED),
)
