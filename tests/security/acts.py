"""What people of the world do again and again: sit a test, hand in a rating."""

from assessments import api as assessments
from assessments.models import (
    Attempt,
    Delivery,
)
from lms.accounts.models import User
from tests.security.sides import Side


def sit(user: User, delivery: Delivery, *, right: int | None = None) -> Attempt:
    """Take a test from beginning to end, the first `right` answers right (all unless said)."""
    attempt = assessments.start_attempt(user=user, delivery=delivery)
    for place, asked in enumerate(attempt.items.select_related("item_version").order_by("position")):
        item = asked.item_version
        options = [item.content["correct"], *(option["key"] for option in item.content["options"])]
        assessments.save_answer(
            user=user,
            attempt=attempt,
            item=item.uuid,
            raw=[options[0] if right is None or place < right else _another(options)],
            seq=1,
            epoch=attempt.epoch,
        )
    return assessments.submit_attempt(user=user, attempt=attempt)


def _another(options: list[str]) -> str:
    """An option that is not the first one named."""
    return next(option for option in options if option != options[0])


def rate(side: Side, assessor: User, subject: User, comment: str, *, level: int = 4) -> None:
    """Hand in a rating of `subject` with the same level everywhere."""
    every = side.occasion.rubric_version.criteria.all()
    criteria = [one for one in every if not one.add_on or one.key in side.occasion.add_ons]
    marks = {one.key: assessments.Mark(value=level, decided=True, comment=comment) for one in criteria}
    act = {"actor": assessor, "occasion": side.occasion, "subject": subject}
    assessments.save_rating(**act, marks=marks, comment=comment)
    assessments.submit_rating(**act, judgment=2)
