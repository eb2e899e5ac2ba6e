"""The pages of a course, translated as page trees."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.search import index

from courses.models.blocks import LessonBlocks, TermBlock
from courses.models.previews import PreviewedPage, place_of

Context = dict[str, Any]


class CourseIndexPage(PreviewedPage, Page):
    """The list of courses: one per language, right below the start page. PII: none."""

    template = "courses/course_index_page.html"
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of courses")
        verbose_name_plural = _("lists of courses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Context:
        courses = CoursePage.objects.live().child_of(self).order_by("path")
        shown = [{"page": course, "url": course.get_url(request)} for course in courses]
        return {**super().get_context(request, *args, **kwargs), "courses": shown}


class CoursePage(PreviewedPage, Page):
    """A course: what it is about, how it is counted, and the date of the law it rests on.

    Its `translation_key` is the `uuid` of the Course row, so both languages are one course. PII: none.
    """

    summary = models.TextField(_("summary"), blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"), default=1)
    hours_note = models.TextField(_("how the hours are counted"), blank=True)
    pass_mark = models.FloatField(
        _("pass mark"), default=0.8, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    improved_items = models.PositiveSmallIntegerField(_("items that count as improved"), default=2)
    follow_up_days = models.PositiveSmallIntegerField(_("days until the follow-up"), default=90)
    law_text_date = models.DateField(_("date of the text of the law"), null=True, blank=True)
    law_text_url = models.URLField(_("official text of the law"), blank=True)

    template = "courses/course_page.html"
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.ModulePage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("hours"),
        FieldPanel("hours_note"),
        FieldPanel("pass_mark"),
        FieldPanel("improved_items"),
        FieldPanel("follow_up_days"),
        FieldPanel("law_text_date"),
        FieldPanel("law_text_url"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @cached_property
    def modules(self) -> list["ModulePage"]:
        """The published modules, in order."""
        return list(ModulePage.objects.live().child_of(self).order_by("path"))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Context:
        return {**super().get_context(request, *args, **kwargs), "course": self}


class ModulePage(PreviewedPage, Page):
    """A part of a course; `topic` ties the items of a test to it. PII: none."""

    short_title = models.CharField(
        _("short title"),
        max_length=60,
        blank=True,
        default="",
        help_text=_("Where there is little room: tables, charts, phones. Without it the title stands there."),
    )
    summary = models.TextField(_("summary"), blank=True)
    topic = models.SlugField(_("topic of the test"), max_length=60, blank=True)

    template = "courses/module_page.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("short_title"),
        FieldPanel("summary"),
        FieldPanel("topic"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    @cached_property
    def lessons(self) -> list["LessonPage"]:
        """The published lessons, in order."""
        return list(LessonPage.objects.live().child_of(self).order_by("path").defer("body", "terms"))

    @property
    def minutes(self) -> int:
        """Of all its published lessons."""
        return sum(lesson.minutes for lesson in self.lessons)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Context:
        course = self.get_parent().specific
        around = {"module": self, "course": course, "number": place_of(self, course.modules)}
        return {**super().get_context(request, *args, **kwargs), **around}


class LessonPage(PreviewedPage, Page):
    """Five minutes of reading with one practice question. PII: none.

    Progress hangs on the Lesson row with its `translation_key`: the same in every language and after
    every reload.
    """

    summary = models.TextField(_("summary"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5, validators=[MaxValueValidator(5)])
    body = StreamField(LessonBlocks(), verbose_name=_("text"), use_json_field=True)
    terms = StreamField([("term", TermBlock())], verbose_name=_("words"), blank=True, use_json_field=True)

    template = "courses/lesson_page.html"
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("body"),
        FieldPanel("terms"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    @property
    def checks(self) -> list[blocks.StreamValue.StreamChild]:
        """The practice questions, in order."""
        return [child for child in self.body if child.block_type == "check"]

    @property
    def pictures(self) -> list[AbstractImage]:
        """The images of the text, in order; one that was deleted is left out."""
        found = [child.value["image"] for child in self.body if child.block_type == "picture"]
        return [image for image in found if image is not None]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Context:
        module = self.get_parent().specific
        course = module.get_parent().specific
        module.short_title = module.short_title or module.title
        around = {
            "module": module,
            "course": course,
            "number": place_of(self, module.lessons),
            "module_number": place_of(module, course.modules),
        }
        return {**super().get_context(request, *args, **kwargs), **around}


class LoadedPage(models.Model):
    """What the files last wrote to a page, so that an editor's own change is noticed, not lost.

    PII: none.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    content_hash = models.CharField(max_length=64)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["page_id"]

    def __str__(self) -> str:
        return f"{self.page_id} {self.content_hash[:8]}"
