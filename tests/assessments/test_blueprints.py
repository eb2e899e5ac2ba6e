"""The blueprint of a test: what each form holds, and what is missing, in words."""

from django.http import QueryDict

from assessments.interfaces import blueprint_forms as forms
from assessments.rules.blueprints import grid
from assessments.rules.findings import CheckedItem
from assessments.rules.instrument_plans import Blueprint, Entry, Plan, Section

TARGETS = {("m1", "apply"): 2, ("m3", "apply"): 2, ("m1", "know"): 1}


def item(module, *levels):
    return CheckedItem(
        module, "single_choice", {}, module=module, tags=frozenset(("level", one) for one in levels)
    )


ITEMS = {
    "a": item("m1", "apply"),
    "b": item("m1", "know", "apply"),
    "c": item("m2"),
    "d": item("m3", "apply"),
}


def plan(a="abc", b="d", labels=("A", "B"), targets=TARGETS):
    items = {"A": tuple(map(Entry, a)), "B": tuple(map(Entry, b))}
    return Plan(labels=labels, sections=(Section(items=items),), blueprint=Blueprint("level", targets))


def test_each_cell_says_what_is_there_and_what_is_missing():
    found = grid(plan(), ITEMS)
    assert found.values == ["apply", "know", ""]
    assert [row.module for row in found.rows] == ["m1", "m2", "m3"]
    there = {
        (cell.module, cell.value): (cell.target, *((one.there, one.missing) for one in cell.forms))
        for row in found.rows
        for cell in row.cells
    }
    assert there["m1", "apply"] == (2, (2, 0), (0, 2))
    assert there["m1", "know"] == (1, (1, 0), (0, 1))
    assert there["m2", ""] == (None, (1, 0), (0, 0))
    assert there["m3", "apply"] == (2, (0, 2), (1, 1))
    assert [(row.target, [one.there for one in row.forms]) for row in found.rows] == [
        (3, [3, 0]),
        (0, [1, 0]),
        (2, [0, 1]),
    ]
    assert (found.foot.target, [(one.there, one.missing) for one in found.foot.forms]) == (
        5,
        [(4, 2), (1, 4)],
    )
    assert [cell.target for cell in found.foot.cells] == [4, 1, 0]


def test_what_is_missing_is_said_in_words():
    assert forms.missing_words(grid(plan(), ITEMS), many=True) == [
        "Forma A. Faltan 2 preguntas de «apply» en «m3».",
        "Forma B. Faltan 2 preguntas de «apply» en «m1».",
        "Forma B. Falta 1 pregunta de «know» en «m1».",
        "Forma B. Falta 1 pregunta de «apply» en «m3».",
    ]
    one = plan(labels=("A",), targets={("m1", "know"): 2})
    assert forms.missing_words(grid(one, ITEMS), many=False) == ["Falta 1 pregunta de «know» en «m1»."]


def sent(*cells, kind="level"):
    data = QueryDict(mutable=True)
    data["kind"] = kind
    for module, value, target in cells:
        for name, typed in (("module", module), ("value", value), ("target", target)):
            data.appendlist(name, typed)
    return data


def test_targets_are_read_and_what_cannot_be_read_is_kept_as_typed():
    stored = Blueprint("level", TARGETS)
    read, wrong = forms.read(sent(("m1", "apply", " 3 "), ("m1", "know", ""), ("m9", "new", "4")), stored)
    assert (read.targets, wrong) == ({("m1", "apply"): 3, ("m9", "new"): 4}, {})
    data = sent(("m1", "apply", "dos"), ("m7", "x", "-1"))
    read, wrong = forms.read(data, stored)
    assert set(wrong) == {"m1|apply", "m7|x"}
    shown = forms.table(grid(plan(), ITEMS), wrong)[0]["cells"][0][1]
    assert (shown.typed, bool(shown.problem)) == ("dos", True)
    assert forms.new_cell(data, wrong)["typed"] == "-1"
    assert forms.new_cell(sent(("m7", "x", "1")), {}) == {}


def test_other_columns_begin_without_targets():
    read, _wrong = forms.read(sent(("m1", "apply", "3"), kind="competency"), Blueprint("level", TARGETS))
    assert read == Blueprint("competency", {})
    read, _wrong = forms.read(sent(("m1", "apply", "3"), kind="nonsense"), Blueprint("level", TARGETS))
    assert read == Blueprint("level", {("m1", "apply"): 3})
