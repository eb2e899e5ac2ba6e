"""For each check of a course's files: how to break its promise, and what is then said."""

from pathlib import Path

from courses.course_files import examine_course

ES = "modules/m1_opening/01_first_words.es.md"
EN = "modules/m1_opening/01_first_words.en.md"
TEST = "instruments/knowledge_test.yaml"
SPARES = "instruments/spare_items.yaml"
OPINION = "instruments/opinion.yaml"
RUBRIC = "rubrics/hearing.yaml"
SCENARIO = "scenarios/unpaid_wages.yaml"
CASE = "calibration_cases/first_minutes.yaml"

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
    "calibration-reference": (
        CASE,
        "criterion: remote",
        "criterion: remot",
        [
            f'{CASE}, line 14, reference: "remote" has 0 references: give it one',
            f"{CASE}, line 16, reference.2.criterion: "
            'the rubric has no criterion "remot": did you mean remote?',
        ],
    ),
    "calibration-scenario": (
        CASE,
        "minutes: 5",
        "scenario: unpaid_wages\nminutes: 5",
        [f'{CASE}, line 8, scenario: "unpaid_wages" is assessed: the case would give it away'],
    ),
    "calibration-words": (
        CASE,
        "    **Minuto 0.**",
        "    | **Minuto 0.**",
        [f"{CASE}, line 10, text.es: tables are not allowed: use a list"],
    ),
    "glossary-linked": (
        "glossary.yaml",
        "agreement:",
        'other:\n  es: {term: "Otro", definition: "x"}\n  en: {term: "Other", definition: "x"}\nagreement:',
        [
            'glossary.yaml, line 2, other: no lesson links to "other": link it where it first occurs, or '
            "take it out"
        ],
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
    "step-baseline": (
        "course.yaml",
        "kind: evaluation\n    instrument: opinion\n    required: false",
        "kind: baseline\n    instrument: opinion\n    required: true",
        [
            "course.yaml, line 47, steps.evaluation.key: must come first: later it does not tell how people "
            "worked before",
            "course.yaml, line 49, steps.evaluation.instrument: must be the form of the follow-up: else "
            "there is nothing to compare",
            "course.yaml, line 50, steps.evaluation.required: must be false: nothing waits for it",
        ],
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
    "course-result": (
        "course.yaml",
        "  competent_rubric: hearing\n",
        "  competent_rubric: hearing\n  result:\n    scenarios: 2\n    assessors: 1\n    grey_zone: 0.2\n",
        [
            "course.yaml, line 22, settings.result.scenarios: the path has only 1 assessed role-plays",
            "course.yaml, line 24, settings.result.grey_zone: "
            "one more role-play can only decide where all are taken together",
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
    "option-odd",
    "law-exists",
    "law-named",
    "lesson-key-once",
    "lesson-length",
    "lesson-minutes",
    "same-law",
    "same-texts",
    "values-in-force",
}


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def said(folder: Path) -> list[str]:
    return [str(problem) for problem in examine_course(folder)[1]]
