"""Rubrics that are being written."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.plan_drafts import PlanDraft


class RubricDraft(PlanDraft):
    """A rubric that is being written; nobody is rated by it yet. PII: who changed it last.

    `content` is a plan (`assessments.rules.rubric_plans`).
    """

    class Meta(PlanDraft.Meta):
        verbose_name = _("draft of a rubric")
        verbose_name_plural = _("drafts of rubrics")
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="rubric_draft_has_a_key")]
