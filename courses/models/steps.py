"""The path of a course: the template per course, and its copy per cohort."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses import step_kinds
from courses.enums import RolePlayMode
from lms.core.models import PublicModel


class Step(models.Model):
    """What a step of a template and a step of a cohort have in common.

    `after` lists the keys of the steps that unlock this one; `title` and `unlocked_by` hold
    `{"es": …, "en": …}`.
    """

    key = models.SlugField(_("key"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=12, choices=step_kinds.choices)
    mode = models.CharField(_("mode"), max_length=8, choices=RolePlayMode, blank=True)
    title = models.JSONField(_("title"), default=dict)
    unlocked_by = models.JSONField(_("what unlocks it"), default=dict)
    after = models.JSONField(default=list)
    required = models.BooleanField(_("required"), default=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.position}. {self.key}"


class CourseStep(Step):
    """One step of the path that every new cohort of a course starts with. PII: none.

    `rubric_chosen`: somebody chose the rubric on this site, so loading the files again leaves it.
    `rules` are the delivery's (`assessments.api.DeliveryRules`) without the window, which is the
    cohort's; empty where nothing is delivered. `supervisor_version` is what supervisors are asked beside it.
    """

    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="steps")
    instrument_version = models.ForeignKey(
        "assessments.InstrumentVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rubric_version = models.ForeignKey(
        "assessments.RubricVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rubric_chosen = models.BooleanField(_("rubric chosen on the site"), default=False)
    scenario_versions = models.ManyToManyField("assessments.ScenarioVersion", blank=True, related_name="+")
    supervisor_version = models.ForeignKey(
        "assessments.InstrumentVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rules = models.JSONField(_("rules"), default=dict, blank=True)

    class Meta:
        ordering = ["course_id", "position", "id"]
        verbose_name = _("step of a course")
        verbose_name_plural = _("steps of a course")
        constraints = [
            models.UniqueConstraint(fields=["course", "key"], name="one_step_per_course_and_key"),
        ]


class CourseStepForm(models.Model):
    """One of the parallel forms that a new cohort's step opens, by its label. PII: none.

    Without any, everybody gets the step's own instrument version.
    """

    step = models.ForeignKey(CourseStep, on_delete=models.CASCADE, related_name="forms")
    label = models.CharField(_("form"), max_length=10)
    instrument_version = models.ForeignKey(
        "assessments.InstrumentVersion", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["step_id", "label"]
        verbose_name = _("form of a step")
        verbose_name_plural = _("forms of steps")
        constraints = [
            models.UniqueConstraint(fields=["step", "label"], name="one_form_per_step_and_label"),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.label}"


class CohortStep(PublicModel, Step):
    """One step of one cohort's path, with the delivery or the occasion behind it. PII: none.

    `supervisor` is the delivery of what supervisors are asked beside it, opened with the first address.
    """

    cohort = models.ForeignKey("courses.Cohort", on_delete=models.CASCADE, related_name="steps")
    delivery = models.OneToOneField(
        "assessments.Delivery", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    occasion = models.OneToOneField(
        "assessments.Occasion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    supervisor = models.OneToOneField(
        "assessments.Delivery", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["cohort_id", "position", "id"]
        verbose_name = _("step of a cohort")
        verbose_name_plural = _("steps of a cohort")
        constraints = [
            models.UniqueConstraint(fields=["cohort", "key"], name="one_step_per_cohort_and_key"),
        ]
