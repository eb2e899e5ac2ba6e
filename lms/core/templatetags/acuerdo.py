"""Tags and filters that every template has."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.context import Context
from django.template.defaultfilters import date as formatted
from django.urls import reverse
from django.utils.html import format_html, strip_spaces_between_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from lms.core import drawing, kept_input, numbers, times
from lms.core import markdown as core_markdown
from lms.core.spoken import language_of
from lms.core.text import quoted as in_quotes

register = template.Library()

# Drawn on a 24-unit grid, stroked with the text's color.
ICONS = {
    "check": '<path d="m4 12.5 5.5 5.5L20 6.5"/>',
    "cross": '<path d="m6 6 12 12M18 6 6 18"/>',
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
    "alert": '<path d="M12 4 2.5 20h19L12 4Zm0 6v4m0 3v.01"/>',
    "mic": '<path d="M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM5 11a7 7 0 0 0 14 0M12 18v3"/>',
    "offline": (
        '<path d="M3 3l18 18M8.5 16.4a5 5 0 0 1 7 0M5 12.9a10 10 0 0 1 4-2.4M19 12.9a10 10 0 0 0-6-2.8'
        'M2 9a15 15 0 0 1 3.6-2.4M22 9a15 15 0 0 0-11-3.9"/>'
    ),
    "download": '<path d="M12 4v11m-5-4 5 5 5-5M5 20h14"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside a word; it says nothing by itself, so it is hidden from screen readers."""
    drawing = mark_safe(ICONS[name])  # noqa: S308 - constants above
    return format_html('<svg class="ico" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', drawing)


@register.simple_tag
def worker_address() -> str:
    """Where the script is that shows tests without a line; "" where the operator does without it."""
    return reverse("worker") if settings.OFFLINE_TESTS else ""


@register.simple_tag(name="drawn")
def drawn_part(template: str, **values: Hashable) -> SafeString:
    """A part of a page that knows these values and nothing else of it; drawn once per language."""
    return drawing.drawn(template, **values)


@register.simple_tag
def nav_entries(items: Iterable[Hashable]) -> SafeString:
    """The main navigation, as everybody with the same roles sees it on the same page."""
    return drawing.drawn("components/nav.html", items=tuple(items))


@register.simple_block_tag
def crumbs(content: str, of: str = "") -> SafeString:
    """The path to this page: `<li>` elements, from the outside in; of: whose path, if there are two."""
    items = mark_safe(strip_spaces_between_tags(content.strip()))  # noqa: S308 - a rendered template
    label = f"{_('Path')}, {of}" if of else _("Path")
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', label, items)


@register.simple_tag(name="time")
def time_element(moment: datetime | date | None, shape: str = "DATE_FORMAT", css: str = "") -> SafeString:
    """A `<time>` in the zone in force: one of Django's formats, and ISO 8601 to the second for machines."""
    if not moment:
        return mark_safe("")
    local = template_localtime(moment)
    machine = local.isoformat(timespec="seconds") if isinstance(local, datetime) else local.isoformat()
    of_class = format_html(' class="{}"', css) if css else ""
    return format_html('<time datetime="{}"{}>{}</time>', machine, of_class, formatted(local, shape))


@register.filter
def language_tag(code: str) -> str:
    """`es-mx` as BCP 47 writes it: `es-MX`."""
    language, _, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[dict[str, Any]]:
    """The other languages of this very page: `{code, tag, name, url}`, the name in its own language.

    A page whose address differs by language (Wagtail's) puts `translations`, a mapping from
    language code to URL, into its context; elsewhere the prefix is exchanged and the place kept.
    """
    request = context.get("request")
    if request is None:
        return []
    own = context.get("translations") or {}
    path = request.get_full_path() if request.method == "GET" else request.path
    return [
        {
            "code": code,
            "tag": language_tag(code),
            "name": get_language_info(code)["name_local"].capitalize().split(" ")[0],
            "url": own.get(code) or _in_language(path, code),
        }
        for code, _name in settings.LANGUAGES
        if code != get_language()
    ]


def _in_language(path: str, code: str) -> str:
    """The same address under another language's prefix; where it has none of ours, that language's start.

    A link to the very same address would do nothing: a mistyped prefix, or the admin's refusal.
    """
    own = f"/{get_language()}/"
    return f"/{code}/{path.removeprefix(own)}" if path.startswith(own) else f"/{code}/"


@register.simple_tag(takes_context=True)
def went_wrong(context: Context) -> str:
    """Where this page tells of a mistake: "page" (a form, `problem`), "message", or "" for nowhere."""
    values: dict[Any, Any] = context.flatten()
    # By the type: `isinstance` would work out what is lazy, such as the navigation of each role.
    forms = (one for one in values.values() if issubclass(type(one), BaseForm) and one.is_bound)
    if values.get("problem") or values.get("code_problem") or any(one.errors for one in forms):
        return "page"
    told = values.get("messages") or ()
    return "message" if any(getattr(one, "level", 0) >= messages.ERROR for one in told) else ""


@register.simple_tag(takes_context=True)
def title_place(context: Context) -> str:
    """What tells this page's title from that of the same list's other pages: the search, the page number."""
    told, page, request = [], context.get("page"), context.get("request")
    if not isinstance(page, Page):
        return ""
    if request is not None and (wanted := request.GET.get("q", "").replace("\x00", "").strip()):
        told.append(in_quotes(wanted[:80]))
    if page.number > 1:
        told.append(
            _("page %(number)s of %(all)s") % {"number": page.number, "all": page.paginator.num_pages}
        )
    return "".join(f" · {one}" for one in told)


@register.simple_tag
def pages_around(page: Page) -> list[int | None]:
    """Page numbers to offer: the ends and two either side of this one; None stands for a gap."""
    return [
        int(number) if isinstance(number, int) else None
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]


@register.filter
def localized(texts: Mapping[str, str] | None) -> str:
    """The text of a `{"es": …, "en": …}` mapping in the active language, else in Spanish."""
    if not texts:
        return ""
    language = (get_language() or "es").split("-")[0]
    return texts.get(language) or texts.get("es") or next(iter(texts.values()), "")


@register.filter
def lang_of(text: str) -> SafeString:
    """` lang="…"` for words that somebody typed in the page's other language, else nothing."""
    language = language_of(text or "")
    if not language or language == (get_language() or "es").split("-")[0]:
        return mark_safe("")
    return format_html(' lang="{}"', language)


@register.filter
def at(things: Mapping[str, object] | None, key: str) -> object:
    """What a mapping holds at a key; nothing where there is no mapping."""
    return things.get(key, "") if isinstance(things, Mapping) else ""


@register.filter
def quoted(words: object) -> str:
    """Somebody's words within the quotation marks of the language."""
    return in_quotes(words)


@register.filter
def percent(share: float | None) -> str:
    """A proportion as a percentage: 0.625 is "63 %"."""
    return "" if share is None else numbers.percent(share)


@register.filter
def fixed(value: float, digits: int) -> str:
    """A number that may be negative, with a real minus sign."""
    return numbers.fixed(value, digits)


@register.filter
def what_stays(form: BaseForm) -> str:
    """What of a form that came back is still there, in words."""
    return kept_input.what_stays(form)


@register.filter
def duration(minutes: int | None) -> str:
    """Minutes beside a title: "2 h 30 min"; nothing for none."""
    return times.duration(minutes) if minutes else ""


@register.filter
def duration_in_words(minutes: int | None) -> str:
    """Minutes in a sentence: "2 hours and 30 minutes"."""
    return times.duration_in_words(minutes or 0)


@register.filter
def closing(moment: datetime | None) -> str:
    """When something closes, to follow a verb: "at the end of December 28, 2026"."""
    return times.closing(moment) if moment else ""


@register.filter
def city(zone: str) -> str:
    """The city that people know a time zone by."""
    return times.city(zone)


@register.filter
def markdown(text: str) -> SafeString:
    """Paragraphs, lists and emphasis of a small Markdown; any tag that was typed shows as text."""
    return mark_safe(core_markdown.render(text))  # noqa: S308 - the renderer lets no tag through
