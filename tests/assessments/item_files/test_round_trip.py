"""What we write, we read back exactly; what a format cannot say is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import item_files
from assessments.item_files import FileItem, kept
from assessments.item_types import REGISTRY
from lms.core.text import tidy
from tests.assessments.factories import choice_content, text
from tests.assessments.item_types.examples import EXAMPLES, MATRIX, MULTIPLE

ABOUT = {"topic": "M2 · Plazos", "tags": (("article", "684-D"), ("level", "apply"))}
ITEMS = [
    FileItem(1, type, example[0], key=f"course/{type}", **ABOUT) for type, example in EXAMPLES.items()
] + [
    FileItem(1, "multiple_choice", MULTIPLE | {"credit": "each"}, key="course/each"),
    FileItem(1, "multiple_choice", MULTIPLE | {"partial": True, "articles": ["2"]}, key="course/partial"),
    FileItem(1, "matrix", MATRIX, key="course/opinion"),
    FileItem(
        1,
        "single_choice",
        {
            "stem": {"es": "¿~Cuánto = {x}: 5 # 3\\n?\nDiga <b>todo</b> & más", "en": "-- ]]> :: // {mlang}"},
            "options": [
                {
                    "key": "sí",
                    "text": {"es": "=HOY()", "en": "~no %50%"},
                    "feedback": text("Por el artículo 684 -> sí"),
                },
                {"key": "no", "text": {"es": "No", "en": "No"}},
            ],
            "correct": "sí",
        },
        key="course/signs",
    ),
]
# What each format cannot say.
LACKS = {
    "gift": {"ordering", "matrix", "likert"},
    "moodlexml": {"matrix", "likert"},
    "aiken": REGISTRY.keys() - {"single_choice"},
    "csv": set(),
    "xlsx": set(),
}


def back(written, format):
    return item_files.read(written.data, filename=f"x{item_files.SUFFIXES[format]}", format=format)


@pytest.mark.parametrize("format", ["gift", "moodlexml", "csv", "xlsx"])
def test_every_question_comes_back_exactly(format):
    written = item_files.write(ITEMS, format=format)
    said = [item for item in ITEMS if item.type not in LACKS[format]]
    reading = back(written, format)
    assert reading.messages == []
    assert [(one.key, one.type, one.content, one.topic, one.tags) for one in reading.items] == [
        (one.key, one.type, one.content, one.topic, one.tags) for one in said
    ]
    assert [key for key, _why in written.left_out] == [one.key for one in ITEMS if one.type in LACKS[format]]


def test_aiken_brings_back_what_it_can_say():
    items = [FileItem(1, "single_choice", choice_content(keys="abcde", correct="d")), ITEMS[-1]]
    reading = back(item_files.write(items, format="aiken"), "aiken")
    assert reading.messages == []
    assert reading.items[0].content == items[0].content
    assert [one["text"]["en"] for one in reading.items[1].content["options"]] == ["~no %50%", "No"]


@pytest.mark.parametrize("format", ["gift", "moodlexml"])
def test_a_file_of_ours_that_somebody_changed_says_what_it_now_says(format):
    written = item_files.write([one for one in ITEMS if one.type == "matching"], format=format)
    # Of its two places the one that the format says, not the one that is kept beside it.
    before, _old, after = written.data.rpartition(b"Cosa r (es)")
    if format == "moodlexml":
        before, _old, after = written.data.partition(b"Cosa r (es)")
    changed = item_files.Written(before + b"Otra cosa" + after)
    (item,) = back(changed, format).items
    assert item.key == "course/matching"
    assert item.tags == ABOUT["tags"]
    assert item.content["rows"][0]["text"]["es"] == "Otra cosa"
    assert item.content["correct"] == {"r1": "a", "r2": "b"}
    assert "changed elsewhere" in item.notes[-1]


def test_what_was_kept_without_a_question_is_not_taken():
    (item,) = [one for one in ITEMS if one.key == "course/single_choice"]
    line = kept.as_json(replace(item, content=item.content | {"stem": {"es": "", "en": " "}}), read_back=item)
    found = kept.restored(item, line)
    assert found.content == item.content
    assert "changed elsewhere" in found.notes[-1]


# As everything typed is stored: composed, on one line, nothing invisible.
SAID = st.text(max_size=40).map(tidy).filter(bool)


@pytest.mark.slow("a hundred made-up questions")
@pytest.mark.parametrize("format", ["gift", "moodlexml", "csv"])
@given(stem=SAID, english=SAID, options=st.lists(SAID, min_size=2, max_size=5, unique=True))
def test_any_words_come_back(format, stem, english, options):
    content = {
        "stem": {"es": stem, "en": english},
        "options": [{"key": f"k{n}", "text": {"es": one, "en": one}} for n, one in enumerate(options)],
        "correct": "k1",
    }
    (item,) = back(
        item_files.write([FileItem(1, "single_choice", content, key="a/b")], format=format), format
    ).items
    assert (item.key, item.content) == ("a/b", content)


@pytest.mark.parametrize("format", item_files.FORMATS)
def test_pictures_that_a_format_cannot_keep_are_named(format):
    picture = {"digest": "a" * 64, "width": 9, "height": 9, "alt": text("Plano")}
    plain, drawn = choice_content(), choice_content() | {"picture": picture}
    items = [FileItem(1, "single_choice", one, key=key) for key, one in (("x", plain), ("y", drawn))]
    assert list(item_files.write(items, format=format).bare) == ([] if format == "moodlexml" else ["y"])


def test_a_picture_in_a_file_of_gift_is_said_to_be_left_out_wherever_it_stands():
    said = b'::q::[html]Which?{=<img src="@@PLUGINFILE@@/plan.png"> This ~That}'
    (item,) = item_files.read(said, filename="x.gift", format="gift").items
    assert [note for note in item.notes if "img" in note] == list(item.notes) != []
