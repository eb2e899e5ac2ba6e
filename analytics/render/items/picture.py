"""Who chose which option, by thirds of the group: bars drawn here, since a page has one for each question."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from analytics.render.numbers import percent

WIDTH, LABEL, ROW, BAR = 320, 34, 42, 10


@dataclass(frozen=True, slots=True)
class Bars:
    """One option: how it is called, whether it is right, and the share of each third that chose it."""

    name: str
    is_key: bool
    thirds: Sequence[float | None]


def options_picture(rows: Sequence[Bars], *, id: str, title: str) -> SafeString:
    """Three bars for each option, from those who did least well to those who did best."""
    room = WIDTH - LABEL - 44
    body = format_html_join(
        "",
        '<text class="{}" x="0" y="{}">{}</text>{}',
        (
            ("k" if row.is_key else "", place * ROW + 24, f"{row.name} ✓" if row.is_key else row.name,
             _bars(row, place, room))
            for place, row in enumerate(rows)
        ),
    )  # fmt: skip
    description = "; ".join(
        _("%(option)s: %(low)s, %(middle)s, %(high)s")
        % {
            "option": row.name,
            **{
                key: percent(share or 0.0)
                for key, share in zip(("low", "middle", "high"), row.thirds, strict=True)
            },
        }
        for row in rows
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="pic" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="{}-t" aria-describedby="{}-d"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>'
        "{}</svg>",
        WIDTH, len(rows) * ROW, id, id, id, title, id, description, body,
    )  # fmt: skip


def _bars(row: Bars, place: int, room: int) -> SafeString:
    return format_html_join(
        "",
        '<rect class="g{}" x="{}" y="{}" width="{}" height="{}"></rect>{}',
        (
            (
                third + 1,
                LABEL,
                place * ROW + 4 + third * (BAR + 1),
                _length(share, room),
                BAR,
                _value(share, place, room) if third == len(row.thirds) - 1 else "",
            )
            for third, share in enumerate(row.thirds)
        ),
    )


def _length(share: float | None, room: int) -> str:
    """A length in the picture's units; one that is nothing still shows that there is a bar."""
    return f"{max((share or 0.0) * room, 1.0):.1f}"


def _value(share: float | None, place: int, room: int) -> SafeString:
    x = LABEL + float(_length(share, room)) + 6
    return format_html('<text x="{}" y="{}">{}</text>', f"{x:.1f}", place * ROW + 36, percent(share or 0.0))
