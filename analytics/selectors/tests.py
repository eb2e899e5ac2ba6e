"""Whose tests somebody may read the figures of."""

from dataclasses import dataclass
from uuid import UUID

from assessments import api as assessments
from assessments.data import DeliveryFacts, FormInfo, FormMarks
from courses import api as courses
from courses.data import CohortInfo
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role

SEE_ALL = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class DeliveryScope:
    """One delivery, the cohort that it is of (None outside cohorts), and the rule for small groups.

    `trains`: the viewer is named as its trainer. `may_correct`: the viewer may correct keys here.
    """

    test: DeliveryFacts
    cohort: CohortInfo | None
    audience: str
    trains: bool
    may_correct: bool

    def form(self, asked: str) -> FormInfo | None:
        """The form with that uuid, or the first that was sat; None when there is none."""
        if not asked:
            return next(iter(self.test.forms), None)
        return next((one for one in self.test.forms if str(one.uuid) == asked), None)


@dataclass(frozen=True, slots=True)
class CohortTests:
    """The tests of a cohort in the order of opening, each with how many have sat which form.

    `questionnaires` have nothing that is right or wrong, and authors who are known. `may_mark`: the viewer
    marks answers there.
    """

    cohort: CohortInfo
    tests: tuple[DeliveryFacts, ...]
    questionnaires: tuple[DeliveryFacts, ...]
    may_mark: bool


def cohort_tests(actor: User, uuid: UUID) -> CohortTests | None:
    """The tests and questionnaires of a cohort that the person may see, without the anonymous ones."""
    cohort = courses.cohorts_for(actor).filter(uuid=uuid).first()
    if cohort is None:
        return None
    info = courses.cohort_infos([cohort], with_people=False)[cohort.pk]
    ids = [one for own in info.deliveries.values() for one in own]
    found = [one for one in assessments.delivery_facts(delivery_ids=ids) if not one.anonymous]
    may_mark = has_role(actor, *SEE_ALL) or courses.is_trainer(actor, cohort)
    marked = tuple(one for one in found if one.is_marked)
    return CohortTests(info, marked, tuple(one for one in found if not one.is_marked), may_mark)


def delivery_scope(actor: User, uuid: UUID, *, questionnaires: bool = False) -> DeliveryScope | None:
    """A test whose figures the person may read: of a cohort that they see, one that they run, or any for
    the program. With `questionnaires`, also one in which nothing is marked.

    Whoever trains the cohort meets its people by name; for others the rule for shared figures holds.
    """
    cohort = courses.cohorts_for(actor).filter(steps__delivery__uuid=uuid).first()
    sees_all = has_role(actor, *SEE_ALL)
    if cohort is None and not sees_all and not assessments.is_run_by(actor, uuid):
        return None
    test = next(iter(assessments.delivery_facts(uuid=uuid)), None)
    if test is None or test.anonymous or not (test.is_marked or questionnaires):
        return None
    if cohort is None:
        return DeliveryScope(test, None, "shared", False, True)
    trains = courses.is_trainer(actor, cohort)
    info = courses.cohort_infos([cohort], with_people=False)[cohort.pk]
    return DeliveryScope(test, info, "own_center" if trains else "shared", trains, trains or sees_all)


def marks_for(test: DeliveryFacts, form: FormInfo) -> FormMarks:
    """Marks and answers of one form of a test."""
    return assessments.form_marks(delivery_ids=[test.id], version_id=form.version_id)
