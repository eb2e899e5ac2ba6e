"""Courses and lessons as rows that survive their pages."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class Course(PublicModel):
    """A course that cohorts, paths and progress point at. PII: none.

    `uuid` is the translation key of its pages, the same in every language. Loading and publishing
    keep the row; deleting the page leaves it, because what people did stays. `edition` is drawn anew
    whenever a page is published, moved or taken away: whoever keeps something made of the pages
    compares it (see courses.selectors.outlines). `result_rule` is what its assessed role-plays need
    (assessments.rules.results.ResultRule) in cohorts to come; empty: one decides.
    """

    key = models.SlugField(_("key"), max_length=255, allow_unicode=True)
    title = models.JSONField(_("title"), default=dict)
    edition = models.UUIDField(default=uuid.uuid4, editable=False)
    result_rule = models.JSONField(_("result rule"), default=dict, blank=True)

    class Meta:
        ordering = ["key", "id"]
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        return self.key


class Lesson(PublicModel):
    """A lesson that progress points at. PII: none.

    `uuid` is the translation key of its pages. A lesson that is no longer published is retired: nobody
    has to read it any more, and whoever did keeps that.
    """

    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="lessons")
    title = models.JSONField(_("title"), default=dict)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        ordering = ["course_id", "position", "id"]
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def __str__(self) -> str:
        return f"{self.course_id} {self.position}"
