"""What workers and employers say of their hearings, in the simulated programme."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta

from assessments.api import make_slips, open_survey, running_period
from assessments.item_types import REGISTRY
from assessments.models import AnonymousSheet, Delivery, ItemVersion
from assessments.rules.client_periods import four_months
from lms.accounts.models import Center, User
from lms.core import clock

# By center: how many sheets of workers, employers and unions came in the period before, and since.
SHEETS = {
    "ccl-valles": ((36, 26, 2), (9, 6, 0)),
    "ccl-bajio": ((24, 20, 0), (4, 3, 0)),
    "cfcrl-centro": ((31, 27, 12), (7, 5, 1)),
}
SIDES = ("worker", "employer", "union")
LEVELS = {"worker": 4.0, "employer": 4.25, "union": 4.1}
SETTLED, ON_PAPER, SAYS_WHO = 0.7, 0.15, 0.8


At = Callable[[date], AbstractContextManager[None]]


def load(rng: random.Random, centers: Mapping[str, Center], actor: User, at: At) -> int:
    """Surveys of three centers, with a period that is over and one that runs; how many sheets."""
    first, _last = four_months(clock.today())
    before = four_months(first - timedelta(days=1))[0]
    count = 0
    for code, (earlier, since) in SHEETS.items():
        with at(before + timedelta(days=2)):
            survey = open_survey(actor=actor, center=centers[code])
            count += _fill(rng, running_period(survey).delivery, earlier)
        count += _fill(rng, running_period(survey).delivery, since)
        make_slips(actor=actor, survey=survey, number=40)
    return count


def _fill(rng: random.Random, delivery: Delivery, sides: Sequence[int]) -> int:
    items = list(
        ItemVersion.objects.filter(entries__version=delivery.instrument_version_id)
        .select_related("item")
        .order_by("entries__position")
    )
    sheets = [
        AnonymousSheet(
            delivery=delivery,
            answers=dict(_says(rng, items, side)),
            paper=rng.random() < ON_PAPER,
        )
        for side, many in zip(SIDES, sides, strict=True)
        for _sheet in range(many)
    ]
    # By their random keys: the order in which they were made is that of the sides.
    AnonymousSheet.objects.bulk_create(sorted(sheets, key=lambda one: one.key))
    return len(sheets)


def _says(rng: random.Random, items: Sequence[ItemVersion], side: str) -> Iterator[tuple[str, object]]:
    settled = rng.random() < SETTLED
    mood = rng.gauss(0, 0.45) + (0.15 if settled else -0.35)
    fixed = {"h01": side, "h03": "agreement" if settled else "no_agreement"}
    for item in items:
        key = item.item.key.rpartition("/")[2]
        if key in fixed:
            yield str(item.pk), fixed[key]
        elif REGISTRY[item.type].is_scale:
            if key != "c12" or settled:
                yield str(item.pk), max(1, min(5, round(rng.gauss(LEVELS[side] + mood, 0.7))))
        elif options := item.content.get("options"):
            if item.content.get("required", True) or rng.random() < SAYS_WHO:
                yield str(item.pk), rng.choice(options)["key"]
        else:
            yield str(item.pk), max(0, min(10, round(rng.gauss(8 + 2 * mood, 1.5))))
