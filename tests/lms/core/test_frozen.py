"""Frozen rows stay as they were written, by whichever way somebody tries."""

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from assessments.models import ItemVersion
from lms.core import audit
from lms.core.frozen import FrozenError, FrozenRow, NeverChanged
from lms.core.models import AuditEvent
from tests import frozen

pytestmark = pytest.mark.django_db

POSTGRES = connection.vendor == "postgresql"


@pytest.fixture
def event():
    return audit.record(actor=None, action="tests.once")


def changed(event):
    event.action = "tests.other"
    return event


WAYS = {
    "save": lambda one: changed(one).save(),
    "save of one column": lambda one: changed(one).save(update_fields=["action"]),
    "delete": lambda one: one.delete(),
    "update": lambda one: AuditEvent.objects.update(action="tests.other"),
    "delete of many": lambda one: AuditEvent.objects.all().delete(),
    "bulk_update": lambda one: AuditEvent.objects.bulk_update([changed(one)], ["action"]),
    "upsert": lambda one: AuditEvent.objects.bulk_create(
        [changed(one)], update_conflicts=True, update_fields=["action"], unique_fields=["uuid"]
    ),
    "update_or_create": lambda one: AuditEvent.objects.update_or_create(
        {"action": "tests.other"}, uuid=one.uuid
    ),
    "base manager": lambda one: AuditEvent._base_manager.update(action="tests.other"),
    "raw delete": lambda one: AuditEvent.objects.filter(pk=one.pk)._raw_delete("default"),
}
STATEMENTS = {
    "UPDATE": "UPDATE core_auditevent SET action = 'tests.other'",
    "DELETE": "DELETE FROM core_auditevent",
    "REPLACE": "REPLACE INTO core_auditevent (id, uuid, at, action, target_type, data)"
    " SELECT id, uuid, at, 'tests.other', target_type, data FROM core_auditevent",
    "TRUNCATE": "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE core_auditevent",
}
SPOKEN = [name for name in STATEMENTS if name != ("REPLACE" if POSTGRES else "TRUNCATE")]


@pytest.mark.parametrize("way", WAYS)
def test_the_model_refuses(event, way):
    with pytest.raises(FrozenError):
        WAYS[way](event)
    assert AuditEvent.objects.get().action == "tests.once"


@pytest.mark.parametrize("word", SPOKEN)
def test_the_database_refuses(event, word):
    with (
        pytest.raises(IntegrityError, match="is frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(STATEMENTS[word])
    assert AuditEvent.objects.get().action == "tests.once"


@pytest.mark.parametrize("word", SPOKEN)
def test_without_its_triggers_the_database_would_let_it_happen(event, word):
    with frozen.lifted(), connection.cursor() as cursor:
        cursor.execute(STATEMENTS[word])
    assert not AuditEvent.objects.filter(action="tests.once").exists()


def test_every_frozen_table_is_held():
    tables = frozen.frozen_models()
    assert {model for model, _rule in tables} >= {AuditEvent, ItemVersion}
    expected = set()
    for model, rule in tables:
        assert issubclass(model, FrozenRow)
        assert model.check() == []
        expected |= (
            {rule.name, f"{rule.name}_all"}
            if POSTGRES
            else {f"{rule.name}_update", *([] if rule.deletable else [f"{rule.name}_delete"])}
        )
    assert frozen.triggers() == expected


@isolate_apps("lms.core")
def test_a_frozen_row_without_its_constraint_is_an_error():
    class Loose(FrozenRow):
        class Meta:
            app_label = "core"

    assert [error.id for error in Loose.check()] == ["core.E001"]


@pytest.fixture
def note(transactional_db):
    """A table whose comment can still change and whose rows can go."""
    with isolate_apps("lms.core"):

        class Note(FrozenRow):
            mark = models.FloatField()
            comment = models.TextField(default="")

            class Meta:
                app_label = "core"
                base_manager_name = "objects"
                constraints = [NeverChanged(name="note_frozen", may_change=("comment",), deletable=True)]

        with connection.schema_editor() as editor:
            editor.create_model(Note)
        yield Note
        with connection.schema_editor() as editor:
            editor.delete_model(Note)


def try_note(note):
    one = note.objects.create(mark=3.5, comment="said")
    assert note.objects.filter(pk=one.pk).update(comment="") == 1
    one.comment = "more"
    one.save(update_fields=["comment"])
    for way in (
        one.save,
        lambda: note.objects.update(mark=4),
        lambda: note.objects.update(comment="", mark=4),
    ):
        with pytest.raises(FrozenError):
            way()
    for assignment in ("mark = 4", "comment = '', mark = 4", "id = id + 1"):
        with pytest.raises(IntegrityError, match="is frozen"), connection.cursor() as cursor:
            cursor.execute(f"UPDATE core_note SET {assignment}")
    assert list(note.objects.values_list("mark", "comment")) == [(3.5, "more")]
    assert note.objects.all().delete()[0] == 1


def test_named_columns_change_and_no_other(note):
    try_note(note)


def test_the_rule_survives_a_change_of_its_table(note):
    """SQLite makes the table anew for this, and its triggers go with the old one."""
    with connection.schema_editor() as editor:
        editor.alter_field(
            note, note._meta.get_field("comment"), _named(models.CharField(max_length=9), note)
        )
    try_note(note)


def test_the_rule_comes_and_goes_with_migrations(note):
    rule = note._meta.constraints[0]
    with connection.schema_editor() as editor:
        editor.remove_constraint(note, rule)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_note SET mark = 4")
    with connection.schema_editor() as editor:
        editor.add_constraint(note, rule)
    try_note(note)


def _named(field, model):
    field.set_attributes_from_name("comment")
    field.model = model
    return field
