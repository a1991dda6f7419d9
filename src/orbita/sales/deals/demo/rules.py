"""How the demo company sells: the rules of its stages, and a pipeline of its own for service."""

from datetime import datetime, timedelta

from orbita.activities.timeline.models import Kind
from orbita.sales.deals.demo.course import Course
from orbita.sales.deals.models import Deal, Outcome, Pipeline, Stage, StageStay, StageTask

SERVICE = "Сервисные контракты"
SERVICE_PRODUCT = "Сервис"
SHARE_BY_SERVICE = 0.62
"""How many of the deals about service go through the pipeline of their own."""
STAGES = (
    ("Запрос", 15, "gray", Outcome.OPEN),
    ("Осмотр техники", 35, "blue", Outcome.OPEN),
    ("Расчёт отправлен", 55, "violet", Outcome.OPEN),
    ("Согласование договора", 75, "orange", Outcome.OPEN),
    ("Подписание", 90, "teal", Outcome.OPEN),
    ("Выиграна", 100, "green", Outcome.WON),
    ("Проиграна", 0, "red", Outcome.LOST),
)
ASKED = ((2, ["amount"]), (3, ["expected_on"]))
"""What the first pipeline asks for before an offer and before negotiations."""
TASKS = (
    (2, Kind.CALL, "Спросить, что думают о предложении", 2),
    (2, Kind.TASK, "Проверить наличие и сроки", 1),
)


def lay_out_service() -> list[Stage]:
    """The pipeline of service contracts; its stages."""
    pipeline = Pipeline.objects.create(name=SERVICE, position=1)
    stages = [
        Stage(
            pipeline=pipeline, name=name, position=place, probability=chance, tone=tone,
            outcome=outcome, rot_days=14,
        )
        for place, (name, chance, tone, outcome) in enumerate(STAGES)
    ]  # fmt: skip
    return Stage.objects.bulk_create(stages)


def set_stage_rules(stages: list[Stage]) -> None:
    """What the stages of the first pipeline ask for and plan."""
    for place, keys in ASKED:
        stages[place].required = keys
    Stage.objects.bulk_update([stages[place] for place, _keys in ASKED], ["required"])
    StageTask.objects.bulk_create(
        StageTask(stage=stages[place], kind=kind, subject=words, after_days=days, position=number)
        for number, (place, kind, words, days) in enumerate(TASKS)
    )


def stays(
    deal: Deal, went: Course, stages: list[Stage], moments: list[datetime]
) -> list[StageStay]:
    """The stages that the deal has left; where it stands now the database knows itself."""
    ends = [*moments[1:], deal.stage_since]
    left = len(went.entered) if went.ended else len(went.entered) - 1
    return [
        StageStay(
            deal=deal, stage=stage, entered_at=start, left_at=max(end, start + timedelta(minutes=1))
        )
        for stage, start, end in zip(stages[:left], moments, ends, strict=False)
    ]
