"""Tests that are being built, and which published versions are forms of one test."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.instruments import InstrumentVersion
from assessments.models.plan_drafts import PlanDraft
from lms.core.frozen import FrozenRow, NeverChanged
from lms.core.models import PublicModel


class InstrumentDraft(PlanDraft):
    """A test that is being built; nobody is asked it yet. PII: who changed it last.

    `content` is a plan (`assessments.rules.instrument_plans`).
    """

    class Meta(PlanDraft.Meta):
        verbose_name = _("draft of a test")
        verbose_name_plural = _("drafts of tests")
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="instrument_draft_has_a_key")]


class FormSet(FrozenRow, PublicModel):
    """Versions that were published together as parallel forms of one test. Frozen. PII: who published.

    `forms` are its `ParallelForm` rows: whoever opens a delivery crosswise takes the versions from
    there, with their labels, and so does whoever equates them; `purpose` (`enums.Purpose`) is what the
    test was built for. A test with a single form has a set of one. `plan` is what it was
    published from, blueprint and all. Versions that a course's files brought stand in no set.
    """

    key = models.CharField(_("key"), max_length=120, db_index=True)
    purpose = models.CharField(_("purpose"), max_length=20)
    plan = models.JSONField(_("plan"))
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["key", "published_at", "id"]
        verbose_name = _("set of parallel forms")
        verbose_name_plural = _("sets of parallel forms")
        constraints = [NeverChanged(name="form_set_frozen", may_change=("published_by",))]

    def __str__(self) -> str:
        return f"{self.key}: {self.published_at:%Y-%m-%d}"


class ParallelForm(FrozenRow):
    """One form of a set: its label, "A" or "B", and the version that it is. Frozen. PII: none.

    A version may stand in several sets: publishing again with only form B changed keeps form A.
    """

    form_set = models.ForeignKey(FormSet, on_delete=models.CASCADE, related_name="forms")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="parallel_forms")
    label = models.CharField(_("form"), max_length=10)

    class Meta:
        ordering = ["form_set_id", "label"]
        verbose_name = _("parallel form")
        verbose_name_plural = _("parallel forms")
        constraints = [
            models.UniqueConstraint(fields=["form_set", "label"], name="parallel_form_label"),
            models.UniqueConstraint(fields=["form_set", "version"], name="parallel_form_version"),
            models.CheckConstraint(condition=~Q(label=""), name="parallel_form_has_a_label"),
            NeverChanged(name="parallel_form_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.form_set_id} {self.label}"
