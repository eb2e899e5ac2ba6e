"""What people think of the course."""

from django.utils.translation import gettext_lazy as _

from courses.data import OPINION
from courses.rules.requirements import Check, Record
from courses.step_kinds.answered import Answered


class Evaluation(Answered):
    """An anonymous questionnaire: only that it was sent is known."""

    key = "evaluation"
    label = _("Evaluation")
    measures = OPINION
    counted = True
    hint = _("It is anonymous.")
    missing = {"evaluation": _("the course evaluation")}

    def checks(self, record: Record, pass_mark: float) -> tuple[Check, ...]:
        return (("evaluation", record.evaluated),)
