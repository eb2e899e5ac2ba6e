"""The test before anything was taught."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from courses.data import BEFORE
from courses.step_kinds.answered import Answered


class PreTest(Answered):
    """It only shows what changes: its score comes back beside the post-test's, never alone."""

    key = "pre_test"
    label = _("Pre-test")
    measures = BEFORE
    marked = True
    counted = True
    tally = _("%(done)s of %(people)s people did the pre-test.")
    hint = _("Nobody passes or fails it: it shows what changes.")

    def shown_score(self, scores: Sequence[float]) -> float | None:
        return scores[0] if scores else None
