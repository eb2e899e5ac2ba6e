"""What people say of their hearings three months after the course, in the simulated programme."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assessments.item_types import REGISTRY
from assessments.models import Attempt, AttemptItem, Delivery, ItemVersion, Response
from assessments.models.attempts import packed
from lms.accounts.models import User
from lms.core import clock

ANSWERS = 0.6
HELPED = (
    "Tener la lista de preparación a la mano.",
    "Me faltó tiempo entre audiencias para las reuniones separadas.",
    "Mi jefa pidió ver el desglose antes de cada firma.",
)


@dataclass(slots=True)
class FollowUps:
    """Collects the sheets of one cohort and writes them in bulk; nobody answers before it opens."""

    rng: random.Random
    delivery: Delivery
    sheets: list[tuple[Attempt, list[tuple[ItemVersion, int | str]]]] = field(default_factory=list)
    items: list[ItemVersion] = field(default_factory=list)

    def __post_init__(self) -> None:
        asked = ItemVersion.objects.filter(entries__version=self.delivery.instrument_version_id)
        self.items = list(asked.order_by("entries__position"))

    def answer(self, user: User, skill: float) -> datetime | None:
        """Let the person answer, or not; the moment of it."""
        at = self.delivery.opens_at + timedelta(days=self.rng.randint(1, 12), hours=self.rng.randint(9, 17))
        if at >= clock.now() or self.rng.random() > ANSWERS:
            return None
        row = Attempt(
            delivery=self.delivery,
            instrument_version_id=self.delivery.instrument_version_id,
            user=user,
            number=1,
            started_at=at,
            submitted_at=at,
            revision=1,
        )
        said: list[tuple[ItemVersion, int | str]] = []
        for item in self.items:
            if REGISTRY[item.type].is_scale:
                said.append((item, max(1, min(5, round(self.rng.gauss(3.4 + 0.3 * skill, 0.7))))))
            elif self.rng.random() < 0.3:
                said.append((item, self.rng.choice(HELPED)))
        self.sheets.append((row, said))
        return at

    def write(self) -> None:
        """Store what was answered."""
        Attempt.objects.bulk_create([row for row, _said in self.sheets], batch_size=200)
        AttemptItem.objects.bulk_create(
            (
                AttemptItem(attempt=row, position=position, item_version=item, option_order=[], points=0.0)
                for row, _said in self.sheets
                for position, item in enumerate(self.items, start=1)
            ),
            batch_size=500,
        )
        Response.objects.bulk_create(
            (
                Response(attempt=row, item_version=item, answer=packed(value), saved_at=row.submitted_at)
                for row, said in self.sheets
                for item, value in said
            ),
            batch_size=500,
        )
