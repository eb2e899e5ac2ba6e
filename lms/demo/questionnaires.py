"""What people of the simulated programme say of their hearings before the course and three months later."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assessments.item_types import REGISTRY
from assessments.models import Attempt, AttemptItem, Delivery, ItemVersion, Response, StorySlip
from assessments.models.attempts import packed
from lms.accounts.models import User
from lms.core import clock

ANSWERS_FIRST, ANSWERS_LATER = 0.9, 0.6
# How often somebody does what is asked, from 1 to 5, at an ability of 0; what the course adds to everybody
# who finished it, and a point of ability to anybody; how far people differ in what they call "often"; and
# what is rarer than the rest, by place.
BEFORE, ADDED, PER_ABILITY, OWN_SCALE = 3.4, 0.2, 0.2, 0.35
RARER = (0.0, -0.1, 0.1, -0.2, -0.45, 0.15)
TELL = 5
HELPED = (
    "Tener la lista de preparación a la mano.",
    "Me faltó tiempo entre audiencias para las reuniones separadas.",
    "Mi jefa pidió ver el desglose antes de cada firma.",
)


@dataclass(slots=True)
class Sheets:
    """Collects the sheets of one delivery and writes them in bulk."""

    delivery: Delivery
    items: list[ItemVersion] = field(default_factory=list)
    rows: list[tuple[Attempt, list[tuple[ItemVersion, int | str]]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        asked = ItemVersion.objects.filter(entries__version=self.delivery.instrument_version_id)
        self.items = list(asked.order_by("entries__position"))

    def add(self, user: User, at: datetime, says: Callable[[int, ItemVersion], int | str | None]) -> None:
        """One person's sheet; `says` answers the question at a place, or leaves it empty."""
        row = Attempt(
            delivery=self.delivery,
            instrument_version_id=self.delivery.instrument_version_id,
            user=user,
            number=1,
            started_at=at,
            submitted_at=at,
            revision=1,
        )
        said = ((item, says(place, item)) for place, item in enumerate(self.items))
        self.rows.append((row, [(item, value) for item, value in said if value is not None]))

    def write(self) -> None:
        """Store what was answered."""
        Attempt.objects.bulk_create([row for row, _said in self.rows], batch_size=200)
        AttemptItem.objects.bulk_create(
            (
                AttemptItem(attempt=row, position=position, item_version=item, option_order=[], points=0.0)
                for row, _said in self.rows
                for position, item in enumerate(self.items, start=1)
            ),
            batch_size=500,
        )
        Response.objects.bulk_create(
            (
                Response(attempt=row, item_version=item, answer=packed(value), saved_at=row.submitted_at)
                for row, said in self.rows
                for item, value in said
            ),
            batch_size=500,
        )


class Questionnaires:
    """The same form, asked twice: nobody answers before it opens, nor after it closed."""

    def __init__(self, rng: random.Random, baseline: Delivery, follow_up: Delivery) -> None:
        self.rng = rng
        self.baseline, self.follow_up = Sheets(baseline), Sheets(follow_up)
        self.scales: dict[int, float] = {}

    def begin(self, user: User, ability: float, at: datetime, *, surely: bool = False) -> datetime | None:
        """Let the person say how they work before the course; the moment of it, None if they say nothing."""
        closes_at = self.baseline.delivery.closes_at
        answers = surely or self.rng.random() < ANSWERS_FIRST
        if not answers or at >= clock.now() or (closes_at is not None and at >= closes_at):
            return None
        self.baseline.add(user, at, self._says(user, BEFORE + PER_ABILITY * ability, words=False))
        return at

    def come_back(self, user: User, skill: float, *, surely: bool = False) -> datetime | None:
        """Let the person say how they work three months after it, or not."""
        opens_at = self.follow_up.delivery.opens_at
        at = opens_at + timedelta(days=self.rng.randint(1, 12), hours=self.rng.randint(9, 17))
        if at >= clock.now() or (self.rng.random() > ANSWERS_LATER and not surely):
            return None
        self.follow_up.add(user, at, self._says(user, BEFORE + ADDED + PER_ABILITY * skill, words=True))
        return at

    def write(self) -> None:
        """Store what was answered."""
        self.baseline.write()
        self.follow_up.write()
        self._offer_stories()

    def _offer_stories(self) -> None:
        """A few of those who came back would tell how it went; made-up numbers, in no order."""
        rng = random.Random(len(self.follow_up.rows))  # noqa: S311 - as the rest of the programme
        some = range(min(TELL, len(self.follow_up.rows)))
        StorySlip.objects.bulk_create(
            StorySlip(
                delivery=self.follow_up.delivery,
                worked=place % 3 != 2,
                contact=f"55 0000 {rng.randrange(10_000):04}",
            )
            for place in some
        )

    def _says(
        self, user: User, level: float, *, words: bool
    ) -> Callable[[int, ItemVersion], int | str | None]:
        own = self.scales.setdefault(user.pk, self.rng.gauss(0, OWN_SCALE))

        def says(place: int, item: ItemVersion) -> int | str | None:
            if REGISTRY[item.type].is_scale:
                rarer = RARER[place % len(RARER)]
                return max(1, min(5, round(self.rng.gauss(level + own + rarer, 0.7))))
            return self.rng.choice(HELPED) if words and self.rng.random() < 0.3 else None

        return says
