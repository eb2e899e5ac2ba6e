"""What the checks of a test found, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.rules.findings import Finding


def in_words(finding: Finding, names: Mapping[str, str]) -> str:
    """One sentence or two: what is wrong and what can be done. `names` says questions by uuid."""
    facts = finding.facts
    said = {
        **{name: value for name, value in facts.items() if not isinstance(value, (dict, list))},
        "items": ", ".join(names.get(uuid, _("a question that is gone")) for uuid in finding.items),
        "language": language_name(facts.get("language", "")),
    }
    words = _SENTENCES[finding.code](facts)
    return words % said


def language_name(code: str) -> str:
    """A language inside a sentence."""
    names = {"es": pgettext("in a sentence", "Spanish"), "en": pgettext("in a sentence", "English")}
    return names.get(code, "")


def _letters(facts: Mapping[str, Any]) -> str:
    return ", ".join(facts["letters"])


def _odd(facts: Mapping[str, Any]) -> str:
    said = [f"{', '.join(letters)} ({language_name(code)})" for code, letters in facts["letters"].items()]
    return _("%(items)s: much longer than the other options: ") + "; ".join(said) + "."


def _draw(facts: Mapping[str, Any]) -> str:
    if facts["value"]:
        return _("Section %(section)s draws %(asked)s of “%(value)s”, and holds %(there)s that are approved.")
    return _("Section %(section)s draws %(asked)s questions, and holds %(there)s that are approved.")


def _numbers(facts: Mapping[str, Any]) -> str:
    def said(values: list[str]) -> str:
        return (", ".join(values) or _("nothing")).replace("%", "%%")

    words = _("%(items)s: the numbers differ. Only in Spanish: {es}. Only in English: {en}.")
    return words.replace("{es}", said(facts["es"])).replace("{en}", said(facts["en"]))


def _anchors(facts: Mapping[str, Any]) -> str:
    if not facts["n"]:
        return _("No question stands in both forms: their results cannot be put on one scale.")
    return ngettext(
        "%(n)s of %(of)s questions stands in both forms. A fifth is the least for results on one scale.",
        "%(n)s of %(of)s questions stand in both forms. A fifth is the least for results on one scale.",
        facts["n"],
    )


def _bare(facts: Mapping[str, Any]) -> str:
    modules = ", ".join(facts["modules"]).replace("%", "%%")
    return _("The questions that stand in both forms leave modules out: ") + modules + "."


def _sizes(facts: Mapping[str, Any]) -> str:
    sizes = "; ".join(f"{label}: {number}" for label, number in facts["sizes"].items())
    return _("The forms do not ask the same number of questions. ") + sizes + "."


def _untranslated(facts: Mapping[str, Any]) -> str:
    if facts["languages"] == ["es"]:
        return _("%(items)s lacks words in Spanish.")
    if facts["languages"] == ["en"]:
        return _("%(items)s lacks words in English.")
    return _("%(items)s lacks words in both languages.")


_SENTENCES: dict[str, Any] = {
    "no_title": lambda facts: _("The title is missing in %(language)s."),
    "no_intro": lambda facts: _("The introduction is missing in %(language)s."),
    "no_section_title": lambda facts: _("The title of section %(section)s is missing in %(language)s."),
    "empty_form": lambda facts: _("It has no questions yet."),
    "item_twice": lambda facts: _("%(items)s stands here twice. Take one away."),
    "item_gone": lambda facts: _("A question is no longer in the bank. Take it away."),
    "not_approved": lambda facts: _("Not approved: %(items)s. Have them approved, or take them away."),
    "enemies": lambda facts: _("%(items)s may not stand in one form: one gives the other away."),
    "measured": lambda facts: _(
        "%(items)s: people are measured by these elsewhere, and practice would show the answers. "
        "Take them away."
    ),
    "draw_short": _draw,
    "anchor_drawn": lambda facts: _(
        "Section %(section)s draws some of its questions, so not everybody is asked those of both forms: "
        "%(items)s."
    ),
    "two_keys": lambda facts: _("%(items)s has more than one right option: ") + _letters(facts) + ".",
    "same_options": lambda facts: _("%(items)s has options with the same words: ") + _letters(facts) + ".",
    "no_key": lambda facts: _("%(items)s has nothing right or wrong, so it earns no points."),
    "longest_key": lambda facts: _(
        "In %(language)s the right option is the longest in %(n)s of %(of)s questions, "
        "more than chance gives."
    ),
    "key_letter": lambda facts: _(
        "Option %(letter)s is right in %(n)s of %(of)s questions, more than chance gives. "
        "It shows on paper and where options are not shuffled."
    ),
    "never_key": lambda facts: _(
        "Option %(letter)s is right in none of %(of)s questions. "
        "It shows on paper and where options are not shuffled."
    ),
    "odd_option": _odd,
    "long_reading": lambda facts: _(
        "In %(language)s there are %(words)s words to read. "
        "That alone takes %(minutes)s of %(limit)s minutes."
    ),
    "no_translation": _untranslated,
    "numbers_differ": _numbers,
    "few_anchors": _anchors,
    "narrow_anchors": _bare,
    "unequal_forms": _sizes,
}
