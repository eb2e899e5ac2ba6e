"""What is checked of a test before it is published: each check finds its fault, and only that."""

import pytest

from assessments.interfaces.check_words import _SENTENCES, in_words
from assessments.rules.findings import CheckedItem
from assessments.rules.instrument_checks import findings
from assessments.rules.instrument_plans import Entry, Plan, Section
from assessments.rules.key_checks import best_options, odd_options, too_many
from assessments.rules.reading_checks import differing_numbers, reading_load, words_of
from tests.assessments.factories import text

TITLE = {"es": "Prueba", "en": "Test"}


def item(name="q", *, correct="a", said="abcd", module="", approved=True, tags=(), **content):
    """A question whose options say the letters of `said`, or its words."""
    options = [
        {"key": key, "text": {"es": words, "en": words}} for key, words in zip("abcdefgh", said, strict=False)
    ]
    told = {
        "stem": {"es": f"Pregunta {name}", "en": f"Question {name}"},
        "options": options,
        "correct": correct,
    }
    return CheckedItem(
        name, "single_choice", told | content, approved=approved, module=module, tags=frozenset(tags)
    )


def plan(a, b=None, **more):
    labels = ("A",) if b is None else ("A", "B")
    items = {"A": tuple(map(Entry, a)), "B": tuple(map(Entry, b or ()))}
    section = Section(items=items, **{name: more.pop(name) for name in ("draw", "rule") if name in more})
    return Plan(title=TITLE, labels=labels, sections=(section,), **more)


def found(made, items, enemies=()):
    return [(one.code, one.form, one.blocks, *one.items) for one in findings(made, items, enemies)]


def names(made, items, enemies=()):
    return [one.code for one in findings(made, items, enemies)]


def one_of_each(letters="abcd"):
    """As many questions as letters, each the key of one."""
    return {f"i{place}": item(f"i{place}", correct=key) for place, key in enumerate(letters)}


def test_a_test_without_faults_has_none():
    items = one_of_each("abcdabcd")
    assert found(plan(items), items) == []


def test_texts_that_lack_a_language_block():
    items = one_of_each()
    made = Plan(
        title={"es": "Prueba", "en": " "},
        intro={"es": "", "en": "Hello"},
        sections=(Section({"es": "Uno", "en": ""}, items={"A": tuple(map(Entry, items))}),),
    )
    told = [(one.code, one.facts["language"], one.blocks) for one in findings(made, items)]
    assert told == [("no_title", "en", True), ("no_intro", "es", True), ("no_section_title", "en", True)]


def test_what_stands_where_it_may_not_blocks():
    items = one_of_each() | {"old": item("old", approved=False)}
    made = plan(["i0", "i1", "i0", "gone", "old"])
    pair = frozenset({"i0", "i1"})
    assert found(made, items, [pair, frozenset({"i2", "i3"})]) == [
        ("item_twice", "A", True, "i0"),
        ("item_gone", "A", True, "gone"),
        ("not_approved", "A", True, "old"),
        ("enemies", "A", True, "i0", "i1"),
    ]
    assert found(plan([]), {}) == [("empty_form", "A", True)]


def test_enemies_may_stand_in_different_forms():
    items = one_of_each()
    codes = names(plan(["i0", "i2"], ["i1", "i2"]), items, [frozenset({"i0", "i1"})])
    assert "enemies" not in codes


@pytest.mark.parametrize(
    ("draw", "rule", "facts"),
    [
        (3, {}, None),
        (5, {}, {"value": "", "asked": 5, "there": 4}),
        (3, {"kind": "module", "each": {"m1": 2, "m2": 1}}, None),
        (3, {"kind": "module", "each": {"m1": 3}}, {"value": "m1", "asked": 3, "there": 2}),
        (2, {"kind": "module", "each": {"m1": 2, "m2": 1}}, {"value": "", "asked": 3, "there": 4}),
    ],
)
def test_a_draw_that_cannot_be_filled_blocks(draw, rule, facts):
    modules = ["m1", "m1", "m2", "m2"]
    items = {
        f"i{place}": item(f"i{place}", correct="abcd"[place], tags=[("module", module)])
        for place, module in enumerate(modules)
    }
    items["rested"] = item("rested", approved=False)
    short = [one for one in findings(plan([*items], draw=draw, rule=rule), items) if one.code == "draw_short"]
    assert [dict(one.facts) for one in short] == ([{"section": 1, **facts}] if facts else [])
    assert all(one.blocks for one in short)


def test_a_drawn_question_with_two_of_the_tags_does_not_fill_two_places():
    both = item("i0", tags=[("module", "m1"), ("module", "m2")])
    items = {"i0": both, "i1": item("i1", correct="b", tags=[("module", "m3")])}
    rule = {"kind": "module", "each": {"m1": 1, "m2": 1}}
    assert "draw_short" in names(plan(["i0", "i1"], draw=2, rule=rule), items)


def test_keys_that_give_themselves_away():
    longest = {f"i{n}": item(f"i{n}", correct="abcd"[n % 4], said=_longer("abcd"[n % 4])) for n in range(8)}
    told = findings(plan(longest), longest)
    assert [(one.code, one.facts["language"], one.facts["n"]) for one in told] == [
        ("longest_key", "es", 8),
        ("longest_key", "en", 8),
    ]
    always = {f"i{n}": item(f"i{n}", correct="abc"[n % 2]) for n in range(16)}
    told = [(one.code, one.facts["letter"]) for one in findings(plan(always), always)]
    assert told == [("key_letter", "A"), ("key_letter", "B"), ("never_key", "C"), ("never_key", "D")]
    assert names(plan(list(always)[:7]), always) == []


def _longer(key):
    return [f"{one} y un poco" if one == key else one for one in "abcd"]


def test_chance_is_two_standard_deviations():
    # 20 questions of four options: 5 expected, sd 1.94.
    assert not too_many(8, [0.25] * 20)
    assert too_many(9, [0.25] * 20)


def test_one_option_must_be_best_and_none_twice():
    weighted = item("w", correct=None)
    content = dict(weighted.content)
    content.pop("correct")
    content["options"] = [{**one, "weight": 1 if one["key"] in "bd" else 0} for one in content["options"]]
    judged = CheckedItem("w", "situational_judgement", content)
    assert best_options(judged) == ["B", "D"]
    same = item("same", said=["Sí", "No", "sí", "Tal vez"])
    fact = item("fact")
    plain = dict(fact.content)
    plain.pop("correct")
    items = {"w": judged, "same": same, "fact": CheckedItem("fact", "single_choice", plain)}
    told = {(one.code, one.items[0]): one for one in findings(plan(items), items)}
    assert set(told) == {("two_keys", "w"), ("same_options", "same"), ("no_key", "fact")}
    assert told["same_options", "same"].blocks
    assert told["same_options", "same"].facts["letters"] == ["A", "C"]
    assert not told["two_keys", "w"].blocks


def test_an_opinion_form_needs_no_keys():
    told = {"stem": text("¿Qué mejoraría?"), "required": False}
    items = {"o": CheckedItem("o", "open_text", told)}
    assert names(plan(["o"]), items) == []


def test_an_option_much_longer_than_the_others_is_odd():
    long = item("x", said=["corta", "breve", "poca", "Esta opción es mucho más larga que las otras"])
    assert odd_options(long, "es") == ["D"]
    assert odd_options(item("x", said=["uno", "dos", "tres y más"]), "es") == []
    assert [one.facts["letters"] for one in findings(plan(["x"]), {"x": long})] == [
        {"es": ["D"], "en": ["D"]}
    ]


def test_words_to_read_are_those_before_answering():
    content = item("x", said=["uno dos", "tres"]).content
    assert words_of(content, "es") == 2 + 3
    told = {**content, "options": [{**one, "feedback": text("no se lee aún")} for one in content["options"]]}
    assert words_of(told, "es") == 5


def test_reading_that_takes_more_than_half_of_the_time_is_told():
    long = " ".join(["palabra"] * 900)
    items = {"x": item("x", stem={"es": long, "en": "Short"})}
    made = plan(["x"], minutes=9)
    es, en = reading_load(made, "A", items)
    # The title is a word, the options four more.
    assert (es.words, es.minutes, en.words) == (905, 5, 6)
    told = [one for one in findings(made, items) if one.code == "long_reading"]
    assert [dict(one.facts) for one in told] == [{"language": "es", "words": 905, "minutes": 5, "limit": 9}]
    assert "long_reading" not in names(plan(["x"], minutes=11), items)


def test_a_draw_reads_its_share():
    items = {name: item(name, stem={"es": "a b c d e f", "en": "x"}) for name in ("p", "q")}
    assert reading_load(plan(["p", "q"], draw=1), "A", items)[0].words == 1 + 10


@pytest.mark.parametrize(
    ("es", "en", "apart"),
    [
        ("El artículo 684-B da 45 días.", "Article 684-B gives 45 days.", None),
        ("El artículo 684-B", "Article 684-C", (["684-B"], ["684-C"])),
        ("1,500.50 pesos, 3 veces", "3 times 1,500.50 pesos", None),
        ("3 y 3", "3 and 4", (["3"], ["4"])),
        ("Son 45.", "There are 45", None),
    ],
)
def test_numbers_and_articles_must_be_the_same(es, en, apart):
    assert differing_numbers(es, en) == apart


def test_languages_that_differ_are_told_by_question():
    half = item("half", stem={"es": "Hola", "en": ""})
    other = item("other", stem={"es": "Artículo 5", "en": "Article 6"}, correct="b")
    items = {"half": half, "other": other}
    told = [(one.code, one.blocks, dict(one.facts)) for one in findings(plan(items), items)]
    assert told == [
        ("no_translation", True, {"languages": ["en"]}),
        ("numbers_differ", False, {"es": ["5"], "en": ["6"]}),
    ]


def test_forms_need_anchors_and_those_in_most_modules():
    items = {
        f"{module}{n}": item(f"{module}{n}", correct="abcd"[n % 4], module=module)
        for module in ("m1", "m2", "m3")
        for n in range(4)
    }
    a = ["m10", "m11", "m20", "m21", "m30"]
    assert found(plan(a, ["m12", "m13", "m22", "m31", "m33"]), items) == [
        ("few_anchors", "A", False),
        ("few_anchors", "B", False),
    ]
    told = findings(plan(a, ["m10", "m13", "m22", "m31", "m33"]), items)
    assert [(one.code, one.form, dict(one.facts)) for one in told] == [
        ("narrow_anchors", "A", {"modules": ["m2", "m3"]}),
        ("narrow_anchors", "B", {"modules": ["m2", "m3"]}),
    ]
    assert names(plan(a, ["m10", "m20", "m22", "m31", "m33"]), items) == []
    assert names(plan(a, ["m10", "m20", "m22", "m31"]), items) == ["unequal_forms"]


def test_anchors_among_questions_that_are_drawn_are_told():
    items = one_of_each()
    told = [
        one for one in findings(plan(["i0", "i1"], ["i0", "i2"], draw=1), items) if one.code == "anchor_drawn"
    ]
    assert [(one.form, *one.items) for one in told] == [("A", "i0"), ("B", "i0")]
    assert "anchor_drawn" not in names(plan(["i0", "i1"], ["i0", "i2"], draw=2), items)


def test_every_finding_has_words():
    """Those above, said: no code without a sentence, no sentence that lacks a fact."""
    bad = item("Q 100%", said=["Sí", "sí", "x" * 60, "y"], stem={"es": "Art. 5", "en": "Art. 6"})
    bare = Plan(
        title={"es": "", "en": ""},
        intro={"es": "x", "en": ""},
        labels=("A", "B"),
        minutes=1,
        sections=(
            Section(
                {"es": "x", "en": ""},
                draw=1,
                items={"A": (Entry("q"), Entry("r"), Entry("q"), Entry("no")), "B": (Entry("q"), Entry("r"))},
            ),
            Section(items={"A": (), "B": ()}, draw=3),
        ),
    )
    items = {"q": bad, "r": item("r", stem={"es": " ".join("a" * 400), "en": ""}, approved=False)}
    told = findings(bare, items, [frozenset({"q", "r"})])
    said = [in_words(one, {"q": "Q 100%", "r": "r"}) for one in told]
    assert all(said)
    assert {one.code for one in told} <= set(_SENTENCES)
    assert any("Q 100%" in one for one in said)
