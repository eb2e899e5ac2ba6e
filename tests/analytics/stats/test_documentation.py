"""Every code a result can carry is explained in docs/statistics.md."""

import ast
import re
from pathlib import Path

from analytics import stats
from analytics.stats.core.result import Estimate

SOURCES = sorted(Path(stats.__path__[0]).rglob("*.py"))
DOCUMENT = Path(__file__).resolve().parents[3] / "docs/statistics.md"
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")
CARRIERS = {"reason", "interval_reason", "warnings", "assumptions"}


def codes_in(source: str) -> set[str]:
    """Snake-case strings of a module that are not the names of arguments, fields or functions."""
    tree = ast.parse(source)
    names = {node.arg for node in ast.walk(tree) if isinstance(node, (ast.arg, ast.keyword))}
    names |= {
        n.target.id for n in ast.walk(tree) if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)
    }
    names |= {n.name for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
    names |= {alias.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for alias in n.names}
    names |= {c.value for part in _not_codes(tree) for c in ast.walk(part) if isinstance(c, ast.Constant)}
    found = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {code for code in found if CODE.fullmatch(code)} - names


def _not_codes(tree: ast.Module) -> list[ast.expr]:
    """Slots of classes, options handed to a solver, and attributes asked for."""
    slots = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "__slots__" for t in n.targets)
    ]
    options = [n.value for n in ast.walk(tree) if isinstance(n, ast.keyword) and n.arg == "options"]
    asked = [
        entry
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id in {"hasattr", "getattr"}
        for entry in n.args
    ]
    return slots + options + asked


def test_the_collector_finds_codes_and_leaves_names():
    source = "def f(max_score):\n    if max_score:\n        return 'too_few_rows'\n    return 'max_score'"
    assert codes_in(source) == {"too_few_rows"}


def test_every_code_is_explained():
    documented = set(re.findall(r"`([a-z0-9_]+)`", DOCUMENT.read_text(encoding="utf-8")))
    missing = {path.name: sorted(codes_in(path.read_text(encoding="utf-8")) - documented) for path in SOURCES}
    assert {name: codes for name, codes in missing.items() if codes} == {}


def test_carriers_of_codes_are_fields_of_an_estimate():
    assert set(Estimate.__dataclass_fields__) >= CARRIERS


def public_calls() -> set[str]:
    return {f"{chapter}.{name}" for chapter in stats.CHAPTERS for name in getattr(stats, chapter).__all__}


def test_every_call_in_the_table_of_questions_exists_and_none_is_left_out():
    named = set(re.findall(r"`stats\.([a-z_]+\.[A-Za-z_0-9]+)`", stats.__doc__))
    assert named == {call for call in public_calls() if call.split(".")[1].islower()}


def test_every_public_call_has_its_place_in_the_document():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert sorted(call for call in public_calls() if f"`{call}" not in text) == []


def test_every_call_in_the_document_exists():
    chapters = "|".join(stats.CHAPTERS)
    named = set(
        re.findall(rf"`(?:stats\.)?((?:{chapters})\.[A-Za-z_0-9]+)", DOCUMENT.read_text(encoding="utf-8"))
    )
    assert sorted(named - public_calls()) == []
