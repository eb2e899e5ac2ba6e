"""Every string that people read exists in Mexican Spanish."""

import re
from string import Formatter

import polib
import pytest
from django.core.management import call_command

from lms.core.catalogs import SOURCES, po_file

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


@pytest.mark.parametrize("path", CATALOGS, ids=lambda p: p.parent.parent.parent.name)
def test_one_spelling_of_solo(path):
    """With and without its accent on one page it looks like a slip."""
    assert [
        entry.msgid for entry in polib.pofile(str(path)) if re.search(r"\bsólo\b", entry.msgstr, re.I)
    ] == []
