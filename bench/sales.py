"""The data of selling that follows from deals and clients: stays on stages, leads, plans, a segment.

Set-based SQL, since nothing here needs words of its own; run while triggers rest.
"""

import json
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from orbita.parties.segments.commands import add_segment
from orbita.platform.acts.actor import SYSTEM
from orbita.sales.planning.models import SalesPlan

STAYS = """
    WITH way AS (
        SELECT d.id AS deal_id, d.opened_on::timestamptz AS began, d.stage_since AS ended,
               own.pipeline_id, d.stage_id,
               CASE own.outcome WHEN 'open' THEN own.position WHEN 'won' THEN 5
                   ELSE 1 + (hashtext(d.id::text) & 1023) % 5 END AS passed
        FROM deals_deal d JOIN deals_stage own ON own.id = d.stage_id
    )
    INSERT INTO deals_stagestay (deal_id, stage_id, entered_at, left_at)
    SELECT way.deal_id, stage.id, began + (ended - began) * stage.position / greatest(passed, 1),
           began + (ended - began) * (stage.position + 1) / greatest(passed, 1)
    FROM way JOIN deals_stage stage
        ON stage.pipeline_id = way.pipeline_id AND stage.outcome = 'open'
        AND stage.position < way.passed
    UNION ALL
    SELECT deal_id, stage_id, ended, NULL FROM way
"""
LEADS = """
    INSERT INTO leads_lead (id, owner_id, created_at, subject, text, person_name, position,
        company_name, phone, phone_normal, email, email_normal, messenger, messenger_normal, city,
        product, currency, received_at, status, given, is_late, party_id, reject_reason_id,
        reject_comment, external_system, external_id, details, taken_at, closed_at)
    SELECT gen_random_uuid(), CASE WHEN place %% 50 = 0 THEN NULL ELSE p.owner_id END, at,
        'Заявка ' || place, 'Прошу перезвонить и выслать прайс', p.name, '', p.name,
        '', '', 'mail' || place || '@example.ru', 'mail' || place || '@example.ru', '', '', p.city,
        'Стеллажи', 'RUB', at,
        CASE WHEN place %% 50 = 0 THEN 'new' WHEN place %% 3 = 0 THEN 'converted'
            WHEN place %% 3 = 1 THEN 'taken' ELSE 'rejected' END,
        '{}', false, CASE WHEN place %% 3 = 0 THEN p.id END,
        CASE WHEN place %% 3 = 2 THEN (SELECT id FROM leads_rejectreason LIMIT 1) END,
        '', '', '', '{}', at, CASE WHEN place %% 3 <> 1 THEN at END
    FROM (
        SELECT row_number() OVER (ORDER BY id) AS place, id, owner_id, name, city,
               now() - random() * interval '300 days' AS at
        FROM directory_party ORDER BY id LIMIT %s
    ) p
"""
LARGE = [
    "and",
    ["status", "in", ["active", "at_risk"]],
    ["city", "is", "Москва"],
    ["won_amount_365", "gte", 1_000_000],
]
"""Two conditions and a measure."""


def fill_sales(size: int) -> None:
    """Stays of all deals, and a lead for each fifth client."""
    with connection.cursor() as cursor:
        cursor.execute(STAYS)
        cursor.execute(LEADS, [size // 5])


def plan_year(users: list[UUID]) -> None:
    """The same plan for everybody in each month of this year."""
    year = timezone.localdate().year
    SalesPlan.objects.bulk_create(
        SalesPlan(user_id=user, month=date(year, month, 1), amount=5_000_000)
        for user in users
        for month in range(1, 13)
    )


def add_large_segment() -> None:
    """The segment that the cases ask for and that is computed again."""
    add_segment(
        name="Крупные", condition=json.dumps(LARGE, ensure_ascii=False), is_shared=True, by=SYSTEM
    )
