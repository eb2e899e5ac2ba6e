"""Vega-Lite pictures as SVG for our pages: colors follow the theme, nothing is inline style or script.

Every picture has a title and a description; the table behind it is the template's work. Pages allow
no inline style (CSP), so everything is a presentation attribute; colors are the CSS variables of the
design, so that one picture serves the light and the dark theme and print.
"""

import hashlib
import json
import re
from typing import Any

from django.core.cache import caches
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH = 320
KEEP = 60 * 60 * 24
# Raising it abandons pictures cached by an earlier release.
VERSION = 3

INK, SOFT, RULE, EDGE = "var(--ink)", "var(--soft)", "var(--rule)", "var(--edge)"
ACCENT, PAPER = "var(--accent)", "var(--paper)"

_AXIS = {
    "labelColor": SOFT, "labelFontSize": 12, "titleColor": SOFT, "titleFontSize": 12,
    "titleFontWeight": "normal", "titlePadding": 8, "labelPadding": 6, "gridColor": RULE,
    "domain": False, "ticks": False,
}  # fmt: skip
_CONFIG = {
    "aria": False, "background": None, "padding": 4, "font": "sans-serif", "view": {"stroke": None},
    "axis": _AXIS, "text": {"fontSize": 12, "color": INK},
}  # fmt: skip
_NOISE = re.compile(r' (?:class|role|aria-[a-z]+|pointer-events|xmlns:xlink|version|font-family)="[^"]*"')
_EMPTY = re.compile(r'<path(?: [a-z-]+="[^"]*")*? d=""[^>]*/>|<path d="M0,0h0v0h0Z"/>')
_OPENING = re.compile(r'^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')


def draw(spec: dict[str, Any], *, title: str, description: str) -> SafeString:
    """The picture of `spec`; drawn once per content, then taken from the cache."""
    written = json.dumps(spec, sort_keys=True, ensure_ascii=False)
    key = "chart-" + hashlib.sha256(f"{VERSION}|{title}|{description}|{written}".encode()).hexdigest()
    cache = caches["pictures"]
    found = cache.get(key)
    if found is None:
        found = _dressed(_svg(spec), key[:14], title, description)
        cache.set(key, found, KEEP)
    return mark_safe(found)  # noqa: S308 - drawn here; title and description are escaped


def _svg(spec: dict[str, Any]) -> str:
    import vl_convert  # starting its engine costs a second that pages without pictures need not pay

    return str(vl_convert.vegalite_to_svg({"config": _CONFIG, **spec}))


def _dressed(svg: str, prefix: str, title: str, description: str) -> str:
    """Our opening tag, with title and description, around a drawing without its inner labels."""
    size = _OPENING.match(svg)
    if size is None:
        raise ValueError("the drawing does not begin with its size")
    body = _EMPTY.sub("", _NOISE.sub("", svg[size.end() :]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {size[1]} {size[2]}" role="img" '
        f'aria-labelledby="{prefix}-t" aria-describedby="{prefix}-d">'
        f'<title id="{prefix}-t">{escape(title)}</title>'
        f'<desc id="{prefix}-d">{escape(description)}</desc>{body}'
    )
