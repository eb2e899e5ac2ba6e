"""What pydantic found wrong, said so that an author knows what to do."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "date_type": "a date (2025-02-21)",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a set of named fields",
    "model_type": "a set of named fields",
    "model_attributes_type": "a set of named fields",
}


def in_words(fault: Mapping[str, Any], known: Iterable[str]) -> str:
    """One fault of one field; `known` are the names that the place may hold."""
    kind, value, limits = fault["type"], fault.get("input"), fault.get("ctx", {})
    if kind == "extra_forbidden":
        return "no such field: " + suggestion(str(fault["loc"][-1]), known)
    if kind == "missing":
        return "is missing: add it"
    if value is None and kind in _EXPECTED:
        return "is empty: fill it in, or take the field away"
    if kind in _EXPECTED:
        return f"{_EXPECTED[kind]} is expected, not {shown(value)}"
    match kind:
        case "string_too_long":
            return f"may have {limits.get('max_length')} characters at most, not {len(str(value))}"
        case "string_too_short":
            return "the text is empty: write it, or take the field away"
        case "string_pattern_mismatch":
            allowed = "small letters without accents, digits, and - or _ between them"
            return f"a key has {allowed}, not {shown(value)}"
        case "greater_than_equal":
            return f"must be {limits['ge']:g} or more, not {shown(value)}"
        case "greater_than":
            return f"must be more than {limits['gt']:g}, not {shown(value)}"
        case "less_than_equal":
            return f"must be {limits['le']:g} or less, not {shown(value)}"
        case "literal_error" | "union_tag_invalid":
            expected = limits.get("expected") or limits.get("expected_tags") or ""
            names = [name.strip(" '") for name in expected.replace(" or ", ", ").split(",")]
            names = [name for name in names if name]
            given = limits.get("tag", value)
            hint = get_close_matches(str(given), names, 1)
            meant = f"; did you mean {hint[0]}?" if hint else ""
            return f"must be one of {', '.join(names)}, not {shown(given)}{meant}"
        case "union_tag_not_found":
            return f"{limits.get('discriminator', 'type').strip(chr(39))} is missing: add it"
        case "too_short":
            return f"needs {limits.get('min_length')} or more entries"
        case "too_long":
            return f"may have {limits.get('max_length')} entries at most"
        case "value_error":
            return str(limits.get("error"))
    return str(fault["msg"])


def suggestion(name: str, known: Iterable[str]) -> str:
    """The field that was probably meant."""
    names = list(known)
    if close := get_close_matches(name, names, 1, cutoff=0.7):
        return f"did you mean {close[0]}?"
    return f"misspelled, or in the wrong place; here there may be {', '.join(names)}"


def shown(value: Any) -> str:
    """A value as an author writes it, not as Python does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | date):
        return str(value)
    if isinstance(value, str):
        return f'"{value if len(value) <= 60 else value[:57] + "…"}"'
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, dict):
        return "a set of named fields"
    return "nothing"
