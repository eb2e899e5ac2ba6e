"""The tests by which the paths of courses measure people."""

from collections.abc import Iterator

from django.db.models import Model, QuerySet

from courses.data import AFTER, BASELINE, BEFORE, LATER
from courses.models import Cohort, CourseStep, CourseStepForm
from courses.step_kinds import measuring

KINDS = measuring(BASELINE) | measuring(BEFORE) | measuring(AFTER) | measuring(LATER)


def measured_versions() -> Iterator[QuerySet]:
    """The instrument versions, and their parallel forms, that the next cohort of any course will be given."""
    steps = CourseStep.objects.filter(kind__in=KINDS).order_by()
    yield steps.filter(instrument_version__isnull=False).values("instrument_version")
    forms = CourseStepForm.objects.filter(step__in=steps.values("pk")).order_by()
    yield forms.values("instrument_version")


def measuring_deliveries(cohort: Cohort) -> list[Model]:
    """The deliveries by which the path of the cohort measures its people."""
    steps = cohort.steps.filter(kind__in=KINDS, delivery__isnull=False).select_related("delivery")
    return [one.delivery for one in steps if one.delivery is not None]
