"""What a page says the same to everybody is worked out once per process, and not for each person anew.

Two ways, neither of which keeps anything that was read of somebody:

- `Loader` settles templates as it compiles them: a `translate` of fixed words and a `static` of a fixed
  path are looked up once per language, and the blocks of a base once.
- `drawn` draws a part of a page from the values it is given and from nothing else: a row of a list that
  many see alike, a footer. Whoever has the same values gets the same part.
"""

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import Node, NodeList, Template
from django.template.context import Context
from django.template.loader import render_to_string
from django.template.loaders.cached import Loader as CachedLoader
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.functional import LazyObject, Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

KEPT = 3_000
"""Parts kept per process, of some hundreds of bytes each."""


def drawn(template: str, **values: Hashable) -> SafeString:
    """The part, in the active language. It may not depend on the time zone, or on anything but `values`."""
    return drawn_each(template, [values])


def drawn_each(template: str, rows: Iterable[Mapping[str, Hashable]]) -> SafeString:
    """One part after the other: each is drawn from the values of its row, and from nothing else."""
    language = get_language()
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    return mark_safe(  # noqa: S308 - rendered templates
        "\n".join([draw(template, language, _key(row)) for row in rows])
    )


def _key(row: Mapping[str, Hashable]) -> tuple[Hashable, ...]:
    """Names, types and values: a text that is safe equals one that is not, and 1 equals True."""
    values = row.values()
    return (*row, *map(type, values), *values)


@lru_cache(maxsize=KEPT)
def _drawn(template: str, _language: str | None, key: tuple[Any, ...]) -> str:
    names, values = key[: len(key) // 3], key[len(key) // 3 * 2 :]
    if lazy := [
        name for name, value in zip(names, values, strict=True) if isinstance(value, LazyObject | Promise)
    ]:
        raise TypeError(f"{template}: {lazy[0]} is lazy; what is kept must hold no request and no language")
    return render_to_string(template, dict(zip(names, values, strict=True))).strip()


forget = _drawn.cache_clear
"""For tests that change settings."""


class Loader(CachedLoader):
    """Django's loader that keeps compiled templates; ours settles what is fixed in them."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        if not isinstance(template.nodelist, _Settled):
            template.nodelist = _settled(template.nodelist)
        return template


class _Settled(NodeList):
    """The nodes of a whole template. Each page that extends a base asks for its blocks: looked up once."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self._of_type: dict[type[Node], list[Node]] = {}

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Node]:
        if nodetype not in self._of_type:
            self._of_type[nodetype] = super().get_nodes_by_type(nodetype)
        return self._of_type[nodetype]


def _settled(nodes: NodeList) -> _Settled:
    if not settings.DEBUG:
        for node in nodes.get_nodes_by_type(TranslateNode) + nodes.get_nodes_by_type(StaticNode):
            if all(_is_fixed(one) for one in _said_by(node)):
                node.render_annotated = _Once(node)  # type: ignore[method-assign]
    return _Settled(nodes)


def _said_by(node: Any) -> list[Any]:
    """What a node works out, as expressions; None stands for a variable that it sets on the page."""
    if isinstance(node, StaticNode):
        return [node.path, *([None] if node.varname else [])]
    context = [node.message_context] if node.message_context else []
    return [node.filter_expression, *context, *([None] if node.asvar else [])]


def _is_fixed(expression: Any) -> bool:
    """Whether an expression of a template is a literal without filters."""
    if expression is None:
        return False
    of_words = isinstance(expression.var, str) or getattr(expression.var, "literal", None) is not None
    return of_words and not expression.filters


class _Once:
    """Stands before a node that says the same to everybody who reads the same language."""

    __slots__ = ("_kept", "_render")

    def __init__(self, node: Node) -> None:
        self._render = node.render_annotated
        self._kept: dict[str | None, Any] = {}

    def __call__(self, context: Context) -> Any:
        language = get_language()
        if language not in self._kept:
            self._kept[language] = self._render(context)
        return self._kept[language]
