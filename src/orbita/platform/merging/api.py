"""What programs do with records that are one."""

from orbita.platform.merging.commands import merge_records
from orbita.platform.resources.slots import ApiAct

API = (ApiAct("kinds/{kind}/merges/", merge_records),)
