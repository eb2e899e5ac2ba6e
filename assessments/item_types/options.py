"""What the kinds with a list of options share."""

from collections.abc import Mapping

from assessments.item_types.base import Content, picture_problems, stem_problems, text_problems


def keys(content: Content) -> tuple[str, ...]:
    """Keys of the options, in written order."""
    return tuple(option["key"] for option in content["options"])


def option_problems(content: Content) -> list[str]:
    """Problems of the stem and of the options, before anything is said of which one is right."""
    problems = stem_problems(content)
    options = content.get("options")
    if not isinstance(options, list) or len(options) < 2:
        return [*problems, "options: at least two are needed"]
    found = [option.get("key") if isinstance(option, Mapping) else None for option in options]
    if not all(isinstance(key, str) and key for key in found):
        return [*problems, "options: each needs a key"]
    if len(set(found)) < len(found):
        problems.append("options: a key is used twice")
    for option in options:
        problems += text_problems(f"option {option['key']}", option.get("text"))
        problems += picture_problems(f"picture of option {option['key']}", option)
        if "feedback" in option:
            problems += text_problems(f"feedback on option {option['key']}", option["feedback"])
    return problems
