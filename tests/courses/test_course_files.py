"""The course that ships with the platform, and what the reader says about a broken one."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from courses.course_files import ContentError, CourseFile, read_course, write_course
from courses.course_files.html_words import NotSayable, to_markdown
from courses.course_files.markdown_lessons import read_blocks
from courses.course_files.markup import html_of, render
from courses.course_files.problems import Problems
from courses.course_files.reference import EXAMPLE
from tests.courses.course_file_breaks import change
from tests.courses.course_file_breaks import said as problems
from tests.courses.course_file_faults import FAULTS, FIRST, TEST

FOLDER = Path(__file__).parents[2] / "courses" / "content" / "labor_conciliation"


@pytest.fixture(scope="module")
def course() -> CourseFile:
    return read_course(FOLDER)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "course"))


def test_the_course_has_its_modules_lessons_and_date(course: CourseFile) -> None:
    assert [module.topic for module in course.modules] == ["m1", "m2", "m3", "m4", "m5", "m6"]
    assert [len(module.lessons) for module in course.modules] == [6, 7, 10, 12, 7, 8]
    assert course.law_text_date == date(2025, 2, 21)
    assert course.hours == 7
    assert (course.settings.pass_mark, course.settings.improved_items, course.settings.follow_up_days) == (
        0.8,
        2,
        90,
    )


def test_every_lesson_takes_five_minutes_or_less_and_opens_with_a_situation(course: CourseFile) -> None:
    for lesson in course.lessons:
        assert 2 <= lesson.minutes <= 5
        for language in ("es", "en"):
            kinds = [block.kind for block in lesson.get(language).blocks]
            assert kinds[0] == "text"
            if lesson.use == "practice":
                assert kinds[1:] == ["check"] * 5
            elif lesson.use == "read":
                assert kinds[-1] == "check"
                assert {"law", "note", "heading"} <= set(kinds) or "scene" in kinds


def test_every_module_has_practice_and_the_course_has_sheets_to_print(course: CourseFile) -> None:
    assert [lesson.key for lesson in course.lessons if lesson.use == "practice"] == [
        f"m{number}-practice" for number in range(1, 7)
    ]
    assert [lesson.key for lesson in course.lessons if lesson.use == "aid"] == [
        "m2-aid-deadlines",
        "m3-aid-opening-script",
        "m4-aid-valid-agreement",
        "m5-aid-safe-setting",
        "m6-aid-deadlines",
    ]


def test_lessons_that_were_there_keep_their_keys(course: CourseFile) -> None:
    """Sites that loaded the course keep what people have read."""
    assert {lesson.key for lesson in course.lessons} >= {
        "m1-conciliate-first", "m1-federal-or-local", "m1-your-role", "m1-confidentiality",
        "m2-application", "m2-clocks", "m2-summons", "m2-exemptions",
        "m3-opening", "m3-listening", "m3-interests", "m3-caucus", "m3-closing",
        "m4-options", "m4-figures", "m4-reality", "m4-limits", "m4-agreement-that-holds",
        "m5-separate-rooms", "m5-gender-perspective", "m5-adjustments", "m5-remote-hearing",
        "m6-pre-strike-clocks", "m6-pre-strike-hearing", "m6-contract-revision", "m6-interest-based",
    }  # fmt: skip


def test_every_word_of_the_glossary_is_linked_from_a_lesson(course: CourseFile) -> None:
    assert {key for lesson in course.lessons for key in lesson.terms} == course.glossary.keys()
    english = {course.glossary[key].en.term for key in course.glossary}
    assert english >= {
        "Vacation premium",
        "Two-week pay (quincena)",
        "Pay stub",
        "Confidential (confianza) staff",
        "Authority to represent (personalidad)",
        "Closing the file for lack of interest",
        "Power to certify (fe pública)",
        "Titularity (bargaining rights)",
        "Industry-wide contract (contrato-ley)",
        "Limitation period (prescripción)",
        "Collective bargaining agreement (CBA)",
        "BATNA",
        "Bargaining zone",
    }


def test_the_full_hearing_has_six_endings_and_one_that_holds(course: CourseFile) -> None:
    lesson = next(one for one in course.lessons if one.key == "m3-full-hearing")
    for text in (lesson.es, lesson.en):
        (scene,) = (block for block in text.blocks if block.kind == "scene")
        assert [step.key for step in scene.steps if not step.choices] == [
            "void",
            "waiver",
            "forecast",
            "certificate",
            "weak",
            "holds",
        ]
        assert {len(step.choices) for step in scene.steps} == {0, 2}


def test_the_questionnaires_ask_what_the_evaluation_needs(course: CourseFile) -> None:
    reaction = course.instruments["reaction"]
    assert reaction.anonymous
    assert Counter(item.type for item in reaction.items) == {"scale": 14, "open": 3}
    assert [point.label.en for point in reaction.scales["agreement"]][::4] == [
        "Strongly disagree",
        "Strongly agree",
    ]
    own, supervisor = course.instruments["follow_up_self"], course.instruments["follow_up_supervisor"]
    assert own.purposes == ("baseline", "follow_up")
    # One behavior in two people's words: two questions, whose keys say that they belong together.
    assert [item.key for item in own.items] == [
        item.key.removesuffix("_supervisor") for item in supervisor.items
    ]
    assert Counter(item.type for item in own.items) == {"scale": 6, "open": 1}
    assert {item.type for item in course.instruments["preparation"].items} == {"scale"}
    survey = course.instruments["client_satisfaction"]
    assert survey.anonymous
    assert [(item.low, item.high) for item in survey.items if item.type == "number"] == [(0, 10)]


def test_the_rubric_has_ten_criteria_of_which_three_are_critical(course: CourseFile) -> None:
    rubric = course.rubrics["labor_conciliation"]
    assert len(rubric.criteria) == 10
    assert [criterion.key for criterion in rubric.criteria if criterion.critical] == [
        "impartiality",
        "legality",
        "safety",
    ]
    assert [criterion.key for criterion in rubric.add_ons] == ["collective"]
    assert (rubric.rules.pass_mean, rubric.rules.critical_min, rubric.rules.min_observed) == (3.0, 3, 7)
    assert (rubric.rules.fail_at_or_below, rubric.rules.comment_at_or_below, rubric.rules.moderation_gap) == (
        1,
        2,
        2,
    )


def test_the_path_runs_from_the_starting_point_to_the_follow_up(course: CourseFile) -> None:
    assert [(step.kind, step.mode, step.required) for step in course.steps] == [
        ("baseline", "", False),
        ("pre_test", "", True),
        ("lessons", "", True),
        ("role_play", "coached", False),
        ("role_play", "assessed", True),
        ("post_test", "", True),
        ("evaluation", "", True),
        ("certificate", "", True),
        ("follow_up", "", False),
    ]
    assert course.steps[-2].after == ("assessed-role-play", "post-test", "evaluation")


def test_markdown_becomes_a_safe_subset_of_html() -> None:
    assert render("Un **uno** y *dos*, [[strike-notice|emplazamiento]].\n\n- a\n- b") == (
        "<p>Un <strong>uno</strong> y <em>dos</em>, "
        '<a href="#term-strike-notice" class="term">emplazamiento</a>.</p>\n'
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    )
    assert render("1. uno\n2. dos") == "<ol>\n<li>uno</li>\n<li>dos</li>\n</ol>"
    assert render("<script>x</script> & [ver](https://a.mx)") == (
        "<p>&lt;script&gt;x&lt;/script&gt; &amp; [ver](https://a.mx)</p>"
    )
    assert render("[ver](https://a.mx)", links=True) == '<p><a href="https://a.mx">ver</a></p>'


def test_a_body_becomes_blocks_with_their_lines() -> None:
    found = Problems()
    body = (
        'Hola.\n\n## Título\n\n::: law article="33" title="Nula"\nTexto.\n:::\n\n'
        '::: note title="Ojo"\n- a\n:::\n'
    )
    text, heading, law, note = read_blocks(body, 10, "x.md", found)
    assert [(block.kind, block.place.line) for block in (text, heading, law, note)] == [
        ("text", 10),
        ("heading", 12),
        ("law", 14),
        ("note", 18),
    ]
    assert heading.text == "Título"
    assert (law.law, law.article, law.title, html_of(law)) == ("LFT", "33", "Nula", "<p>Texto.</p>")
    assert (note.title, html_of(note)) == ("Ojo", "<ul>\n<li>a</li>\n</ul>")
    assert found.sorted() == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("Un <b>b</b>.", "x.md, line 1: HTML is not allowed: use **bold**, *emphasis* or a list"),
        ("![foto](a.png)", "x.md, line 1: images are not allowed in the text of a lesson: say it in words"),
        ("Va `así`.", "x.md, line 1: code marks (`) are not allowed: take them away"),
        ("### Tres", "x.md, line 1: only headings of the second level (## ) are allowed"),
        ("# Uno", "x.md, line 1: only headings of the second level (## ) are allowed"),
        ("> cita", "x.md, line 1: block quotes are not allowed: say it in your own words"),
        ("| a | b |", "x.md, line 1: tables are not allowed: use a list"),
        ("Ver [esto](https://a.mx).", "x.md, line 1: links are only allowed in law blocks"),
        ("La [[clave rota]].", "x.md, line 1: a glossary reference is written [[key|words shown]]"),
        (
            "::: aviso\nx\n:::",
            'x.md, line 1: a block opens with ::: law article="…", ::: note title="…", ::: check, ::: scene',
        ),
        ('::: note title="a"\nx', "x.md, line 1: the block is never closed with :::"),
        (
            '::: note artículo="a"\nx\n:::',
            'x.md, line 1: a block opens with ::: law article="…", ::: note title="…", ::: check, ::: scene',
        ),
        (
            '::: note article="33"\nx\n:::',
            'x.md, line 1: a note block has no "article": misspelled, or in the wrong place; '
            "here there may be title",
        ),
        ('::: note title="a"\n:::', "x.md, line 1: the block is empty"),
        ('::: law title="a"\nx\n:::', "x.md, line 1: a law block names its article"),
        ('::: law article="1"\n[x](http://a.mx)\n:::', "x.md, line 2: a link is written [words](https://…)"),
    ],
)
def test_what_the_dialect_refuses_is_said_with_its_line(body: str, problem: str) -> None:
    found = Problems()
    read_blocks(body, 1, "x.md", found)
    assert problem in [str(each) for each in found.sorted()]


@pytest.mark.parametrize("group", FAULTS)
def test_every_fault_is_reported_in_words_and_nothing_else_is(copy: Path, group: str) -> None:
    faults, said = FAULTS[group]
    for file, old, new in faults:
        change(copy, file, old, new)
    assert sorted(problems(copy)) == sorted(said)


def test_a_lesson_without_front_matter_is_reported(copy: Path) -> None:
    change(copy, f"{FIRST}.es.md", "---\nkey", "key")
    assert (
        f"{FIRST}.es.md, line 1: a lesson opens with its front matter between two lines of ---"
        in problems(copy)
    )


def test_a_lesson_longer_than_five_minutes_is_reported(copy: Path) -> None:
    words = " ".join(["palabra"] * 400)
    for language in ("es", "en"):
        change(copy, f"{FIRST}.{language}.md", "minutes: 4", "minutes: 7")
        change(copy, f"{FIRST}.{language}.md", "\n## ", f"\n{words}\n\n## ")
    assert problems(copy) == [
        "course.yaml, line 51, steps.lessons.minutes: the lessons add up to 228 minutes",
        f"{FIRST}.es.md, line 4, minutes: a lesson takes 5 minutes or less: split it",
    ]


def test_a_practice_question_may_not_repeat_a_test_item(copy: Path) -> None:
    path = f"{FIRST}.es.md"
    lines = (copy / path).read_text(encoding="utf-8").split("\n")
    stem = next(number for number, line in enumerate(lines) if line.startswith("stem: "))
    right = lines.index("    correct: true") - 1
    lines[stem] = 'stem: "¿Cuál es la duración máxima de un procedimiento de conciliación prejudicial?"'
    lines[right] = '  - text: "45 días naturales."'
    (copy / path).write_text("\n".join(lines), encoding="utf-8")
    assert problems(copy) == [
        f"{FIRST}.en.md, line {stem}, check: its figures differ from those in Spanish",
        f"{path}, line {stem}, check: the check question repeats a test item",
        f"{path}, line {stem}, check: the correct answer is that of a test item",
    ]


def test_a_module_without_test_items_is_reported(copy: Path) -> None:
    path = copy / TEST
    path.write_text(path.read_text(encoding="utf-8").replace("topic: m5", "topic: m1"), encoding="utf-8")
    assert problems(copy) == [
        f"{TEST}, line 18, items: no item of form A is about topic m5",
        f"{TEST}, line 18, items: no item of form B is about topic m5",
    ]


def test_a_lesson_missing_in_one_language_is_reported(copy: Path) -> None:
    (copy / f"{FIRST}.en.md").unlink()
    assert f"{FIRST}.en.md: the file is missing: a lesson exists in the two languages" in problems(copy)


def test_all_problems_are_raised_together(copy: Path) -> None:
    change(copy, TEST, "correct: c", "correct: z")
    change(copy, "course.yaml", "pass_mark: 0.8", "pass_mark: 80")
    with pytest.raises(ContentError) as caught:
        read_course(copy)
    assert [(problem.file, problem.line, problem.field) for problem in caught.value.problems] == [
        ("course.yaml", 28, "settings.pass_mark"),
        (TEST, 69, "items.k01.correct"),
    ]
    assert str(caught.value) == (
        "course.yaml, line 28, settings.pass_mark: must be 1 or less, not 80\n"
        f'{TEST}, line 69, items.k01.correct: there is no option "z": it is one of a, b, c, d'
    )


@pytest.mark.parametrize("folder", [FOLDER, EXAMPLE], ids=["shipped", "example"])
def test_what_is_written_is_what_was_read_to_the_letter(folder: Path, tmp_path: Path) -> None:
    course = read_course(folder)
    written = write_course(course, tmp_path / "course")
    assert read_course(tmp_path / "course") == course
    assert [path.relative_to(tmp_path / "course").as_posix() for path in written] == sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    for path in written:
        assert path.read_bytes() == (folder / path.relative_to(tmp_path / "course")).read_bytes()


def test_a_course_kept_as_json_comes_back_the_same(course: CourseFile) -> None:
    again = CourseFile.from_json(course.to_json())
    assert again == course
    assert list(again.glossary) == list(course.glossary)


def test_what_a_file_cannot_say_is_refused_before_anything_is_written(
    course: CourseFile, tmp_path: Path
) -> None:
    module = course.modules[0]
    lesson = module.lessons[0]
    note = next(block for block in lesson.es.blocks if block.kind == "note")
    blocks = tuple(
        block.replace(title='La "agenda"') if block is note else block for block in lesson.es.blocks
    )
    broken = module.replace(
        lessons=(lesson.replace(es=lesson.es.replace(blocks=blocks)), *module.lessons[1:])
    )
    with pytest.raises(ContentError) as caught:
        write_course(course.replace(modules=(broken, *course.modules[1:])), tmp_path / "course")
    said = "holds something that a course file cannot say: it would be read otherwise than it was written"
    assert [(problem.file, problem.message) for problem in caught.value.problems] == [
        (f"{FIRST}.es.md", said)
    ]
    assert list(tmp_path.iterdir()) == []


def test_the_html_of_pages_goes_back_to_the_markdown_it_came_from(course: CourseFile) -> None:
    for lesson in course.lessons:
        for text in (lesson.es, lesson.en):
            for block in text.blocks:
                if html := html_of(block):
                    assert to_markdown(html, links=block.kind == "law") == block.text


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            '<p data-block-key="x">Un <b>uno</b> &amp; <i>dos</i>, 2*3*4</p>',
            "Un **uno** & *dos*, 2\\*3\\*4",
        ),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol><li>a</li><li>b</li></ol><p>c</p>", "1. a\n2. b\n\nc"),
        ('<p><a href="#term-uma">UMA</a></p>', "[[uma|UMA]]"),
        ("<p>- no list</p>", "\\- no list"),
        ("", ""),
    ],
)
def test_what_an_editor_types_becomes_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>a<br/>b</p>", "course files have no <br>"),
        ("<h3>a</h3>", "course files have no <h3>"),
        ('<p><a href="https://a.mx">a</a></p>', "the words “a” cannot be written as Markdown"),
        ("<ul><li><p>a</p></li></ul>", "a paragraph inside a list"),
        ("a<p>b</p>", "text outside of a paragraph"),
    ],
)
def test_what_markdown_cannot_say_is_named(html: str, said: str) -> None:
    with pytest.raises(NotSayable) as caught:
        to_markdown(html)
    assert str(caught.value) == said
