"""What is done with deals and pipelines."""

from orbita.sales.deals.commands.alarming import alarm_owners
from orbita.sales.deals.commands.changing import (
    change_deals,
    delete_deals,
    postpone_deal,
    restore_deals,
    resume_deal,
)
from orbita.sales.deals.commands.closing import lose_deal, reopen_deal, win_deal
from orbita.sales.deals.commands.competing import add_competitor, drop_competitor, set_competitor
from orbita.sales.deals.commands.lines import LineDraft, set_lines
from orbita.sales.deals.commands.moving import move_deal
from orbita.sales.deals.commands.opening import open_deal
from orbita.sales.deals.commands.pipelines import (
    StageTaskDraft,
    add_pipeline,
    add_stage,
    change_pipeline,
    change_stage,
    order_stages,
    remove_stage,
)
from orbita.sales.deals.commands.reasons import (
    add_reason,
    change_reason,
    remove_reason,
    shift_reason,
)
from orbita.sales.deals.commands.team import Share, join_deals, set_team

__all__ = [
    "LineDraft",
    "Share",
    "StageTaskDraft",
    "add_competitor",
    "add_pipeline",
    "add_reason",
    "add_stage",
    "alarm_owners",
    "change_deals",
    "change_pipeline",
    "change_reason",
    "change_stage",
    "delete_deals",
    "drop_competitor",
    "join_deals",
    "lose_deal",
    "move_deal",
    "open_deal",
    "order_stages",
    "postpone_deal",
    "remove_reason",
    "remove_stage",
    "reopen_deal",
    "restore_deals",
    "resume_deal",
    "set_competitor",
    "set_lines",
    "set_team",
    "shift_reason",
    "win_deal",
]
