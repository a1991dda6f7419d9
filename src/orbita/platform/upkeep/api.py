"""What programs do with backups and trial restores."""

from orbita.platform.resources.slots import ApiAct, columns
from orbita.platform.upkeep import commands
from orbita.platform.upkeep.models import BackupPlan, Kind

PLAN = columns(BackupPlan, "is_on", "at", "daily", "weekly", "monthly", "drills")
MANAGE = commands.MANAGE

API = (
    ApiAct("backups/plan/", commands.set_backup_plan, "put", spread="values", body=PLAN,
           permission=MANAGE),
    ApiAct("backups/", commands.ask_for, fixed={"kind": Kind.BACKUP.value}, permission=MANAGE),
    ApiAct("backups/drills/", commands.ask_for, fixed={"kind": Kind.DRILL.value}, permission=MANAGE),
)  # fmt: skip
