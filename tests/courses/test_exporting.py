"""Writing a course of the site as files, and loading them again."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from assessments import api as assessments
from courses.course_files import ContentError, examine_course, read_course
from courses.course_files.reference import EXAMPLE
from courses.management.commands.load_course import DEFAULT_FOLDER
from courses.models import CoursePage, LessonPage, LoadedCourse
from courses.services.exporting import export_course
from courses.services.loading import load_course
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.courses import factories as courses

pytestmark = pytest.mark.django_db


@pytest.fixture
def example(example_course):
    return example_course


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "course"


def export(folder: Path, key: str = "example-course"):
    return export_course(key=key, folder=folder)


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lesson(language: str = "es-mx") -> LessonPage:
    return LessonPage.objects.get(locale__language_code=language)


def edit(page: Page, **fields) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def edit_block(page: LessonPage, number: int, value) -> None:
    body = [dict(child) for child in page.body.raw_data]
    body[number]["value"] = value
    edit(page, body=json.dumps(body))


def test_what_was_loaded_is_written_to_the_letter(example, folder):
    report = export(folder)
    assert files(folder) == files(EXAMPLE)
    assert [path.relative_to(folder).as_posix() for path in report.files] == sorted(files(EXAMPLE))
    assert (report.unpublished, report.problems) == ([], [])


@pytest.mark.slow("loads the whole course that ships")
def test_the_shipped_course_is_written_to_the_letter(folder):
    course = read_course(DEFAULT_FOLDER)
    load_course(course=course)
    export(folder, course.key)
    assert files(folder) == files(DEFAULT_FOLDER)


def test_loading_what_was_written_changes_nothing(example, folder):
    export(folder)
    events = AuditEvent.objects.count()
    kept = LoadedCourse.objects.values().get()
    report = load_course(course=read_course(folder))
    assert (report.created, report.updated, report.moved, report.edited) == (0, 0, 0, [])
    assert AuditEvent.objects.count() == events
    assert LoadedCourse.objects.values().get() == kept


def test_what_an_editor_wrote_is_written_as_authors_write_it(example, folder):
    edit(lesson(), title="Otro título")
    edit_block(
        lesson(),
        0,
        '<p data-block-key="x1">Entra <b>doña</b> Carmen y <i>se sienta</i>.</p><ul><li>Uno</li></ul>',
    )
    export(folder)
    text = files(folder)["modules/m1_opening/01_first_words.es.md"]
    assert 'title: "Otro título"\n' in text
    assert "---\nEntra **doña** Carmen y *se sienta*.\n\n- Uno\n\n## " in text
    again = load_course(course=read_course_anyhow(folder))
    assert (again.created, again.updated) == (0, 0)
    assert lesson().title == "Otro título"


def read_course_anyhow(folder: Path):
    return examine_course(folder)[0]


def test_what_an_editor_broke_is_said_with_the_files(example, folder):
    edit_block(lesson(), 0, "<p>Dice 7 cosas. <a href='#term-agreement'>convenio</a></p>")
    report = export(folder)
    assert report.problems == [
        "modules/m1_opening/01_first_words.en.md, line 9: its figures differ from those in Spanish"
    ]


def test_what_files_cannot_say_is_named_and_nothing_is_written(example, folder):
    edit_block(lesson(), 0, "<p>Una línea<br/>y otra</p>")
    edit_block(lesson("en"), 0, "<h3>A heading</h3>")
    with pytest.raises(ContentError) as caught:
        export(folder)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{lesson().url_path}, block 1: course files have no <br>: change it in the site",
        f"{lesson('en').url_path}, block 1: course files have no <h3>: change it in the site",
    ]
    assert not folder.exists()


def test_a_title_that_a_block_cannot_hold_stops_the_writing(example, folder):
    page = lesson()
    note = dict(page.body.raw_data[4]["value"]) | {"title": 'En su "agenda"'}
    edit_block(page, 4, note)
    with pytest.raises(ContentError, match="holds something that a course file cannot say"):
        export(folder)
    assert list(folder.parent.iterdir()) == []


def test_a_page_in_one_language_stops_the_writing(example, folder):
    lesson("en").unpublish()
    with pytest.raises(ContentError, match="is published in one language only: a course file has both"):
        export(folder)


def test_what_is_not_published_is_left_out_and_named(example, folder):
    for language in ("es-mx", "en"):
        lesson(language).unpublish()
    report = export(folder)
    assert report.unpublished == ["Las primeras palabras"]
    assert "modules/m1_opening/01_first_words.es.md" not in files(folder)


def test_a_lesson_made_in_the_site_is_written_and_stays_itself(example, folder):
    parents = {page.locale.language_code: page.get_parent() for page in LessonPage.objects.all()}
    first = lesson()
    shared = {"slug": "nueva", "minutes": 2, "body": json.dumps(list(first.body.raw_data))}
    spanish = LessonPage(title="Nueva", locale=first.locale, **shared)
    parents["es-mx"].add_child(instance=spanish)
    english = LessonPage(
        title="New", locale=lesson_locale("en"), translation_key=spanish.translation_key, **shared
    )
    parents["en"].add_child(instance=english)
    export(folder)
    written = files(folder)
    assert 'key: nueva\ntitle: "Nueva"\n' in written["modules/m1_opening/nueva.es.md"]
    assert "lessons: [01_first_words, nueva]" in written["modules/m1_opening/module.yaml"]
    before = Page.objects.count()
    load_course(course=read_course_anyhow(folder))
    assert Page.objects.count() == before
    assert LessonPage.objects.get(title="Nueva").translation_key == spanish.translation_key


def lesson_locale(code: str):
    return CoursePage.objects.get(locale__language_code=code).locale


def test_a_newer_version_of_a_question_is_written(example, folder):
    newer = {
        "stem": {"es": "¿Quién lo firma?", "en": "Who signs it?"},
        "options": [
            {"key": "a", "text": {"es": "Las partes", "en": "The parties"}},
            {"key": "b", "text": {"es": "El juez", "en": "The judge"}},
        ],
        "correct": "a",
    }
    assessments.ensure_item_version(key="example-course/s01", type="single_choice", content=newer)
    export(folder)
    text = files(folder)["instruments/spare_items.yaml"]
    assert 'stem: {es: "¿Quién lo firma?", en: "Who signs it?"}' in text
    assert '{key: b, text: {es: "El juez", en: "The judge"}}' in text


def test_a_course_that_goes_back_to_old_words_is_written_with_them(example, folder):
    test = example.instruments["knowledge_test"]
    other = test.replace(title=test.title.replace(en="Another test"))
    load_course(course=example.replace(instruments={**example.instruments, "knowledge_test": other}))
    load_course(course=example)
    export(folder)
    assert files(folder) == files(EXAMPLE)


def test_files_of_something_else_are_not_touched(example, folder):
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(FileExistsError, match="holds files that are not those of a course"):
        export(folder)
    assert files(folder) == {"thesis.txt": "years of work"}


def test_writing_again_takes_away_what_left_the_course(example, folder):
    export(folder)
    (folder / "modules" / "m1_opening" / "02_old.es.md").write_text("x")
    export(folder)
    assert files(folder) == files(EXAMPLE)


def test_a_course_that_was_never_loaded_is_said(folder):
    with pytest.raises(UserError) as caught:
        export(folder, "nothing")
    assert caught.value.code == "no_course"


def test_the_command_says_what_it_did(example, folder, capsys):
    call_command("export_course", "example-course", str(folder))
    assert capsys.readouterr().out == f"11 files written to {folder}\n"
    with pytest.raises(CommandError, match="nothing"):
        call_command("export_course", "nothing", str(folder))


def test_the_small_course_is_read_as_it_was_made(folder):
    load_course(course=courses.course_file())
    export(folder, courses.COURSE)
    assert read_course_anyhow(folder) == courses.course_file()
