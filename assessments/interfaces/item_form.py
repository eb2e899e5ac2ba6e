"""The fields of a question, as its page shows them: words in both languages side by side, and facts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments.interfaces import item_words
from assessments.interfaces.item_form_parts import Cell, Drawing, Input, ItemForm, Line, Listing, Text, Words
from assessments.item_types import REGISTRY
from assessments.item_types.writing import Lines, Right, Setting, Writing
from assessments.rules.item_texts import LANGUAGES, filled


def form_of(
    type: str,
    content: Mapping[str, Any],
    *,
    stored: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    data: QueryDict | None = None,
) -> ItemForm:
    """The form that shows `content`; with `stored`, what somebody else wrote is shown where it differs."""
    kind = REGISTRY[type]
    if not errors:
        content = kind.written(content)
    problems = {} if errors else item_words.in_words(kind.problems(filled(content)))
    return _Form(kind.writing, content, stored, errors or {}, data, problems).form()


class _Form:
    def __init__(
        self,
        writing: Writing,
        content: Mapping[str, Any],
        stored: Mapping[str, Any] | None,
        errors: Mapping[str, str],
        data: QueryDict | None,
        problems: Mapping[str, Sequence[str]],
    ) -> None:
        self.writing, self.content, self.stored = writing, content, stored
        self.errors, self.data, self.problems = errors, data, problems

    def form(self) -> ItemForm:
        own = [*self.writing.settings]
        texts = [self._text(one.name, one.name, may_lack=True) for one in own if one.kind == "words"]
        inputs = [self._input(one, one.name, self.content, self.stored) for one in own if one.kind != "words"]
        right = self.writing.right
        if right and right.kind == "truth":
            inputs.insert(0, self._truth())
        listings = [self._listing(lines) for lines in self.writing.lines]
        shown = {lines.name for lines in self.writing.lines} | {one.name for one in own} | {"correct"}
        rest = [words for name, said in self.problems.items() if name not in shown for words in said]
        own_correct = any(one.name == "correct" for one in own)
        return ItemForm(
            stem=self._text("stem", "stem", label=_("Question")),
            picture=self._picture("picture", self.content, _("Picture")),
            listings=listings,
            texts=texts,
            inputs=inputs,
            correct_problems=self._said("correct") if not own_correct else [],
            problems=rest,
        )

    def _said(self, name: str) -> list[str]:
        error = [self.errors[name]] if name in self.errors else []
        return [*error, *self.problems.get(name, ())]

    def _text(self, path: str, name: str, *, label: Words = "", may_lack: bool = False) -> Text:
        words, kept = _at(self.content, path) or {}, _at(self.stored, path) or {}
        # Words that may lack have to be there in both languages once they are in one.
        lacking = may_lack and not any(words.values())
        cells = []
        for code in LANGUAGES:
            shown, there = words.get(code, ""), kept.get(code, "")
            changed = there if self.stored is not None and shown != there else ""
            cells.append(Cell(f"{code}.{path}", code, shown, changed, lacking))
        return Text(label or item_words.SETTINGS[name], cells)

    def _input(self, one: Setting, path: str, said: Any, kept: Any) -> Input:
        value, stored = said.get(one.name, one.default), ""
        if kept is not None and kept.get(one.name, one.default) != value:
            stored = _shown(one, kept.get(one.name, one.default))
        label = item_words.SETTINGS[one.name]
        error = " ".join(self._said(path))
        if one.kind == "flag":
            return Input(path, "flag", label, is_on=bool(value), error=error, stored=stored)
        if one.kind == "choice":
            choices = [(name, item_words.CREDITS[name]) for name in one.choices]
            return Input(path, "choice", label, str(value), choices, error=error, stored=stored)
        return Input(path, "text", label, _shown(one, value), error=error, stored=stored)

    def _truth(self) -> Input:
        value = {True: "true", False: "false"}.get(self.content.get("correct"), "")  # type: ignore[arg-type]
        choices = (("", _("Choose")), ("true", _("True")), ("false", _("False")))
        return Input("correct", "choice", item_words.SETTINGS["correct"], value, choices)

    def _picture(self, path: str, thing: Mapping[str, Any], label: Words) -> Drawing:
        alt = self._text(f"{path}.alt", "", label=_("What the picture says to whoever cannot see it"))
        facts = thing.get("picture") or {}
        return Drawing(path, label, facts if "digest" in facts else None, alt, self.errors.get(path, ""))

    def _listing(self, lines: Lines) -> Listing:
        things = self.content.get(lines.name) or []
        return Listing(
            name=lines.name,
            title=item_words.LISTS[lines.name],
            lines=[self._line(lines, place, one) for place, one in enumerate(things)],
            add=item_words.ADD[lines.name],
            problems=self._said(lines.name),
            none_right=self._none_right(lines),
        )

    def _none_right(self, lines: Lines) -> Input | None:
        right = self.writing.right
        if right is None or right.kind != "one" or not right.may_lack or right.lines != lines.name:
            return None
        words = _("None is right: the question asks for a fact or an opinion")
        return Input("correct", "radio", words, is_on="correct" not in self.content)

    def _line(self, lines: Lines, place: int, one: Mapping[str, Any]) -> Line:
        path = f"{lines.name}.{place}"
        kept = None if self.stored is None else _at(self.stored, path) or {}
        label = item_words.line_name(lines.name, place)
        texts = [self._text(f"{path}.{lines.said}", lines.said, label=_("Words"))]
        texts += [
            self._text(f"{path}.{said.name}", said.name, may_lack=True)
            for said in lines.settings
            if said.kind == "words"
        ]
        inputs = [
            self._input(said, f"{path}.{said.name}", one, kept)
            for said in lines.settings
            if said.kind != "words"
        ]
        hidden = (f"{path}.key", str(one["key"])) if lines.keyed else (f"{path}.origin", str(place))
        return Line(
            label=label,
            path=path,
            hidden=hidden,
            texts=texts,
            inputs=[*self._right(lines, one), *inputs],
            may_go_up=place > 0,
            up=f"up.{path}",
            drop=f"drop.{path}",
            picture=self._picture(f"{path}.picture", one, _("Picture")) if lines.pictured else None,
        )

    def _right(self, lines: Lines, one: Mapping[str, Any]) -> list[Input]:
        """How this line is said to be right, or which other belongs to it."""
        right = self.writing.right
        if right is None or right.kind == "truth":
            return []
        key = str(one.get("key"))
        if right.kind == "pairs" and right.rows == lines.name:
            return [self._partner(right, key)]
        if right.lines != lines.name or right.kind == "pairs":
            return []
        correct = self.content.get("correct")
        if right.kind == "one":
            return [Input("correct", "radio", _("This is the right one"), key, is_on=correct == key)]
        if right.kind == "many":
            return [Input("correct", "check", _("This one is right"), key, is_on=key in (correct or ()))]
        return [self._place(key, correct or [])]

    def _partner(self, right: Right, row: str) -> Input:
        there = self.content.get(right.lines) or []
        choices: list[tuple[str, Words]] = [("", _("Choose"))]
        for place, one in enumerate(there):
            words = " / ".join(filter(None, (one["text"].get(code, "") for code in LANGUAGES)))
            name = item_words.line_name(right.lines, place)
            choices.append((str(one["key"]), f"{name}: {words[:60]}" if words else name))
        value = (self.content.get("correct") or {}).get(row, "")
        return Input(f"correct.{row}", "choice", _("Belongs to"), str(value), choices)

    def _place(self, key: str, correct: Sequence[str]) -> Input:
        name = f"correct.{key}"
        value = str(correct.index(key) + 1) if key in correct else ""
        if self.errors and self.data is not None:
            value = self.data.get(name, value)
        number = len(self.content.get("options") or ())
        choices = [("", _("Choose")), *((str(n), str(n)) for n in range(1, number + 1))]
        return Input(name, "choice", _("Its place in the right order"), value, choices)


def _shown(one: Setting, value: Any) -> str:
    if value is None:
        return ""
    if one.kind == "flag":
        return _("Yes") if value else _("No")
    if one.kind == "choice":
        return str(item_words.CREDITS.get(str(value), value))
    return str(value)


def _at(thing: Any, path: str) -> Any:
    """What stands at a path like "options.0.text"; None where nothing does."""
    for step in path.split("."):
        if isinstance(thing, Sequence) and not isinstance(thing, str):
            thing = thing[int(step)] if int(step) < len(thing) else None
        else:
            thing = thing.get(step) if isinstance(thing, Mapping) else None
    return thing
