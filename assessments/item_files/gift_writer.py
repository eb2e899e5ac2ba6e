"""Writes GIFT that Moodle and other readers accept; see `kept` for what GIFT cannot say."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from assessments.item_files import building, kept, markup
from assessments.item_files.gift_reader import KEPT, question
from assessments.item_files.gift_text import escape, hide
from assessments.item_files.model import LANGUAGES, FileItem, Refused, Words, Written


def write(items: Iterable[FileItem]) -> Written:
    """One block for each question, parted by empty lines."""
    blocks, left_out = [], []
    for item in items:
        answers = _ANSWERS.get(item.type)
        if answers is None or (item.type in _CHOICES and not _has_key(item)):
            left_out.append((item.key, _("GIFT has no such kind of question.")))
            continue
        said = _block(item, answers)
        try:
            read_back = question(hide(said).strip(), place=1, language=LANGUAGES[0])
        except Refused:
            read_back = None
        blocks.append(f"// {KEPT} {kept.as_json(item, read_back=read_back)}\n{said}\n")
    return Written("\n".join(blocks).encode(), left_out)


def _block(item: FileItem, answers: Callable[[dict[str, Any]], str]) -> str:
    title = f"::{escape(item.key)}::" if item.key else ""
    return f"{title}[html]{_text(item.content['stem'])}{{{answers(item.content)}}}"


def _text(texts: Words) -> str:
    return escape(markup.marked(texts))


def _has_key(item: FileItem) -> bool:
    return item.type == "situational_judgement" or "correct" in item.content


def _options(type: str) -> Callable[[dict[str, Any]], str]:
    def write(content: dict[str, Any]) -> str:
        lines = []
        for option, share in zip(content["options"], building.fractions(type, content), strict=True):
            single = type != "multiple_choice"
            sign = "=" if single and share == 100 else "~" if share == 0 else f"~%{building.written(share)}%"
            feedback = option.get("feedback")
            told = f"#{_text(feedback)}" if feedback else ""
            lines.append(f"\n{sign}{_text(option['text'])}{told}")
        return "".join(lines) + "\n"

    return write


def _short_text(content: dict[str, Any]) -> str:
    lines = []
    for one in content["accepted"]:
        mark = one.get("mark", 1)
        sign = "=" if mark == 1 else f"=%{building.written(100 * mark)}%"
        # An answer to type has no marks of language: each language's is one.
        lines += [f"{sign}{escape(text)}" for text in dict.fromkeys(one["text"].values()) if text]
    return " ".join(lines)


def _number(content: dict[str, Any]) -> str:
    tolerance = content.get("tolerance", 0)
    return f"#{content['correct']}" + (f":{tolerance}" if tolerance else "")


def _matching(content: dict[str, Any]) -> str:
    partners = {option["key"]: option["text"] for option in content["options"]}
    used = [content["correct"][row["key"]] for row in content["rows"]]
    lines = [
        f"\n={_text(row['text'])} -> {_text(partners[partner])}"
        for row, partner in zip(content["rows"], used, strict=True)
    ]
    lines += [f"\n= -> {_text(text)}" for key, text in partners.items() if key not in used]
    return "".join(lines) + "\n"


_CHOICES = frozenset({"single_choice", "multiple_choice", "situational_judgement", "number"})
_ANSWERS: dict[str, Callable[[dict[str, Any]], str]] = {
    **{type: _options(type) for type in ("single_choice", "multiple_choice", "situational_judgement")},
    "true_false": lambda content: "TRUE" if content["correct"] else "FALSE",
    "number": _number,
    "short_text": _short_text,
    "matching": _matching,
    "open_text": lambda content: "",
}
