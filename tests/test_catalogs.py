"""Every string that people read exists in Mexican Spanish."""

import re
from pathlib import Path
from string import Formatter

import django
import polib
import pytest
import wagtail
from django import forms
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext

from lms.core.catalogs import ADDED, SOURCES, po_file

CATALOGS = [po_file(name, "es_MX") for name in SOURCES]


@pytest.mark.slow("reads every module and template for strings")
def test_no_message_lacks_its_translation():
    call_command("messages", check=True)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.parent.parent.parent.name)
def test_translations_keep_the_placeholders(path):
    def names(text):
        return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]", text)) + sorted(
            field for _, field, _, _ in Formatter().parse(text.replace("%", "%%")) if field
        )

    wrong = [
        entry.msgid
        for entry in polib.pofile(str(path))
        if not entry.obsolete and not entry.msgid_plural and names(entry.msgid) != names(entry.msgstr)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.parent.parent.parent.name)
def test_one_message_has_one_translation_everywhere(path):
    """Two catalogs that translate one string differently would make a page depend on their order."""
    others = {}
    for other in CATALOGS:
        for entry in polib.pofile(str(other)):
            if not entry.obsolete and not entry.msgctxt:
                others.setdefault(entry.msgid, set()).add(entry.msgstr or tuple(entry.msgstr_plural.values()))
    clashing = [
        entry.msgid
        for entry in polib.pofile(str(path))
        if not entry.obsolete and not entry.msgctxt and len(others[entry.msgid]) > 1
    ]
    assert clashing == []


@pytest.mark.parametrize("package", [wagtail, django], ids=lambda package: package.__name__)
def test_words_added_to_a_packages_are_words_of_the_package(package):
    """A word that it no longer says, or that names what it does not know, would help nobody."""
    own = {}
    for path in Path(package.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po"):
        own.update({(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))})
    names = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    assert package.__name__ in ADDED
    for entry in polib.pofile(str(po_file(package.__name__, "es_MX"))):
        there = own.get((entry.msgctxt, entry.msgid))
        assert there is not None, entry.msgid
        assert entry.translated(), entry.msgid
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            assert set(names.findall(text)) <= set(names.findall(entry.msgid + there.msgid_plural)), (
                entry.msgid
            )


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Search all pages…", "Buscar en todas las páginas…"),
        ("Awaiting your review", "Esperan su revisión"),
        ("You haven't uploaded any documents.", "No ha subido documentos."),
    ],
)
def test_wagtails_admin_is_spanish_where_its_own_catalog_is_not(english, spanish):
    with translation.override("es-mx"):
        assert gettext(english) == spanish


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.parent.parent.parent.name)
def test_one_spelling_of_solo(path):
    """With and without its accent on one page it looks like a slip."""
    assert [
        entry.msgid for entry in polib.pofile(str(path)) if re.search(r"\bsólo\b", entry.msgstr, re.I)
    ] == []


def test_fields_refuse_in_the_words_of_the_neighbors():
    """Django's own Spanish says "Introduzca" and speaks of values; people are told what to write."""
    refused = {
        forms.EmailField(): "nadie",
        forms.DateField(): "31/31/2026",
        forms.IntegerField(max_value=5): "9",
        forms.IntegerField(): "dos",
        forms.DecimalField(max_digits=3, decimal_places=1): "1.25",
        forms.CharField(max_length=3): "cuatro",
        forms.ChoiceField(choices=[("a", "A")]): "b",
    }
    with translation.override("es-mx"):
        said = [_refusal(field, value) for field, value in refused.items()]
    assert said[5] == "Es demasiado largo: caben 3 caracteres y tiene 6."
    assert not [words for words in said if re.search("Introduzca|Ingrese|Asegúrese|Seleccione", words)], said


def _refusal(field, value):
    with pytest.raises(forms.ValidationError) as told:
        field.clean(value)
    return " ".join(told.value.messages)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.parent.parent.parent.name)
def test_spanish_quotes_as_spanish_does(path):
    """English marks beside « » on one page look like a slip."""
    assert [
        entry.msgid
        for entry in polib.pofile(str(path))
        if not entry.obsolete and re.search("[“”]", entry.msgstr + "".join(entry.msgstr_plural.values()))
    ] == []
