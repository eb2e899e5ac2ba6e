"""What came after the sheets: a case that was talked over, an objection under way, a calibration."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta

from assessments import api as assessments
from assessments.data import RatingOutcome
from assessments.enums import AppealFinding, ModerationOutcome
from assessments.models import Moderation, Occasion, RatingCase
from lms.accounts.models import User
from lms.core import clock

At = Callable[[date], AbstractContextManager[None]]
APART = 2


def show(occasion: Occasion, *, trainers: Sequence[User], officer: User, at: At) -> None:
    """On an assessed role-play that was released; no result is another one afterwards."""
    sheets: dict[int, list[RatingOutcome]] = defaultdict(list)
    for one in assessments.rating_outcomes(occasion_ids=[occasion.pk]):
        if one.released:
            sheets[one.subject_id].append(one)
    alike = {
        person: own
        for person, own in sheets.items()
        if len(own) > 1 and len({one.competent for one in own}) == 1
    }
    apart = next((person for person, own in alike.items() if _gap(own) >= APART), None)
    if apart is not None:
        _settle(occasion, apart, alike[apart][0].scores, trainers)
    missed = (person for person, own in alike.items() if person != apart and not own[0].competent)
    if (objecting := next(missed, None)) is not None:
        _object(RatingCase.objects.get(occasion=occasion, ratee_id=objecting), officer, at)
    _calibrate(trainers, officer, at)


def _gap(sheets: Sequence[RatingOutcome]) -> int:
    """How many levels apart the sheets are where they are furthest."""
    values: dict[str, list[int]] = defaultdict(list)
    for sheet in sheets:
        for key, value in sheet.scores.items():
            if value is not None:
                values[key].append(value)
    return max((max(own) - min(own) for own in values.values()), default=0)


def _settle(
    occasion: Occasion, person: int, scores: Mapping[str, int | None], trainers: Sequence[User]
) -> None:
    case = RatingCase.objects.get(occasion=occasion, ratee_id=person)
    assert case.released_at is not None
    Moderation.objects.create(
        case=case,
        moderator=trainers[0],
        reason="Los dos vimos la misma pausa; al comparar con los descriptores quedó claro el nivel.",
        outcome=ModerationOutcome.AGREED,
        scores=dict(scores),
        opened_at=case.released_at - timedelta(hours=3),
        decided_at=case.released_at - timedelta(hours=2),
    )


def _object(case: RatingCase, officer: User, at: At) -> None:
    """In time, with its procedure reviewed; whoever rates anew is still to be asked."""
    assert case.released_at is not None
    day = case.released_at.date()
    with at(day + timedelta(days=3)):
        appeal = assessments.file_appeal(
            actor=case.ratee,
            occasion=case.occasion,
            grounds="En el criterio 9 se dice que faltó el desglose; lo dicté antes de la firma.",
        )
    with at(day + timedelta(days=6)):
        assessments.review_procedure(
            actor=officer,
            appeal=appeal,
            finding=AppealFinding.SOUND,
            reason="Dos personas calificaron a solas y hubo ocasión de ver cada criterio crítico.",
        )


def _calibrate(trainers: Sequence[User], officer: User, at: At) -> None:
    """Two assessors near the reference, one of them licensed; the officer is stricter and has no licence."""
    cases = [one for one in assessments.seed_cases() if len(one.reference) > 1]
    with at(clock.today() - timedelta(days=40)):
        for place, case in enumerate(cases):
            levels = {key: one["level"] for key, one in case.reference.items()}
            for assessor, stricter in ((trainers[0], False), (trainers[1], place == 0), (officer, True)):
                assessments.rate_seed(
                    actor=assessor, case=case, levels=_stricter(levels) if stricter else levels
                )
        for rubric in {one.rubric_version.rubric for one in cases}:
            assessments.issue_licence(
                actor=officer, user=trainers[0], rubric=rubric, reason="Casos de calibración"
            )


def _stricter(levels: Mapping[str, int | None]) -> dict[str, int | None]:
    """One level less on every other criterion."""
    return {
        key: level - 1 if place % 2 and level is not None and level > 1 else level
        for place, (key, level) in enumerate(levels.items())
    }
