"""The part of YAML that course files use: read with lines and within limits, written in one way."""

from datetime import date
from typing import Annotated, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from courses.course_files import yaml_lines
from courses.course_files.problems import Problems
from courses.course_files.schema.base import BLOCK, Many, Quoted, Schema, Text
from courses.course_files.yaml_text import dump


def read(text: str, **options: Any) -> tuple[Any, list[str]]:
    problems = Problems()
    found = yaml_lines.parse(text, "x.yaml", problems, **options)
    return found, [str(problem) for problem in problems.sorted()]


def test_values_are_what_their_words_say() -> None:
    found, problems = read(
        'whole: 7\ndecimal: 3.0\nday: 2025-02-21\nyes: true\nnone:\ntext: no\ntime: 12:30\nquoted: "48"\n'
        "list: [a, 1]\nlong: |\n  one\n\n  two # not a comment\n"
    )
    assert problems == []
    assert found == {
        "whole": 7,
        "decimal": 3.0,
        "day": date(2025, 2, 21),
        "yes": True,
        "none": None,
        "text": "no",
        "time": "12:30",
        "quoted": "48",
        "list": ["a", 1],
        "long": "one\n\ntwo # not a comment\n",
    }


def test_each_place_knows_its_file_its_way_and_its_lines() -> None:
    found, _problems = read("a: 1\nitems:\n  - key: k01\n    stem: {es: x}\n  - {stem: y}\n", first_line=5)
    first, second = found["items"]
    assert found.place.lines == {"a": 5, "items": 6}
    assert (first.place.path, first.place.line, first.place.lines) == (
        "items.k01",
        7,
        {"key": 7, "stem": 8},
    )
    assert first["stem"].place.path == "items.k01.stem"
    assert (second.place.path, second.place.line) == ("items.2", 9)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", 'line 3: "a" is written twice in the same place: keep one of them'),
        ("a: &x 1\n", "line 1: an anchor (&x): course files have none, remove it"),
        ("a: 1\nb: *x\n", "line 2: an alias (*x): write the words out instead"),
        ("a: !!set {x}\n", "line 1: a tag (tag:yaml.org,2002:set): course files have none, remove it"),
        ("a: 1\n---\nb: 2\n", "line 2: a second document (---): put it in a file of its own"),
        ("- a\n", "line 1: a set of named fields is expected here, as in  key: value"),
        ("? [a]\n: 1\n", "line 1: a field needs a name: one word before the colon"),
        ("a: 2025-02-30\n", "line 1: 2025-02-30 is not a day of the calendar"),
        (
            "a: 1 # why\n",
            "line 1: a comment stands at the top of the file only: move it there, or into a field",
        ),
        (
            "# fine\na: |\n  á é\n\n# lost\nb: 2\n",
            "line 5: a comment stands at the top of the file only: move it there, or into a field",
        ),
        (
            "a: [1, 2\nb: 3\n",
            "line 2: not valid YAML: did not find expected ',' or ']'; is a quote or a space missing?",
        ),
    ],
)
def test_what_course_files_do_not_use_is_refused_with_its_line(text: str, said: str) -> None:
    assert read(text)[1] == [f"x.yaml, {said}"]


def test_a_bomb_is_refused_before_anything_is_made_of_it() -> None:
    deep = "a: " + "[" * 5000 + "]" * 5000
    assert read(deep)[1] == [
        "x.yaml, line 1: more than 20 levels deep: check the indentation and the brackets"
    ]
    many = "a:\n" + "  - x\n" * (yaml_lines.MAX_NODES + 1)
    assert read(many)[1][0].endswith("the file has too many parts: split it")
    long = "a: " + "x" * yaml_lines.MAX_CHARACTERS
    assert read(long)[1] == ["x.yaml: the file is longer than 1,000,000 characters: split it"]
    laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert read(laughs)[1] == ["x.yaml, line 1: an anchor (&a): course files have none, remove it"]


class Entry(Schema):
    key: str
    words: Annotated[str, Quoted()]


class Sheet(Schema):
    title: Text
    plain: str = ""
    words: Annotated[str, Quoted()] = ""
    facts: Annotated[Text | None, BLOCK] = None
    number: float = 0.0
    whole: int = 0
    flag: bool = False
    keys: Many[str] = ()
    entries: Annotated[Many[Entry], BLOCK] = ()
    by_name: dict[str, int] = {}


def text_of(words: st.SearchStrategy[str]) -> st.SearchStrategy[Text]:
    return st.builds(lambda es, en: Text.model_construct(es=es, en=en), words, words)


# Texts lose the space around them when they are read, as every field of words does.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(str.strip).filter(bool)
sheets = st.builds(
    lambda **fields: Sheet.model_construct(**fields),
    title=text_of(words),
    plain=words,
    words=words,
    facts=st.none() | text_of(words),
    number=st.floats(-1e6, 1e6).map(lambda value: round(value, 3)),
    whole=st.integers(-1000, 1000),
    flag=st.booleans(),
    keys=st.lists(words, max_size=3).map(tuple),
    entries=st.lists(
        st.builds(lambda key, text: Entry.model_construct(key=key, words=text), words, words), max_size=2
    ).map(tuple),
    by_name=st.dictionaries(words, st.integers(0, 9), max_size=2),
)


@given(sheet=sheets)
def test_whatever_is_written_is_read_as_the_same_and_written_again_alike(sheet: Sheet) -> None:
    text = dump(sheet)
    found, problems = read(text)
    assert problems == []
    again = Sheet.model_validate(found)
    assert again == sheet
    assert dump(again) == text


@given(sheet=sheets)
def test_other_readers_of_yaml_read_the_same_words(sheet: Sheet) -> None:
    found = yaml.safe_load(dump(sheet))
    # A block of several lines ends with a line break for others; our reader leaves it out.
    title = {code: words.removesuffix("\n") for code, words in found["title"].items()}
    assert title == {"es": sheet.title.es, "en": sheet.title.en}
    assert found["plain"].removesuffix("\n") == sheet.plain
    assert tuple(found.get("keys", ())) == sheet.keys


def test_the_schema_says_what_stands_in_one_line_and_what_in_quotes() -> None:
    sheet = Sheet(
        title=Text(es="Uno", en="One"),
        plain="k01",
        words="k01",
        facts=Text(es="a\n\n- b", en='say "c"'),
        keys=("no", "30_to_44", "48"),
        entries=(Entry(key="a", words="b"),),
        by_name={"pre_test": 1},
    )
    assert dump(sheet) == (
        'title: {es: "Uno", en: "One"}\n'
        "plain: k01\n"
        'words: "k01"\n'
        "facts:\n"
        "  es: |\n    a\n\n    - b\n"
        '  en: "say \\"c\\""\n'
        'keys: ["no", 30_to_44, "48"]\n'
        'entries:\n  - key: a\n    words: "b"\n'
        "by_name: {pre_test: 1}\n"
    )
