"""What keeps content true: cues in answers, law with its article, two languages that agree."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from courses.course_files import examine_course
from courses.course_files.checks import CHECKS, cues, languages, law
from tests.courses.course_file_breaks import EN, ES, SCENARIO, TEST, change, said


@pytest.mark.parametrize(
    ("chances", "limit"), [([0.25] * 20, 8), ([1 / 3] * 30, 15), ([], 0), ([0.25], 1), ([0.25] * 8, 4)]
)
def test_how_often_chance_explains(chances: Sequence[float], limit: int) -> None:
    """20 × 1/4 = 5, and two standard deviations of √(20 × 3/16) = 1.94 make 8.87."""
    assert cues.most(chances) == limit


@pytest.mark.parametrize(
    ("options", "right", "longest"),
    [(["a", "bbb", "cc"], 1, True), (["a", "bbb", "ccc"], 1, False), (["a", "bbb", "cc"], 2, False)],
)
def test_the_longest_answer_is_longer_than_each_other(options: list[str], right: int, longest: bool) -> None:
    assert cues.is_longest(options, right) is longest


@pytest.mark.parametrize(
    ("options", "odd"),
    [
        (["Pago de horas", "Pago de días", "Discriminación", "Pago de prima"], 2),
        (["Se aprueba si A", "No puede", "Se aprueba si B", "Se aprueba si C"], 1),
        (["Sí, hoy", "Sí, mañana", "No, nunca", "Sí, si quiere"], 2),
        (["«a»", "«b»", "c", "«d»"], 2),
        (["Un aval", "Una pena", "Un interés", "Un plazo"], None),
        (["Pago", "Multa", "Cita", "Pago"], None),
        (["Sí", "Sí, hoy", "No"], None),
    ],
)
def test_one_option_worded_unlike_all_others_is_found(options: list[str], odd: int | None) -> None:
    assert cues.odd_one(options) == odd


@pytest.mark.parametrize(
    ("spanish", "english", "told"),
    [
        ("La demanda", "The claim itself", "the right answer alone is worded unlike the others (en)"),
        ("Un juicio", "A trial", "option 4 alone is worded unlike the others (es)"),
    ],
)
def test_a_test_item_with_one_option_worded_otherwise_is_refused(
    copy: Path, spanish: str, english: str, told: str
) -> None:
    last = '      - {key: c, text: {es: "La sentencia", en: "The judgment"}}\n'
    extra = f'      - {{key: d, text: {{es: "{spanish}", en: "{english}"}}}}\n'
    change(copy, TEST, last, last + extra)
    assert said(copy) == [f"{TEST}, line 20, items.k01.options: {told}"]


def many(folder: Path, longest: int, of: int) -> None:
    """A test of `of` items, of which `longest` have the longest option as key."""
    head = (folder / TEST).read_text(encoding="utf-8").split("  - key: k01")[0]
    items = ""
    for number in range(of):
        key = "Una respuesta larga" if number < longest else "Una"
        items += (
            f"  - key: x{number:02}\n    topic: m1\n    type: single\n"
            f'    stem: {{es: "¿{number}?", en: "{number}?"}}\n'
            f"    correct: a\n    options:\n"
            f'      - {{key: a, text: {{es: "{key}", en: "{key}"}}}}\n'
            '      - {key: b, text: {es: "Otra más", en: "Other one"}}\n'
            '      - {key: c, text: {es: "Esta más", en: "This one"}}\n'
            '      - {key: d, text: {es: "Aquella", en: "That one"}}\n'
        )
    (folder / TEST).write_text(head + items, encoding="utf-8")


@pytest.mark.parametrize(("longest", "of", "told"), [(8, 20, 0), (9, 20, 2), (7, 7, 0)])
def test_keys_that_are_the_longest_too_often_are_told(copy: Path, longest: int, of: int, told: int) -> None:
    many(copy, longest, of)
    course, _problems = examine_course(copy)
    found = [str(problem) for problem in CHECKS["key-length"].find(course)]
    assert len(found) == told
    if told:
        assert found[0] == (
            f"{TEST}, line 12, items: the right answer is the longest in 9 of 20 (es); 8 at most"
        )


LEGAL = "El plazo es de 45 días naturales."
LEGAL_EN = "The limit is 45 calendar days."


def section(folder: Path, spanish: str, english: str) -> None:
    """A section of its own at the start of the lesson."""
    change(folder, ES, "\n## ", f"\n## Plazo\n\n{spanish}\n\n## ")
    change(folder, EN, "\n## ", f"\n## Limit\n\n{english}\n\n## ")


def test_a_sentence_that_states_law_names_its_article(copy: Path) -> None:
    section(copy, LEGAL, LEGAL_EN)
    assert said(copy) == [
        f'{EN}, line 13: "calendar days" states law, and nothing near it names the article',
        f'{ES}, line 13: "días naturales" states law, and nothing near it names the article',
    ]


def test_the_article_may_stand_in_the_words(copy: Path) -> None:
    section(copy, f"{LEGAL[:-1]} (artículo 684-D).", f"{LEGAL_EN[:-1]} (article 684-D).")
    assert said(copy) == []


def test_a_question_that_states_law_names_it_in_its_explanation(copy: Path) -> None:
    change(copy, ES, "Se asiste por obligación", "Es nulo lo demás. Se asiste por obligación")
    assert said(copy) == [
        f'{ES}, line 24, check: "Es nulo" states law, and nothing near it names the article'
    ]


def test_a_test_item_that_states_law_lists_its_article(copy: Path) -> None:
    change(copy, TEST, ', articles: ["684-D"]', "")
    assert said(copy) == [
        f"{TEST}, line 24, items.k02.articles: it states law: say on which article it rests"
    ]


@pytest.mark.parametrize(
    ("article", "known"),
    [
        ("1010", True), ("1011", False), ("0", False), ("684-E XII", True), ("684-U", True), ("684-V", False),
        ("390 Ter", True), ("391 Ter", False), ("685", True), ("897-A", True), ("12", True), ("x", False),
    ],
)  # fmt: skip
def test_articles_of_the_labor_law(article: str, known: bool) -> None:
    assert law._known(article, law.LAWS["LFT"]) is known


def test_an_article_that_does_not_exist_is_refused_wherever_it_stands(copy: Path) -> None:
    change(copy, TEST, 'articles: ["684-D"]', 'articles: ["684-W"]')
    change(copy, SCENARIO, 'articles: ["684-B"]', 'articles: ["1200"]')
    change(copy, ES, "firma por acuerdo", "firma por acuerdo (artículo 390 Quáter, artículo 1011)")
    change(copy, EN, "sign by agreement", "sign by agreement (article 390 Quáter, article 1011)")
    assert said(copy) == [
        f"{TEST}, line 24, items.k02.articles: there is no article 684-W",
        f"{EN}, line 24, check: there is no article 1011",
        f"{ES}, line 24, check: there is no article 1011",
        f"{SCENARIO}, line 13, articles: there is no article 1200",
    ]


def test_the_constitution_has_its_own_numbers(copy: Path) -> None:
    for file, words in ((ES, "(artículo 123 de la Constitución)"), (EN, "(article 123 of the Constitution)")):
        change(copy, file, "\n## ", f"\n{words}\n\n## ")
    assert said(copy) == []
    for file in (ES, EN):
        change(copy, file, " 123 ", " 137 ")
    assert said(copy) == [
        f"{EN}, line 9: there is no article 137",
        f"{ES}, line 9: there is no article 137",
    ]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("el 3 de mayo y el 2 de enero", "es", {1, 5}),
        ("May 3, in May. May I?", "en", {5}),
        ("May I? \"May we?\"", "en", set()),
        ("September and March", "en", {3, 9}),
    ],
)  # fmt: skip
def test_months_are_read_in_both_languages(text: str, language: str, found: set[int]) -> None:
    assert languages.months(text, language) == found


def test_articles_and_sections_are_read_in_both_languages() -> None:
    spanish = "artículo 684-E, fracciones V y VIII, y 390 Ter"
    english = "article 684-E, sections V and VIII, and 390 Ter"
    assert languages.articles(spanish, "es") == ["390 Ter", "684-E", "V", "VIII"]
    assert languages.articles(english, "en") == languages.articles(spanish, "es")


def test_lessons_that_name_other_sections_or_months_are_refused(copy: Path) -> None:
    section(copy, "Artículo 684-E, fracción V, desde enero.", "Article 684-E, section X, since June.")
    assert said(copy) == [
        f"{EN}, line 13: its articles differ from those in Spanish",
        f"{EN}, line 13: its months differ from those in Spanish",
    ]


def test_definitions_and_titles_agree_in_numbers(copy: Path) -> None:
    change(
        copy,
        "glossary.yaml",
        'en: {term: "Settlement agreement", definition: "',
        'en: {term: "Settlement agreement", definition: "At 30%: ',
    )
    change(copy, "course.yaml", "The smallest course", "One of 2 small courses")
    assert said(copy) == [
        "course.yaml, line 5, summary: its figures differ between the two languages",
        "glossary.yaml, line 3, agreement.en.definition: its figures differ between the two languages",
    ]


def test_other_texts_agree_in_numbers_and_months(copy: Path) -> None:
    change(copy, SCENARIO, "Wages: **350", "Wages: **351")
    change(copy, SCENARIO, "son inventadas", "son inventadas, en junio")
    assert said(copy) == [
        f"{SCENARIO}, line 14, facts: its figures differ between the two languages",
        f"{SCENARIO}, line 14, facts: its months differ between the two languages",
    ]
