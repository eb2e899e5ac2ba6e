"""From the pages of a course to its lessons, modules and glossary."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from wagtail.models import Page

from courses.course_files.markup import block_text
from courses.course_files.problems import Problem
from courses.course_files.schema import (
    CourseFile,
    LawBlock,
    LessonFile,
    LessonText,
    ModuleFile,
    TermFile,
    TermWords,
    Text,
)
from courses.models import CoursePage, LessonPage, ModulePage
from courses.services.exporting.lessons import lesson_text
from courses.services.loading.course import lesson_key
from courses.services.loading.keys import page_key
from courses.services.loading.tree import LANGUAGE_OF

AnyPage = TypeVar("AnyPage", bound=Page)


class Pages:
    """The published pages of one course. `problems` and `unpublished` fill as it is read."""

    def __init__(self, source: CourseFile) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.unpublished: list[str] = []
        self.known_modules = {page_key(source.key, module.key): module for module in source.modules}
        self.known_lessons = {lesson_key(source.key, lesson.key): lesson for lesson in source.lessons}
        self.words: dict[tuple[str, str], TermWords] = {}

    def course(self) -> CourseFile:
        """The course as the pages say it; what they do not say stays as it was loaded."""
        pages = self._pair(CoursePage, page_key(self.source.key))
        if pages is None:
            return self.source
        spanish = pages["es"]
        modules = tuple(
            module
            for page in self._children(ModulePage, spanish)
            if (module := self._module(page)) is not None
        )
        return self.source.replace(
            title=_both(pages, "title"),
            summary=_both(pages, "summary"),
            hours=spanish.hours,
            hours_note=_both(pages, "hours_note"),
            law_text_date=spanish.law_text_date,
            law_text_url=spanish.law_text_url,
            settings=self.source.settings.replace(
                pass_mark=spanish.pass_mark,
                improved_items=spanish.improved_items,
                follow_up_days=spanish.follow_up_days,
            ),
            modules=modules,
            glossary=self._glossary(),
        )

    def _pair(self, kind: type[AnyPage], key: UUID) -> dict[str, AnyPage] | None:
        """A page in both languages; noted as a problem where one is missing."""
        found = {
            page.locale.language_code: page
            for page in kind.objects.filter(translation_key=key).live().select_related("locale")
        }
        pages = {code: found[full] for code, full in LANGUAGE_OF.items() if full in found}
        if len(pages) == len(LANGUAGE_OF):
            return pages
        for page in list(pages.values())[:1]:
            message = "is published in one language only: a course file has both"
            self.problems.append(Problem(page.url_path, 0, "", message))
        return None

    def _children(self, kind: type[AnyPage], parent: Page) -> list[AnyPage]:
        children = list(kind.objects.child_of(parent).order_by("path"))
        self.unpublished += [page.title for page in children if not page.live]
        return [page for page in children if page.live]

    def _module(self, page: ModulePage) -> ModuleFile | None:
        pages = self._pair(ModulePage, page.translation_key)
        if pages is None:
            return None
        known = self.known_modules.get(page.translation_key)
        lessons = [
            lesson
            for child in self._children(LessonPage, page)
            if (lesson := self._lesson(child, known)) is not None
        ]
        return ModuleFile.model_construct(
            name=known.name if known else page.slug.replace("-", "_"),
            key=known.key if known else page.slug,
            topic=page.topic,
            title=_both(pages, "title"),
            short_title=_both(pages, "short_title") if page.short_title else None,
            summary=_both(pages, "summary"),
            lessons=tuple(lessons),
        )

    def _lesson(self, page: LessonPage, module: ModuleFile | None) -> LessonFile | None:
        pages = self._pair(LessonPage, page.translation_key)
        if pages is None:
            return None
        known = self.known_lessons.get(page.translation_key)
        texts: dict[str, Any] = {
            language: lesson_text(each, self.problems) for language, each in pages.items()
        }
        terms = [child["value"] for child in page.terms.raw_data]
        for language, each in pages.items():
            for term in each.terms.raw_data:
                self._note_term(each, language, term["value"])
        return LessonFile.model_construct(
            name=known.name if known else page.slug.replace("-", "_"),
            key=known.key if known else page.slug,
            minutes=page.minutes,
            articles=_articles(known, texts["es"]),
            terms=tuple(term["key"] for term in terms),
            **texts,
        )

    def _note_term(self, page: LessonPage, language: str, value: Mapping[str, Any]) -> None:
        words = TermWords.model_construct(term=value["term"], definition=value["definition"])
        if self.words.setdefault((value["key"], language), words) != words:
            message = (
                "is not defined as in another lesson: the glossary has one definition, give both the same"
            )
            self.problems.append(Problem(page.url_path, 0, value["key"], message))

    def _glossary(self) -> dict[str, TermFile]:
        keys = dict.fromkeys([*self.source.glossary, *(key for key, _language in self.words)])
        found = {}
        for key in keys:
            known = self.source.glossary.get(key)
            words: dict[str, Any] = {
                language: self.words.get((key, language)) or (known.get(language) if known else None)
                for language in LANGUAGE_OF
            }
            found[key] = TermFile.model_construct(**words)
        return found


def _both(pages: Mapping[str, Page], name: str) -> Text:
    return Text.model_construct(**{language: getattr(page, name) for language, page in pages.items()})


def _articles(known: LessonFile | None, text: LessonText) -> tuple[str, ...]:
    """The articles that were listed and are still named, and those of law blocks that are new."""
    words = " ".join(block_text(block) for block in text.blocks)
    named = [block.article for block in text.blocks if isinstance(block, LawBlock)]
    listed = known.articles if known else ()
    kept = [article for article in listed if article in named or article.split(" ")[0] in words]
    return tuple(dict.fromkeys([*kept, *named]))
