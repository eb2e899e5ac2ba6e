"""What came after the sheets: a case that was talked over, an objection under way, a calibration."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta

from assessments.enums import AppealFinding, CaseState, ModerationOutcome
from assessments.models import Moderation, Occasion, RatingCase
from assessments.selectors.calibration import seed_cases
from assessments.selectors.comparison import compared_all
from assessments.selectors.moderation import triggers_of
from assessments.selectors.occasions import occasion_by_uuid
from assessments.services.appeals import file_appeal, review_procedure
from assessments.services.calibration import issue_licence, rate_seed
from lms.accounts.models import User
from lms.core import clock

At = Callable[[date], AbstractContextManager[None]]


def show(occasion: Occasion, *, trainers: Sequence[User], officer: User, at: At) -> None:
    """On an assessed role-play that was released; no result is another one afterwards."""
    full = occasion_by_uuid(occasion.uuid)
    assert full is not None
    cases = list(RatingCase.objects.filter(occasion=full, state=CaseState.RELEASED).order_by("pk"))
    sheets = compared_all(occasion=full, subject_ids=[one.ratee_id for one in cases])
    alike = [
        one
        for one in cases
        if len({column.outcome.competent for column in sheets[one.ratee_id].columns}) == 1
        and sheets[one.ratee_id].several
    ]
    apart = next((one for one in alike if triggers_of(full, sheets[one.ratee_id])), None)
    if apart is not None:
        _settled(apart, sheets[apart.ratee_id].columns[0].scores, trainers)
    missed = (one for one in alike if one != apart and not sheets[one.ratee_id].columns[0].outcome.competent)
    if (objected := next(missed, None)) is not None:
        _object(full, objected, officer, at)
    _calibrate(trainers, officer, at)


def _settled(case: RatingCase, scores: object, trainers: Sequence[User]) -> None:
    assert case.released_at is not None
    Moderation.objects.create(
        case=case,
        moderator=trainers[0],
        reason="Los dos vimos la misma pausa; al comparar con los descriptores quedó claro el nivel.",
        outcome=ModerationOutcome.AGREED,
        scores=scores,
        opened_at=case.released_at - timedelta(hours=3),
        decided_at=case.released_at - timedelta(hours=2),
    )


def _object(occasion: Occasion, case: RatingCase, officer: User, at: At) -> None:
    """In time, with its procedure reviewed; whoever rates anew is still to be asked."""
    assert case.released_at is not None
    day = case.released_at.date()
    with at(day + timedelta(days=3)):
        appeal = file_appeal(
            actor=case.ratee,
            occasion=occasion,
            grounds="En el criterio 9 se dice que faltó el desglose; lo dicté antes de la firma.",
        )
    with at(day + timedelta(days=6)):
        review_procedure(
            actor=officer,
            appeal=appeal,
            finding=AppealFinding.SOUND,
            reason="Dos personas calificaron a solas y hubo ocasión de ver cada criterio crítico.",
        )


def _calibrate(trainers: Sequence[User], officer: User, at: At) -> None:
    """Two assessors near the reference, one of them licensed; the officer is stricter and has no licence."""
    cases = [one for one in seed_cases() if len(one.reference) > 1]
    with at(clock.today() - timedelta(days=40)):
        for place, case in enumerate(cases):
            levels = {key: one["level"] for key, one in case.reference.items()}
            for assessor, shift in ((trainers[0], 0), (trainers[1], place == 0), (officer, 1)):
                rate_seed(actor=assessor, case=case, levels=_shifted(levels, int(shift)))
        for rubric in {one.rubric_version.rubric for one in cases}:
            issue_licence(actor=officer, user=trainers[0], rubric=rubric, reason="Casos de calibración")


def _shifted(levels: dict[str, int | None], shift: int) -> dict[str, int | None]:
    """One level stricter on every other criterion."""
    return {
        key: level - shift if shift and level is not None and level > 1 and place % 2 else level
        for place, (key, level) in enumerate(levels.items())
    }
