"""The tags that every template has."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

MOMENT = datetime(2026, 3, 5, 18, 30, 15, 123456, tzinfo=UTC)


def drawn(source: str, **context: object) -> str:
    with translation.override("en"), timezone.override(ZoneInfo("America/Mexico_City")):
        return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "moment", "expected"),
    [
        (
            '{% time moment "DATETIME_FORMAT" %}',
            MOMENT,
            '<time datetime="2026-03-05T12:30:15-06:00">March 5, 2026, 12:30 p.m.</time>',
        ),
        ("{% time moment %}", date(2026, 3, 5), '<time datetime="2026-03-05">March 5, 2026</time>'),
        (
            '{% time moment "SHORT_DATE_FORMAT" css="is-due" %}',
            date(2026, 3, 5),
            '<time datetime="2026-03-05" class="is-due">03/05/2026</time>',
        ),
        ("{% time moment %}", None, ""),
    ],
)
def test_a_moment_is_shown_in_the_zone_in_force_and_told_to_machines_to_the_second(source, moment, expected):
    assert drawn(source, moment=moment) == expected


def test_crumbs_are_one_path_without_space_between_them():
    source = """{% crumbs %}
      <li><a href="/people/">People</a></li>
      <li aria-current="page">{{ name }}</li>
    {% endcrumbs %}"""
    assert drawn(source, name="<Ana>") == (
        '<nav class="crumbs" aria-label="Path"><ol><li><a href="/people/">People</a></li>'
        '<li aria-current="page">&lt;Ana&gt;</li></ol></nav>'
    )


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/en/help/?page=2", "/es-mx/help/?page=2"),
        ("/fr/help/", "/es-mx/"),
        ("/admin/pages/1/", "/es-mx/"),
    ],
)
def test_a_language_link_never_leads_to_the_address_that_it_stands_on(rf, path, address):
    source = "{% other_languages as others %}{% for one in others %}{{ one.url }}{% endfor %}"
    assert drawn(source, request=rf.get(path)) == address
