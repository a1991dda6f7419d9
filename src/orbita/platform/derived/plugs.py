"""Triggers follow the declarations after each migration."""

from orbita.platform.derived.triggers import settle_triggers
from orbita.platform.migrating import AfterMigrate, steps

steps.plug(AfterMigrate("derived triggers", settle_triggers, order=20))
