"""Every kind of question in a course's files, as a lawyer writes them with a text editor."""

import shutil

import pytest

from assessments import api as assessments
from assessments.item_types import REGISTRY
from assessments.models import ItemVersion
from courses.course_files import ContentError, examine_course, read_course
from courses.course_files.reference import EXAMPLE
from courses.course_files.schema import ITEM_CLASSES
from courses.services.exporting import export_course
from courses.services.loading import load_course

TEST = "instruments/knowledge_test.yaml"
QUESTIONS = """\
  - key: q1
    topic: m1
    type: multiple
    stem: {es: "¿Quiénes firman?", en: "Who signs?"}
    correct: [a, c]
    credit: shares
    options:
      - {key: a, text: {es: "Patrón", en: "Employer"}}
      - {key: b, text: {es: "Juez", en: "Judge"}, feedback: {es: "No interviene.", en: "Takes no part."}}
      - {key: c, text: {es: "Trabajadora", en: "Worker"}}
  - {key: q2, topic: m1, type: true_false, correct: false, stem: {es: "Es secreta.", en: "It is secret."}}
  - key: q3
    topic: m1
    type: short_text
    ignore_accents: false
    stem: {es: "¿Qué se firma?", en: "What is signed?"}
    accepted:
      - {text: {es: "convenio", en: "agreement"}}
      - {text: {es: "acta*", en: "record*"}, mark: 0.5}
  - key: q4
    topic: m1
    type: ordering
    stem: {es: "Ordene.", en: "Put in order."}
    correct: [b, a]
    credit: pairs
    options:
      - {key: a, text: {es: "Audiencia", en: "Hearing"}}
      - {key: b, text: {es: "Solicitud", en: "Request"}}
  - key: q5
    topic: m1
    type: matching
    stem: {es: "Relacione.", en: "Match."}
    correct: {r: a, s: b}
    credit: each
    rows:
      - {key: r, text: {es: "Plazo", en: "Term"}}
      - {key: s, text: {es: "Sede", en: "Seat"}}
    options:
      - {key: a, text: {es: "Días", en: "Days"}}
      - {key: b, text: {es: "Ciudad", en: "City"}}
  - key: q6
    topic: m1
    type: matrix
    stem: {es: "¿Qué procede?", en: "What applies?"}
    correct: {r: p}
    rows:
      - {key: r, text: {es: "Despido", en: "Dismissal"}}
    columns:
      - {key: p, text: {es: "Sí", en: "Yes"}}
      - {key: q, text: {es: "No", en: "No"}}
  - key: q7
    topic: m1
    type: situational
    stem: {es: "¿Qué haría?", en: "What would you do?"}
    options:
      - {key: a, text: {es: "Escuchar", en: "Listen"}, weight: 1}
      - {key: b, text: {es: "Callar", en: "Stay silent"}, weight: 0.25}
  - {key: q8, topic: m1, type: number, low: 0, high: 100, correct: 45, tolerance: 1, \
unit: {es: "días", en: "days"}, \
stem: {es: "¿Cuántos días dura?", en: "How many days does it last?"}}
  - {key: q9, topic: m1, type: open, max_length: 500, stem: {es: "¿Por qué?", en: "Why?"}, \
levels: [{points: 0, text: {es: "Nada", en: "Nothing"}}, {points: 2, text: {es: "Razón", en: "Reason"}}]}
"""


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    return folder


def with_questions(folder, questions=QUESTIONS):
    path = folder / TEST
    path.write_text(path.read_text(encoding="utf-8") + questions, encoding="utf-8")


def test_every_kind_has_a_class():
    assert ITEM_CLASSES.keys() == REGISTRY.keys()


@pytest.mark.django_db
def test_every_kind_is_loaded_as_the_site_stores_it_and_written_to_the_letter(copy, tmp_path):
    with_questions(copy)
    course = read_course(copy)
    load_course(course=course)
    stored = {
        version.item.key.rpartition("/")[2]: version
        for version in ItemVersion.objects.filter(item__key__contains="/q").select_related("item")
    }
    assert {key: version.type for key, version in stored.items()} == {
        "q1": "multiple_choice",
        "q2": "true_false",
        "q3": "short_text",
        "q4": "ordering",
        "q5": "matching",
        "q6": "matrix",
        "q7": "situational_judgement",
        "q8": "number",
        "q9": "open_text",
    }
    assert stored["q9"].content == {
        "stem": {"es": "¿Por qué?", "en": "Why?"},
        "max_length": 500,
        "levels": [
            {"points": 0, "text": {"es": "Nada", "en": "Nothing"}},
            {"points": 2, "text": {"es": "Razón", "en": "Reason"}},
        ],
    }
    for version in stored.values():
        assert REGISTRY[version.type].problems(version.content) == []
    assert stored["q3"].content == {
        "stem": {"es": "¿Qué se firma?", "en": "What is signed?"},
        "accepted": [
            {"text": {"es": "convenio", "en": "agreement"}},
            {"text": {"es": "acta*", "en": "record*"}, "mark": 0.5},
        ],
        "ignore_accents": False,
    }
    assert stored["q5"].content["correct"] == {"r": "a", "s": "b"}
    assert stored["q8"].content["unit"] == {"es": "días", "en": "days"}
    export_course(key="example-course", folder=tmp_path / "written")
    written = tmp_path / "written" / TEST
    assert written.read_text(encoding="utf-8") == (copy / TEST).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("there", "instead", "said"),
    [
        ("correct: [a, c]", "correct: [a, z]", "items.q1.correct: must be keys of options, each once"),
        ("correct: [b, a]", "correct: [b]", "items.q4.correct: must be every option once, in order"),
        ("{r: a, s: b}", "{r: a}", "items.q5.correct: must pair every row"),
        ("correct: {r: p}", "correct: {r: z}", "items.q6.correct: pairs a row with what is not there"),
        ("weight: 1}", "weight: 0.5}", "items.q7.options: the best one needs the weight 1"),
        ("en: \"agreement\"}}", 'en: "agreement"}, mark: 0.5}', "items.q3.accepted: one answer must earn"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_said_at_its_line(copy, there, instead, said):
    assert QUESTIONS.count(there) == 1
    with_questions(copy, QUESTIONS.replace(there, instead))
    problems = [str(one) for one in examine_course(copy)[1]]
    assert len([one for one in problems if said in one]) == 1, problems


@pytest.mark.django_db
def test_a_question_with_a_picture_is_named_instead_of_losing_it(copy, tmp_path):
    load_course(course=read_course(copy))
    version = ItemVersion.objects.select_related("item").get(item__key="example-course/s01")
    drawing = {"digest": "a" * 64, "width": 9, "height": 9, "alt": {"es": "Plano", "en": "Plan"}}
    assessments.ensure_item_version(
        key=version.item.key, type=version.type, content=version.content | {"picture": drawing}
    )
    with pytest.raises(ContentError) as caught:
        export_course(key="example-course", folder=tmp_path / "written")
    said = "item s01: course files hold no pictures: change it in the site"
    assert [str(one) for one in caught.value.problems] == [said]
