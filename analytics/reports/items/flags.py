"""What to look at in a question, the weightiest first. Flags point a person at it and decide nothing."""

from collections.abc import Sequence

from analytics.reports.items.data import OptionRow

ORDER = (
    "check_key",
    "attracts_strong",
    "no_variance",
    "poor_discrimination",
    "revise_item",
    "hard_item",
    "easy_item",
    "unused_options",
)


def flags_of(of_item: Sequence[str], options: Sequence[OptionRow]) -> tuple[str, ...]:
    """The flags of a question from those of the item analysis and of its options, each once, in order."""
    found = {_RENAMED.get(flag, flag) for flag in of_item}
    for option in options:
        found |= {_RENAMED.get(flag, flag) for flag in option.flags}
    if "check_key" in found:
        # One reason to look at the key is enough: the others follow from it.
        found -= {"attracts_strong", "poor_discrimination", "revise_item", "hard_item"}
    return tuple(flag for flag in ORDER if flag in found)


_RENAMED = {"no_discrimination": "no_variance", "never_chosen": "unused_options"}


def rival_of(options: Sequence[OptionRow]) -> str | None:
    """The wrong option that those who did best chose more often than the right one.

    Failing that, the one that strong people chose more than weak ones; None where there is neither.
    """
    wrong = [one for one in options if one.key is not None and not one.is_key]
    right = sum(one.thirds[-1] or 0.0 for one in options if one.is_key)
    best = max(wrong, key=lambda one: one.thirds[-1] or 0.0, default=None)
    if best is not None and (best.thirds[-1] or 0.0) > right:
        return best.key
    strong = [one for one in wrong if "attracts_strong" in one.flags]
    return max(strong, key=lambda one: one.share or 0.0).key if strong else None
