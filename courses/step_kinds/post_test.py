"""The test at the end, which has to be passed."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.data import AFTER
from courses.rules.path import DONE
from courses.rules.requirements import Check, Record, is_passed, points_needed
from courses.step_kinds.answered import Answered
from courses.step_kinds.base import Knowledge, StepLike


class PostTest(Answered):
    """Gains rest on its first sitting, passing on its best."""

    key = "post_test"
    label = _("Post-test")
    measures = AFTER
    marked = True
    counted = True
    missing = {"post_test": _("the post-test"), "pass_mark": _("the pass mark in the post-test")}

    def note(self, known: Knowledge, step: StepLike, status: str) -> Any:
        sitting = known.sitting(step)
        if status != DONE or sitting is None or sitting.best_score is None:
            return super().note(known, step, status)
        score = _("%(score)d of %(max)d right") % {"score": sitting.best_score, "max": sitting.max_score}
        if not self.falls_short(known, step):
            return score
        needed = points_needed(sitting.max_score or 0, known.pass_mark)
        return _("%(score)s; %(needed)d are needed to pass") % {"score": score, "needed": needed}

    def falls_short(self, known: Knowledge, step: StepLike) -> bool:
        sitting = known.sitting(step)
        if sitting is None or sitting.best_score is None:
            return False
        return not is_passed(sitting.best_score, sitting.max_score, known.pass_mark)

    def shown_score(self, scores: Sequence[float]) -> float | None:
        return max(scores, default=None)

    def checks(self, record: Record, pass_mark: float) -> tuple[Check, ...]:
        taken = record.post_best is not None
        passed = is_passed(record.post_best, record.post_max, pass_mark)
        return (("post_test", taken), ("pass_mark", passed or not taken))
