"""Migrations after the first only add, fill and constrain (ADR 0035)."""

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from wagtail import blocks
from wagtail.fields import StreamField

from lms.core.frozen import NeverChanged
from tests.upgrade.migration_rules import faults

OURS = ("core", "accounts", "assessments", "courses", "analytics")
KINDS = [("a", "A"), ("b", "B")]
OPTION = blocks.StructBlock([("words", blocks.CharBlock()), ("right", blocks.BooleanBlock())])
BLOCKS = [("text", blocks.CharBlock()), ("options", blocks.ListBlock(OPTION))]


@pytest.fixture
def before() -> ProjectState:
    """The state that the first migration left: one table of letters."""
    state = ProjectState()
    first = migrations.CreateModel(
        "letter",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("kind", models.CharField(max_length=10, choices=KINDS, verbose_name="kind")),
            ("note", models.CharField(max_length=40, null=True)),
            ("count", models.PositiveSmallIntegerField(default=0)),
            ("code", models.CharField(max_length=8, unique=True)),
            ("body", StreamField(BLOCKS)),
            ("page", models.IntegerField(db_index=True)),
            ("line", models.IntegerField(db_index=True)),
        ],
        options={
            "constraints": [
                NeverChanged(name="letter_frozen", may_change=("note",)),
                models.UniqueConstraint(fields=["page", "line"], name="one_letter_per_line"),
            ]
        },
    )
    first.state_forwards("post", state)
    return state


def fill(registry, editor) -> None:
    """Fills."""


GOOD = {
    "a table": [migrations.CreateModel("stamp", [("id", models.BigAutoField(primary_key=True))])],
    "a column that may be empty": [
        migrations.AddField("letter", "seen", models.DateTimeField(null=True)),
    ],
    "a column with a default": [migrations.AddField("letter", "weight", models.FloatField(default=1))],
    "a column with a default of the database": [
        migrations.AddField("letter", "weight", models.FloatField(db_default=1)),
    ],
    "links": [migrations.AddField("letter", "others", models.ManyToManyField("post.letter"))],
    "an index": [migrations.AddIndex("letter", models.Index(fields=["kind"], name="by_kind"))],
    "a constraint": [
        migrations.AddConstraint(
            "letter", models.CheckConstraint(condition=models.Q(count__lte=9), name="few")
        )
    ],
    "a constraint made anew": [
        migrations.AddField("letter", "seen", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("letter", "letter_frozen"),
        migrations.AddConstraint("letter", NeverChanged(name="letter_frozen", may_change=("note",))),
    ],
    "a choice more and other words": [
        migrations.AlterField(
            "letter",
            "kind",
            models.CharField(max_length=10, choices=[*KINDS, ("c", "C")], verbose_name="sort"),
        )
    ],
    "a longer text": [migrations.AlterField("letter", "kind", models.TextField(choices=KINDS))],
    "a greater number": [migrations.AlterField("letter", "count", models.PositiveIntegerField(default=1))],
    "may be empty, may repeat": [
        migrations.AlterField("letter", "code", models.CharField(max_length=8, null=True))
    ],
    "an index less where a unique one begins with the column": [
        migrations.AlterField("letter", "page", models.IntegerField(db_index=False))
    ],
    "a fill in Python": [migrations.RunPython(fill, migrations.RunPython.noop, hints={"fill": "weights"})],
    "a fill in SQL": [
        migrations.RunSQL(
            "UPDATE post_letter SET count = 1;", migrations.RunSQL.noop, hints={"fill": "counts"}
        )
    ],
    "a kind of block more, and a part of one": [
        migrations.AlterField(
            "letter",
            "body",
            StreamField(
                [
                    ("text", blocks.CharBlock(label="words", max_length=90)),
                    ("picture", blocks.CharBlock()),
                    (
                        "options",
                        blocks.ListBlock(
                            blocks.StructBlock([*OPTION.child_blocks.items(), ("why", blocks.CharBlock())])
                        ),
                    ),
                ]
            ),
        )
    ],
    "an order": [migrations.AlterModelOptions("letter", {"ordering": ["kind"]})],
}
BAD = {
    "an index that nothing stands for": (
        [migrations.AlterField("letter", "line", models.IntegerField(db_index=False))],
        "AlterField letter.line narrows: db_index",
    ),
    "a kind of block goes": (
        [migrations.AlterField("letter", "body", StreamField(BLOCKS[1:]))],
        "AlterField letter.body narrows: block text goes",
    ),
    "a part of a block goes": (
        [
            migrations.AlterField(
                "letter",
                "body",
                StreamField(
                    [
                        BLOCKS[0],
                        ("options", blocks.ListBlock(blocks.StructBlock([("words", blocks.CharBlock())]))),
                    ]
                ),
            )
        ],
        "AlterField letter.body narrows: block options[].right goes",
    ),
    "a block becomes another": (
        [migrations.AlterField("letter", "body", StreamField([("text", blocks.IntegerBlock()), BLOCKS[1]]))],
        "AlterField letter.body narrows: block text becomes IntegerBlock",
    ),
    "a table goes": ([migrations.DeleteModel("letter")], "DeleteModel letter neither adds"),
    "a table gets another name": (
        [migrations.RenameModel("letter", "card")],
        "RenameModel letter neither adds",
    ),
    "a column goes": (
        [migrations.RemoveField("letter", "note")],
        "RemoveField letter.note neither adds",
    ),
    "a column gets another name": (
        [migrations.RenameField("letter", "note", "words")],
        "RenameField letter.note neither adds",
    ),
    "an index goes": ([migrations.RemoveIndex("letter", "by_kind")], "RemoveIndex letter.by_kind neither"),
    "a constraint goes": (
        [migrations.RemoveConstraint("letter", "letter_frozen")],
        "RemoveConstraint letter.letter_frozen takes away",
    ),
    "a column that old rows cannot have": (
        [migrations.AddField("letter", "weight", models.FloatField())],
        "AddField letter.weight needs null=True or a default",
    ),
    "no longer empty": (
        [migrations.AlterField("letter", "note", models.CharField(max_length=40))],
        "AlterField letter.note narrows: null",
    ),
    "shorter": (
        [migrations.AlterField("letter", "kind", models.CharField(max_length=9, choices=KINDS))],
        "AlterField letter.kind narrows: max_length",
    ),
    "a choice less": (
        [migrations.AlterField("letter", "kind", models.CharField(max_length=10, choices=KINDS[:1]))],
        "AlterField letter.kind narrows: choices",
    ),
    "unique from now on": (
        [migrations.AlterField("letter", "note", models.CharField(max_length=40, null=True, unique=True))],
        "AlterField letter.note narrows: unique",
    ),
    "another type": (
        [migrations.AlterField("letter", "count", models.CharField(max_length=9, default=""))],
        "AlterField letter.count narrows: PositiveSmallIntegerField becomes CharField",
    ),
    "another column": (
        [migrations.AlterField("letter", "count", models.PositiveSmallIntegerField(db_column="n"))],
        "AlterField letter.count narrows: db_column",
    ),
    "code that does not say what it fills": (
        [migrations.RunPython(fill, migrations.RunPython.noop)],
        "RunPython must say what it fills",
    ),
    "a fill without a way back": (
        [migrations.RunPython(fill, hints={"fill": "weights"})],
        "RunPython cannot be reversed",
    ),
    "a statement that drops": (
        [
            migrations.RunSQL(
                ["UPDATE post_letter SET count = 1", "DROP TABLE post_letter"],
                migrations.RunSQL.noop,
                hints={"fill": "counts"},
            )
        ],
        "RunSQL does more than fill: DROP TABLE post_letter",
    ),
    "what hides behind another operation": (
        [migrations.SeparateDatabaseAndState([migrations.DeleteModel("letter")])],
        "SeparateDatabaseAndState neither adds",
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_adds_fills_or_constrains_passes(before, name):
    assert faults("post", GOOD[name], before) == []


@pytest.mark.parametrize("name", BAD)
def test_what_takes_away_or_narrows_is_named(before, name):
    operations, words = BAD[name]
    (fault,) = faults("post", operations, before)
    assert fault.startswith(words)


def test_a_column_is_judged_by_what_the_same_migration_made_of_it(before):
    operations = [
        migrations.AlterField("letter", "kind", models.CharField(max_length=20, choices=KINDS)),
        migrations.AlterField("letter", "kind", models.CharField(max_length=15, choices=KINDS)),
    ]
    assert faults("post", operations, before) == ["AlterField letter.kind narrows: max_length"]


# A migration of another's asks the database while it is imported.
@pytest.mark.django_db
def test_our_migrations_only_add_fill_and_constrain():
    loader = MigrationLoader(None)
    ours = sorted(key for key in loader.disk_migrations if key[0] in OURS)
    found = {}
    for app, name in ours:
        if name != "0001_initial":
            before = loader.project_state((app, name), at_end=False)
            found[f"{app}.{name}"] = faults(app, loader.disk_migrations[app, name].operations, before)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert [key for key in ours if loader.disk_migrations[key].initial] == [
        (app, "0001_initial") for app in sorted(OURS)
    ]
