"""What is drawn once: the same words as drawn anew, in each language, and nobody else's."""

import pytest
from django.template import Context, Engine, engines
from django.template.base import NodeList
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from lms.core import drawing

PART = "components/nav.html"


@pytest.fixture
def engine(tmp_path):
    """Templates of a folder, by our loader."""
    inner = ["django.template.loaders.filesystem.Loader"]
    return Engine(
        dirs=[tmp_path],
        loaders=[("lms.core.drawing.Loader", inner)],
        libraries={"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"},
    )


@pytest.fixture
def draw(engine, tmp_path):
    """Draw a template's text by the loader."""

    def drawing_of(text, name="one.html", **values):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return lambda **more: engine.get_template(name).render(Context({**values, **more}))

    return drawing_of


@pytest.fixture
def parts(tmp_path, settings):
    """Parts in a folder that the site's own engine finds as well."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    return tmp_path


def test_words_are_of_the_language_that_is_read(draw):
    page = draw("{% load i18n %}{% translate 'My learning' %}, {% translate 'Next' context 'step' %}")
    for _again in range(2):
        with override("es-mx"):
            assert page() == "Mi aprendizaje, Sigue"
        with override("en"):
            assert page() == "My learning, Next"


def test_words_are_looked_up_once_per_language(draw, monkeypatch):
    page = draw("{% load i18n static %}{% translate 'My learning' %}{% static 'css/base.css' %}")
    with override("en"):
        assert page() == "My learning/static/css/base.css"
        monkeypatch.setattr("django.template.base.gettext_lazy", lambda *_: "looked up again")
        monkeypatch.setattr(
            "django.templatetags.static.StaticNode.handle_simple", lambda *_: "looked up again"
        )
        assert page() == "My learning/static/css/base.css"


def test_what_depends_on_the_page_is_worked_out_each_time(draw):
    page = draw(
        "{% load i18n static %}{% translate word %} {% translate 'Help'|upper %} {% static file %}"
        "{% translate 'Help' as kept %} {{ kept }}"
    )
    with override("en"):
        assert page(word="Yes", file="a.css") == "Yes HELP /static/a.css Help"
        assert page(word="No", file="b.css") == "No HELP /static/b.css Help"


def test_pages_of_one_base_have_their_own_blocks(draw):
    draw("<{% block a %}base{% endblock %}|{% block b %}b{% endblock %}>", name="base.html")
    first = draw("{% extends 'base.html' %}{% block a %}1 {{ block.super }}{% endblock %}", name="1.html")
    second = draw("{% extends 'base.html' %}{% block b %}2{% endblock %}", name="2.html")
    assert [first(), second(), first()] == ["<1 base|b>", "<base|2>", "<1 base|b>"]


def test_the_blocks_of_a_base_are_looked_up_once(draw, monkeypatch):
    draw("{% block a %}{% endblock %}", name="base.html")
    page = draw("{% extends 'base.html' %}{% block a %}1{% endblock %}")
    assert page() == "1"
    monkeypatch.setattr(NodeList, "get_nodes_by_type", lambda *_: pytest.fail("looked up again"))
    assert page() == "1"


def test_the_site_is_drawn_by_it():
    assert isinstance(engines["django"].engine.template_loaders[0], drawing.Loader)


def test_a_part_knows_its_values_and_nothing_else(parts):
    (parts / "part.html").write_text("{{ name }}{{ request }}{{ user }}{{ messages }}")
    assert drawing.drawn("part.html", name="Ana") == "Ana"
    assert drawing.drawn("part.html", name="Luis") == "Luis"


def test_a_part_is_drawn_once_for_the_same_values_in_each_language(parts, monkeypatch):
    (parts / "part.html").write_text("{% load i18n %}{{ number }} {% translate 'Help' %}")
    with override("en"):
        assert drawing.drawn("part.html", number=3) == "3 Help"
    with override("es-mx"):
        assert drawing.drawn("part.html", number=3) == "3 Ayuda"
    monkeypatch.setattr(drawing, "render_to_string", lambda *_: "anew")
    with override("en"):
        assert drawing.drawn("part.html", number=3) == "3 Help"
        assert drawing.drawn("part.html", number=4) == "anew"


def test_values_that_are_equal_and_not_the_same_are_drawn_apart(parts):
    (parts / "part.html").write_text("{{ value }}")
    assert drawing.drawn("part.html", value=mark_safe("<b>")) == "<b>"
    assert drawing.drawn("part.html", value="<b>") == "&lt;b&gt;"
    with override("en"):
        assert [drawing.drawn("part.html", value=one) for one in (1, True, 1.0)] == ["1", "True", "1.0"]


def test_names_count_as_much_as_values(parts):
    (parts / "part.html").write_text("{{ first }}-{{ second }}")
    assert drawing.drawn("part.html", first="a", second="b") == "a-b"
    assert drawing.drawn("part.html", second="a", first="b") == "b-a"


def test_rows_come_in_their_order(parts):
    (parts / "part.html").write_text("{{ value }}")
    rows = ({"value": value} for value in ("a", "b", "a"))
    assert drawing.drawn_each("part.html", rows) == "a\nb\na"


@pytest.mark.parametrize("value", [gettext_lazy("Help"), SimpleLazyObject(lambda: "who asks")])
def test_nothing_lazy_is_kept(parts, value):
    (parts / "part.html").write_text("{{ value }}")
    with pytest.raises(TypeError, match=r"part\.html: value is lazy"):
        drawing.drawn("part.html", value=value)


def test_while_developing_nothing_is_kept(parts, settings, monkeypatch):
    settings.DEBUG = True
    (parts / "part.html").write_text("{{ value }}")
    assert drawing.drawn("part.html", value=1) == "1"
    monkeypatch.setattr(drawing, "render_to_string", lambda *_: "anew")
    assert drawing.drawn("part.html", value=1) == "anew"
