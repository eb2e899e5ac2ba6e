"""Every check by its name: how to break its promise, and what is then said."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from courses.course_files import examine_course
from courses.course_files.checks import CHECKS
from courses.course_files.checks.base import promises
from courses.course_files.checks.raw_text import TEXT_CHECKS
from courses.course_files.reference import EXAMPLE, markdown
from courses.course_files.schema import ITEM_CLASSES

ES = "modules/m1_opening/01_first_words.es.md"
EN = "modules/m1_opening/01_first_words.en.md"
TEST = "instruments/knowledge_test.yaml"
SPARES = "instruments/spare_items.yaml"
OPINION = "instruments/opinion.yaml"
RUBRIC = "rubrics/hearing.yaml"
SCENARIO = "scenarios/unpaid_wages.yaml"

Saved = Callable[[str], bytes]

# For each check: a file, what stands there, what is put in its place, and everything that is then said.
BROKEN: dict[str, tuple[str, str, str, list[str]]] = {
    "unfinished-text": (
        "course.yaml",
        "Suma de",
        "TODO suma de",
        ['course.yaml, line 10: "TODO" marks text that is not ready for people'],
    ),
    "us-english": (
        "course.yaml",
        "Sum of",
        "The centre's sum of",
        ['course.yaml, line 11: "centre": the English of the course is US English'],
    ),
    "lesson-languages": (
        EN,
        "- Read them aloud.\n",
        "",
        [f"{EN}, line 19: block 5: the two languages differ in structure from here on"],
    ),
    "lesson-figures": (
        EN,
        "Say that you",
        "Say in 3 minutes that you",
        [f"{EN}, line 13: its figures differ from those in Spanish"],
    ),
    "lesson-opening": (
        ES,
        "Entra doña",
        "## Doña\n\nEntra doña",
        [
            f"{EN}, line 9: block 1: the two languages differ in structure from here on",
            f"{ES}, line 2, body: a lesson opens with a situation, in plain paragraphs",
        ],
    ),
    "lesson-question": (
        ES,
        "::: check",
        '::: note title="x"',
        [
            f"{EN}, line 24: block 6: the two languages differ in structure from here on",
            f"{ES}, line 2, body: a lesson has one check question",
        ],
    ),
    "question-options": (
        ES,
        "correct: true",
        "correct: false",
        [
            f"{EN}, line 24: block 6: the two languages differ in structure from here on",
            f"{ES}, line 26, check.options: a check question has exactly one correct option",
        ],
    ),
    "question-plain": (
        ES,
        "Que lo decide",
        "Que **lo** decide",
        [f"{ES}, line 24, check: a check question is plain text: no bold, no glossary references"],
    ),
    "lesson-terms": (
        ES,
        "[[agreement|",
        "[[pacto|",
        [
            f'{ES}, line 7, terms: the glossary has no "pacto"',
            f"{ES}, line 7, terms: the terms listed and the terms used differ: agreement, pacto",
        ],
    ),
    "lesson-articles": (
        ES,
        'law article="684-B"',
        'law article="684-C"',
        [
            f"{EN}, line 15: block 4: the two languages differ in structure from here on",
            f"{ES}, line 6, articles: article 684-B is listed but the lesson never names it",
            f"{ES}, line 15: article 684-C is not in the front matter",
        ],
    ),
    "item-fits": (
        TEST,
        "correct: b",
        "correct: z",
        [f'{TEST}, line 19, items.k01.correct: there is no option "z": it is one of a, b, c'],
    ),
    "item-scale": (
        OPINION,
        "scale: agreement",
        "scale: otra",
        [f'{OPINION}, line 15, items.o01.scale: there is no scale "otra" among the scales of the form'],
    ),
    "test-correct": (
        TEST,
        ", correct: 45",
        "",
        [f"{TEST}, line 24, items.k02.correct: a test item says which answer is correct"],
    ),
    "item-key-once": (
        SPARES,
        "key: s01",
        "key: k02",
        [
            f"{SPARES}, line 2, spares.k02.key: "
            f'the key "k02" names another question in {TEST}, line 24: give one a key of its own',
            f'{SPARES}, line 2, spares.k02.key: the spare item "k02" is already asked in knowledge_test',
        ],
    ),
    "item-one-content": (
        OPINION,
        "key: o04",
        "key: k02",
        [
            f"{OPINION}, line 24, items.k02.key: "
            f'the key "k02" names another question in {TEST}, line 24: give one a key of its own'
        ],
    ),
    "test-topics": (
        "modules/m1_opening/module.yaml",
        "topic: m1",
        "topic: m2",
        [
            f"{TEST}, line 12, items: no item is about topic m2",
            f'{TEST}, line 14, items.k01.topic: no module has the topic "m1"',
            f'{TEST}, line 24, items.k02.topic: no module has the topic "m1"',
            f'{SPARES}, line 3, spares.s01.topic: no module has the topic "m1"',
        ],
    ),
    "item-figures": (
        TEST,
        "What comes before",
        "What 1 thing comes before",
        [f"{TEST}, line 13, items.k01: stem and options: the figures differ between the two languages"],
    ),
    "test-secrecy": (
        TEST,
        "¿Qué va antes de la demanda?",
        "El gerente pregunta si tiene que firmar hoy. ¿Qué le responde?",
        [f"{ES}, line 24, check: the check question repeats a test item"],
    ),
    "form-items": (
        TEST,
        "items:\n",
        "forms:\n  A: [k01, k02, k01]\n  B: [k02, k01, k03]\nitems:\n",
        [
            f"{TEST}, line 12, forms: A and B differ in levels: none 3; none 2",
            f"{TEST}, line 12, forms: A and B differ in modules: m1 3; m1 2",
            f'{TEST}, line 12, forms.A: "k01" stands 2 times',
            f'{TEST}, line 12, forms.B: there is no item "k03": did you mean k02?',
        ],
    ),
    "form-parallel": (
        TEST,
        "items:\n",
        "forms:\n  A: [k01]\n  B: [k02]\nitems:\n",
        [f"{TEST}, line 12, forms: 0 of 1 items stand in every form: too few to compare forms by"],
    ),
    "rubric-levels": (
        RUBRIC,
        "value: 4",
        "value: 5",
        [f"{RUBRIC}, line 6, levels: the scale has the levels 1, 2, 3 and 4, in that order"],
    ),
    "rubric-criteria": (
        RUBRIC,
        "min_observed: 1",
        "min_observed: 3",
        [f"{RUBRIC}, line 16, rules.min_observed: is more than the 1 criteria that there are"],
    ),
    "scenario-rubric": (
        SCENARIO,
        "criterion: opening",
        "criterion: openin",
        [
            f"{SCENARIO}, line 43, watch.1.criterion: "
            'the rubric has no criterion "openin": did you mean opening?'
        ],
    ),
    "scenario-roles": (
        SCENARIO,
        "key: worker",
        "key: conciliator",
        [
            f'{SCENARIO}, line 33, roles.conciliator.key: the key "conciliator" is used twice: rename one',
            f'{SCENARIO}, line 45, prompts.1.role: the scenario has no role "worker": there is conciliator',
        ],
    ),
    "scenario-critical": (
        SCENARIO,
        "prompts:\n  - {criterion: opening",
        "prompts:\n  - {criterion: remote",
        [
            f'{SCENARIO}, line 44, prompts: no prompt lets "opening" be seen, and it is critical: who shows '
            "nothing of it fails"
        ],
    ),
    "scenario-assessor": (
        SCENARIO,
        "minute: 5",
        "minute: 25",
        [f"{SCENARIO}, line 57, assessor.timing.1.minute: comes after the 20 minutes of the role-play"],
    ),
    "scenario-wages": (
        SCENARIO,
        "lowest: 350.0",
        "lowest: 300.0",
        [
            f"{SCENARIO}, line 9, wages.lowest: 300.00 is below the minimum of 315.04 (general, 2026): "
            "see values.yaml"
        ],
    ),
    "scenario-mode": (
        SCENARIO,
        "mode: assessed",
        "mode: coached",
        [
            'course.yaml, line 41, steps.role-play.scenarios: the scenario "unpaid_wages" is coached, and '
            "this step is assessed"
        ],
    ),
    "scenario-words": (
        SCENARIO,
        "Todas las personas",
        "| Todas | las personas",
        [f"{SCENARIO}, line 15, facts.es: tables are not allowed: use a list"],
    ),
    "step-key-once": (
        "course.yaml",
        "key: evaluation",
        "key: role-play",
        [
            'course.yaml, line 47, steps.role-play.key: the key "role-play" is used twice: rename one',
            'course.yaml, line 52, steps.role-play.after: "role-play" does not come before this step: '
            "it could never open",
        ],
    ),
    "step-needs": (
        "course.yaml",
        "    instrument: opinion\n",
        "",
        ["course.yaml, line 47, steps.evaluation.instrument: this step needs an instrument"],
    ),
    "step-references": (
        "course.yaml",
        "scenarios: [unpaid_wages]",
        "scenarios: [unpaid_wage]",
        [
            "course.yaml, line 41, steps.role-play.scenarios: "
            'there is no "unpaid_wage": did you mean unpaid_wages?'
        ],
    ),
    "step-order": (
        "course.yaml",
        "after: [pre-test]",
        "after: [evaluation]",
        [
            "course.yaml, line 34, steps.lessons.after: "
            '"evaluation" does not come before this step: it could never open'
        ],
    ),
    "step-scenarios": (
        "course.yaml",
        "rubric: hearing\n    scen",
        "rubric: other\n    scen",
        [
            "course.yaml, line 41, steps.role-play.scenarios: "
            'the scenario "unpaid_wages" is rated with the rubric "hearing"'
        ],
    ),
    "course-hours": (
        "course.yaml",
        "hours: 1",
        "hours: 3",
        ["course.yaml, line 8, hours: says 3, but the required steps add up to 47 minutes"],
    ),
    "course-reading": (
        "course.yaml",
        "minutes: 2",
        "minutes: 9",
        ["course.yaml, line 33, steps.lessons.minutes: the lessons add up to 2 minutes"],
    ),
    "scene-ways": (
        ES,
        "goes: open",
        "goes: door",
        [
            f"{EN}, line 39: block 7: the two languages differ in structure from here on",
            f'{ES}, line 50, scene.steps.door.choices.2.goes: "door" stands before: a scene only goes on',
            f'{ES}, line 55, scene.steps.open.key: no choice leads to "open"',
        ],
    ),
    "scene-words": (
        ES,
        "Nada se mueve.",
        "Nada [[agreement|se mueve]].",
        [f"{ES}, line 53, scene.steps.closed.text: a scene has no glossary references"],
    ),
    "wages-minimum": (
        ES,
        "y que nadie está",
        "y que nadie, gane o no un salario de 315 pesos diarios, está",
        [
            f"{EN}, line 13: its figures differ from those in Spanish",
            f"{ES}, line 13: 315 pesos a day lie below the minimum wage of 315.04",
        ],
    ),
    "sums-add-up": (
        "scenarios/unpaid_wages.yaml",
        "14 × 350 = 4,900",
        "14 × 350 = 4,950",
        [
            "scenarios/unpaid_wages.yaml, line 14, facts: its figures differ between the two languages",
            'scenarios/unpaid_wages.yaml, line 14, facts.es: "14 × 350 = 4,950" comes to 4,900.00',
        ],
    ),
    "course-law": (
        "course.yaml",
        '"https://www.dip',
        '"http://www.dip',
        ["course.yaml, line 13, law_text_url: must be an https address"],
    ),
}
# Broken in several files at once, in tests of their own.
ELSEWHERE = {
    "aid-one-sheet",
    "key-length",
    "key-odd",
    "law-exists",
    "law-named",
    "lesson-key-once",
    "lesson-length",
    "lesson-minutes",
    "same-law",
    "same-texts",
    "values-in-force",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "course"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def said(folder: Path) -> list[str]:
    return [str(problem) for problem in examine_course(folder)[1]]


def test_the_example_passes_every_check() -> None:
    assert said(EXAMPLE) == []


def test_every_check_is_broken_here() -> None:
    assert BROKEN.keys() | ELSEWHERE == CHECKS.keys() | TEXT_CHECKS.keys()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_promise_is_said_with_its_line(copy: Path, name: str) -> None:
    file, old, new, expected = BROKEN[name]
    if name == "step-scenarios":
        rubric = (copy / RUBRIC).read_text(encoding="utf-8").replace("key: hearing", "key: other")
        (copy / "rubrics/other.yaml").write_text(rubric, encoding="utf-8")
    change(copy, file, old, new)
    assert said(copy) == expected


def test_one_check_alone_finds_what_is_its_own(copy: Path) -> None:
    change(copy, "course.yaml", "hours: 1", "hours: 3")
    course, _problems = examine_course(copy)
    assert len(list(CHECKS["course-hours"].find(course))) == 1
    assert list(CHECKS["course-law"].find(course)) == []


def test_two_checks_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="two checks are called course-law"):
        promises("course-law", "")(lambda course: [])


def test_a_lesson_says_the_minutes_that_it_takes(copy: Path) -> None:
    for file in (ES, EN):
        change(copy, file, "minutes: 2", "minutes: 3")
    assert said(copy) == [
        "course.yaml, line 33, steps.lessons.minutes: the lessons add up to 3 minutes",
        f"{ES}, line 4, minutes: says 3, but its words take 1.3 minutes to read",
    ]


def test_the_bounds_of_a_number_rise(copy: Path) -> None:
    change(copy, OPINION, "low: 0, high: 10", "low: 10, high: 0")
    assert said(copy) == [f"{OPINION}, line 16, items.o02.high: must be more than low"]


def test_a_lesson_is_short(copy: Path) -> None:
    for file in (ES, EN):
        change(copy, file, "minutes: 2", "minutes: 6")
        change(copy, file, "\n## ", f"\n{' '.join(['palabra'] * 600)}\n\n## ")
    change(copy, "course.yaml", "minutes: 2", "minutes: 6")
    assert said(copy) == [f"{ES}, line 4, minutes: a lesson takes 5 minutes or less: split it"]


def test_two_lessons_have_two_keys(copy: Path) -> None:
    for language in ("es", "en"):
        first = copy / f"modules/m1_opening/01_first_words.{language}.md"
        shutil.copy(first, first.with_name(f"02_again.{language}.md"))
    change(copy, "modules/m1_opening/module.yaml", "[01_first_words]", "[01_first_words, 02_again]")
    change(copy, "course.yaml", "minutes: 2", "minutes: 4")
    assert said(copy) == [
        "modules/m1_opening/02_again.es.md, line 2, key: "
        f'the key "m1-first-words" is already that of the lesson in {ES}: change one'
    ]


def test_one_question_may_stand_in_two_forms(copy: Path) -> None:
    change(copy, OPINION, "key: o04", "key: k02")
    opinion = (copy / OPINION).read_text(encoding="utf-8").split("\n")
    question = next(
        line for line in (copy / TEST).read_text(encoding="utf-8").split("\n") if "key: k02" in line
    )
    opinion = [question if "key: k02" in line else line for line in opinion]
    (copy / OPINION).write_text("\n".join(opinion), encoding="utf-8")
    assert said(copy) == []


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("notes.txt", "x", "notes.txt: is not read: a misspelled name, or a module that course.yaml lacks"),
        (
            "instruments/opinion.yml",
            "x",
            "instruments/opinion.yml: is not read: a misspelled name, or a module that course.yaml lacks",
        ),
        (
            "modules/m2_more/module.yaml",
            "x",
            "modules/m2_more/module.yaml: is not read: a misspelled name, or a module that course.yaml lacks",
        ),
    ],
)
def test_a_file_that_nothing_reads_is_named(copy: Path, file: str, text: str, problem: str) -> None:
    (copy / file).parent.mkdir(exist_ok=True)
    (copy / file).write_text(text, encoding="utf-8")
    assert said(copy) == [problem]


UNREADABLE = {
    "cp1252": (lambda text: f"{text}ñ".encode("cp1252"), "not UTF-8 (byte 1): save it again as UTF-8"),
    "utf-16 of Notepad": (lambda text: text.encode("utf-16"), "UTF-16, not UTF-8: save it again as UTF-8"),
    "utf-16 without a mark": (
        lambda text: text.encode("ascii", "ignore").decode().encode("utf-16-le"),
        "not UTF-8 (byte 2): save it again as UTF-8",
    ),
    "empty": (lambda text: b"", "the file is there, but it is empty: write it, or take it away"),
    "blank": (lambda text: b" \n\t\r\n", "the file is there, but it is empty: write it, or take it away"),
}


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("file", [ES, SPARES, TEST, RUBRIC, "course.yaml", "glossary.yaml"])
def test_a_file_that_cannot_be_read_is_the_one_problem(copy: Path, file: str, name: str) -> None:
    """B028: a lesson saved as cp1252 or UTF-16; an empty one is not called missing."""
    encode, problem = UNREADABLE[name]
    path = copy / file
    path.write_bytes(encode(path.read_text(encoding="utf-8")))
    if name == "cp1252":
        problem = problem.split("(")[0]
    assert [one[: len(file) + 2 + len(problem)] for one in said(copy)] == [f"{file}: {problem}"]


@pytest.mark.parametrize(
    "save",
    [
        lambda text: re.sub(r"(?m)$", "  \t", text).encode(),
        lambda text: text.replace(":::\n", "::: \n").encode(),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["blanks on every line", "a blank after each :::", "Windows with a mark", "old Mac"],
)
def test_blanks_at_the_end_of_lines_and_marks_of_editors_never_matter(copy: Path, save: Saved) -> None:
    """B029: a blank after a closing `:::` was eight false problems."""
    before, _problems = examine_course(copy)
    for path in (path for path in copy.rglob("*") if path.is_file()):
        path.write_bytes(save(path.read_text(encoding="utf-8")))
    after, problems = examine_course(copy)
    assert problems == []
    assert after.modules == before.modules
    assert after == before


def test_a_rubric_is_called_like_its_file(copy: Path) -> None:
    (copy / RUBRIC).rename(copy / "rubrics/other.yaml")
    assert said(copy) == [
        'rubrics/other.yaml, line 1, key: is "hearing", but the file is called other.yaml: give both one name'
    ]


def test_near_misses_are_named(copy: Path) -> None:
    change(copy, TEST, "    source:", "    sorce:")
    change(copy, RUBRIC, "critical: true", "critcal: true")
    change(copy, OPINION, "type: scale", "type: scal")
    types = ", ".join(get_args(one.model_fields["type"].annotation)[0] for one in ITEM_CLASSES.values())
    assert said(copy) == [
        f"{TEST}, line 17, items.k01.sorce: no such field: did you mean source?",
        f'{OPINION}, line 15, items.o01.type: must be one of {types}, not "scal"; did you mean scale?',
        f"{RUBRIC}, line 20, criteria.opening.critical: is missing: add it",
        f"{RUBRIC}, line 21, criteria.opening.critcal: no such field: did you mean critical?",
    ]


def test_the_page_for_authors_is_what_the_schema_says() -> None:
    """When this fails: python manage.py course_schema > docs/course-files.md"""
    page = Path(__file__).parents[2] / "docs" / "course-files.md"
    assert page.read_text(encoding="utf-8") == markdown()


def as_aid(folder: Path, minutes: int, more: str = "") -> None:
    """Turn the example's lesson into a sheet to print."""
    for file in (ES, EN):
        change(folder, file, "key: m1-first-words", "key: m1-aid-first-words")
        change(folder, file, "minutes: 2", f"minutes: {minutes}")
        path = folder / file
        lines = path.read_text(encoding="utf-8").split("\n::: check")[0]
        path.write_text(f"{lines}\n{more}\n", encoding="utf-8")
    change(folder, "course.yaml", "minutes: 2", f"minutes: {minutes}")


def test_a_sheet_to_print_asks_nothing_and_fits_one_page(copy: Path) -> None:
    as_aid(copy, minutes=1)
    assert said(copy) == []
    as_long = copy / ES
    as_long.write_text(
        f"{as_long.read_text(encoding='utf-8')}\n{' '.join(['palabra'] * 400)}\n", encoding="utf-8"
    )
    assert [line for line in said(copy) if "fit one page" in line] == [
        f"{ES}, line 2, body: its 474 words do not fit one page: 400 do"
    ]


def test_a_lesson_of_practice_has_five_questions(copy: Path) -> None:
    for file in (ES, EN):
        change(copy, file, "key: m1-first-words", "key: m1-practice")
    assert said(copy) == [
        f"{file}, line 2, body: a lesson of practice has 5 check questions" for file in (EN, ES)
    ]
