"""What a correction would do, or did, to the people whose test asked the question."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments import registries
from assessments.models import Attempt, Delivery, ItemVersion, KeyCorrection, Score
from assessments.rules.corrections import Correction
from assessments.rules.marking import Points, mark_all
from assessments.selectors.questions import answers_of, questions_of
from lms.accounts.models import User

TRIES = 5


@dataclass(frozen=True, slots=True)
class Effect:
    """One sitting before and after; None where nothing is marked. `passed` are None where nobody passes."""

    attempt_id: int
    delivery_id: int
    user: User
    before: Points | None
    after: Points | None
    passed_before: bool | None
    passed_after: bool | None

    @property
    def loses(self) -> bool:
        """Whether a pass is lost."""
        return bool(self.passed_before and self.passed_after is False)

    @property
    def gains(self) -> bool:
        """Whether a pass is gained."""
        return bool(self.passed_after and self.passed_before is False)


@dataclass(frozen=True, slots=True)
class Effects:
    """Everybody whose outcome changes, those who pass or fail anew first; `asked` counts all sittings."""

    asked: int
    changed: tuple[Effect, ...]

    @property
    def gains(self) -> int:
        """How many pass who did not."""
        return sum(one.gains for one in self.changed)

    @property
    def loses(self) -> int:
        """How many no longer pass."""
        return sum(one.loses for one in self.changed)


def deliveries_in_scope(item_version: ItemVersion, delivery: Delivery | None) -> list[int]:
    """The deliveries that a correction is about: the one, or all in which the version was asked."""
    if delivery is not None:
        return [delivery.pk]
    asked = Attempt.objects.filter(items__item_version=item_version).order_by("delivery_id")
    return list(asked.values_list("delivery_id", flat=True).distinct())


def planned_effects(
    *, item_version: ItemVersion, delivery_ids: Collection[int], correction: Correction
) -> Effects:
    """What would change in closed sittings; nothing is written."""
    closed = Attempt.objects.filter(
        delivery_id__in=delivery_ids, submitted_at__isnull=False, items__item_version=item_version
    )
    attempts = {one.pk: one for one in closed.select_related("user", "delivery").order_by("pk")}
    questions = questions_of(attempts, planned={item_version.pk: correction})
    answers, before = answers_of(attempts), _totals(attempts.values())
    after = {pk: mark_all(questions[pk], answers.get(pk, {})).total for pk in attempts}
    changed = {pk: (before.get(pk), after[pk]) for pk in attempts if before.get(pk) != after[pk]}
    return Effects(len(attempts), _effects(attempts, changed))


def made_effects(correction: KeyCorrection) -> Effects:
    """What changed when the correction was made."""
    rows = correction.regrades.select_related("attempt__user", "attempt__delivery").order_by("pk")
    attempts: dict[int, Attempt] = {}
    changed: dict[int, tuple[Points | None, Points | None]] = {}
    for one in rows:
        attempts[one.attempt_id] = one.attempt
        changed[one.attempt_id] = (_points(one.before), _points(one.after))
    return Effects(len(attempts), _effects(attempts, changed))


def _points(scopes: Mapping[str, Any]) -> Points | None:
    return Points(*scopes[""]) if "" in scopes else None


def _totals(attempts: Iterable[Attempt]) -> dict[int, Points]:
    revisions = {one.pk: one.revision for one in attempts}
    rows = Score.objects.filter(attempt_id__in=list(revisions), topic="").order_by("pk")
    return {
        pk: Points(points, maximum)
        for pk, revision, points, maximum in rows.values_list("attempt_id", "revision", "points", "maximum")
        if revisions[pk] == revision
    }


def _effects(
    attempts: Mapping[int, Attempt], changed: Mapping[int, tuple[Points | None, Points | None]]
) -> tuple[Effect, ...]:
    shares = _pass_shares([attempts[pk] for pk in changed])
    found = []
    for pk, (before, after) in changed.items():
        attempt = attempts[pk]
        share = shares[attempt.delivery_id]
        passed = (_passes(before, share), _passes(after, share))
        found.append(Effect(pk, attempt.delivery_id, attempt.user, before, after, *passed))
    found.sort(
        key=lambda one: (
            not one.loses,
            not one.gains,
            one.user.last_name,
            one.user.first_name,
            one.attempt_id,
        )
    )
    return tuple(found)


def _passes(points: Points | None, share: float | None) -> bool | None:
    if share is None or points is None or not points.maximum:
        return None
    # As the certificate asks: what rounding leaves just below the mark has reached it.
    return points.earned / points.maximum >= share - 1e-9


def _pass_shares(attempts: Iterable[Attempt]) -> dict[int, float | None]:
    """By delivery, the share that passes: the same for all who take it, so a few are asked about.

    More than one, since whoever left has no answer.
    """
    asked: dict[int, int] = defaultdict(int)
    found: dict[int, float | None] = {}
    for one in attempts:
        if found.get(one.delivery_id) is None and asked[one.delivery_id] < TRIES:
            asked[one.delivery_id] += 1
            found[one.delivery_id] = registries.pass_share(one.user, one.delivery)
    return found
