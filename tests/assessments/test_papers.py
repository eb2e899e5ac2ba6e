"""Tests on paper: the booklet, its answer sheet and its key say what the test asks."""

import io
import re
import subprocess

import pikepdf
import pytest
from PIL import Image

from assessments import api
from assessments.interfaces.paper.content import paper_code, paper_test
from assessments.interfaces.paper.drawing import draw_key, draw_test
from assessments.interfaces.paper.pictures import paper_pictures
from assessments.selectors.previews import paper_of
from assessments.services.item_pictures import keep_picture
from tests.assessments import factories as make
from tests.assessments.factories import text
from tests.assessments.item_types.examples import EXAMPLES

pytestmark = pytest.mark.django_db


def text_of(content):
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def version_of_all(**more):
    """An instrument with a question of every kind."""
    items = [
        api.ensure_item_version(key=f"all/{kind}", type=kind, content=content)
        for kind, (content, _raw, _stored) in EXAMPLES.items()
    ]
    return api.ensure_instrument_version(
        key="all", title=text("Todo & <más>"), intro=text("Lea."), minutes=30, items=items, **more
    )


def paper(version, language="es", edition=1, **more):
    places = paper_of(version, edition=edition).places
    return paper_test(version, places, language=language, edition=edition, **more)


def test_every_kind_of_question_can_be_answered_on_paper_and_has_its_key():
    test = paper(version_of_all(), label="A")
    by_kind = dict(zip(EXAMPLES, test.questions, strict=True))
    assert {kind: one.key for kind, one in by_kind.items()} == {
        "short_text": "Artículo 684 (es)",
        "ordering": "BADC",
        "matching": "CA",
        "matrix": "AB",
        "situational_judgement": "B",
        "single_choice": "A",
        "multiple_choice": "AC",
        "true_false": "V",
        "number": "45",
        "likert": "",
        "open_text": "",
    }
    assert {kind: ("".join(one.signs), one.lines) for kind, one in by_kind.items()} == {
        "short_text": ("", 1),
        "ordering": ("", 1),
        "matching": ("", 1),
        "matrix": ("", 1),
        "situational_judgement": ("ABC", 0),
        "single_choice": ("ABCD", 0),
        "multiple_choice": ("ABCD", 0),
        "true_false": ("VF", 0),
        "number": ("", 1),
        "likert": ("12345", 0),
        "open_text": ("", 8),
    }


def test_the_booklet_says_all_of_it_and_nothing_of_the_key():
    version = version_of_all()
    said = re.sub(r"\s+", " ", text_of(draw_test(paper(version, label="A"))))
    for words in (
        "Todo & <más> (es)",
        "Forma A",
        "Nombre",
        "Palabra clave",
        "Opción d (es)",
        "2) Cosa s (es)",
        "Hoja de respuestas",
        paper_code(version, 1),
    ):
        assert words in said
    assert "Respuesta correcta" not in said
    assert "BADC" not in said
    english = text_of(draw_test(paper(version, "en")))
    assert "Opción d (en)" in english
    assert "Answer sheet" in english
    assert "Opción d (es)" not in english


def test_the_key_is_a_sheet_of_its_own():
    said = re.sub(r"\s+", " ", text_of(draw_key(paper(version_of_all()))))
    assert "No es para quien contesta la evaluación." in said
    assert "BADC" in said
    assert "Total 9" in said
    assert "Opción" not in said


def test_the_answer_sheet_begins_a_page_and_each_page_carries_the_code():
    version = make.knowledge_test(60)
    content = draw_test(paper(version))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
        assert str(pdf.Root.Lang) == "es-MX"
    texts = text_of(content).split("\f")[:pages]
    assert all(paper_code(version, 1) in one for one in texts)
    (sheet,) = [number for number, one in enumerate(texts) if "Hoja de respuestas" in one]
    assert sheet == pages - 2
    asked = [set(map(int, re.findall(r"\b(\d+)\.", one))) for one in texts[sheet:]]
    assert asked == [set(range(1, 39)), set(range(39, 61))]


def test_the_same_paper_gives_the_same_bytes_and_another_edition_another_code():
    version = make.knowledge_test(3)
    assert draw_test(paper(version)) == draw_test(paper(version))
    codes = {paper_code(version, edition) for edition in range(1, 100)}
    assert len(codes) == 99
    assert all(re.fullmatch("[ACDEFHJKLMNPQRTUVWXY3479]{6}", code) for code in codes)


def test_titles_of_sections_head_their_questions():
    items = make.choice_items(3)
    version = api.ensure_instrument_version(
        key="parts",
        title=text("Partes"),
        intro={},
        minutes=10,
        sections=[
            api.SectionSpec(text("Primera"), items[:2], draw=1),
            api.SectionSpec(text("Segunda"), items[2:]),
        ],
    )
    headings = dict(version.sections.values_list("entries__item_version_id", "title"))
    test = paper(version, headings=headings)
    assert [(one.title, len(one.questions)) for one in test.sections] == [
        ("Primera (es)", 1),
        ("Segunda (es)", 1),
    ]
    assert [one.number for one in test.questions] == [1, 2]


def test_pictures_of_questions_and_options_are_printed():
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(file, "PNG")
    kept = keep_picture(file.getvalue())
    shown = {**kept, "alt": text("Un plano")}
    content = make.choice_content()
    content["picture"] = shown
    content["options"][1]["picture"] = shown
    item = api.ensure_item_version(key="seen", type="single_choice", content=content)
    version = api.ensure_instrument_version(
        key="seen", title=text("Visto"), intro={}, minutes=5, items=[item, *make.choice_items(1)]
    )
    places = paper_of(version, edition=1).places
    pictures = paper_pictures([place.item.content for place in places])
    test = paper(version, pictures=pictures)
    assert [sorted(one.pictures) for one in test.questions] == [["", "B"], []]
    with pikepdf.open(io.BytesIO(draw_test(test))) as pdf:
        drawn = [name for page in pdf.pages for name in page.get_images()]
    assert len(drawn) >= 1
    with pikepdf.open(io.BytesIO(draw_test(paper(version)))) as pdf:
        assert not any(page.get_images() for page in pdf.pages)
