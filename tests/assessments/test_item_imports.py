"""Questions of files into the bank and out again: by the commands, as somebody uses them."""

import json
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from assessments import api, item_files
from assessments.item_files import FileItem
from assessments.models import Item, ItemDraft, ItemVersion
from assessments.rules.meaning import meanings
from assessments.selectors.item_files import file_items
from lms.core.models import AuditEvent
from tests.assessments.factories import choice_content, text
from tests.assessments.item_files.test_hostile import SEEDS, mutated
from tests.assessments.item_files.test_reading import AIKEN, CSV, GIFT, MOODLE
from tests.assessments.item_files.test_round_trip import ITEMS
from tests.assessments.item_types.examples import EXAMPLES
from tests.reliability.sizes import passed, seeded, size

pytestmark = [pytest.mark.django_db, pytest.mark.from_nothing]
FILES = {"gift": GIFT, "moodlexml": MOODLE, "aiken": AIKEN, "csv": CSV}


def run(command, *args, **options):
    out = StringIO()
    call_command(command, *map(str, args), stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def made(tmp_path):
    """Writes a file and gives its path."""

    def make(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


@pytest.mark.parametrize(
    ("format", "read", "imported", "refused"),
    [("gift", 12, 9, 3), ("moodlexml", 10, 8, 2), ("aiken", 6, 3, 3), ("csv", 7, 5, 2)],
)
def test_a_file_becomes_drafts_and_says_what_did_not(made, format, read, imported, refused):
    path = made(f"x{item_files.SUFFIXES[format]}", FILES[format])
    told = json.loads(run("import_items", path, "--json"))
    assert (told["read"], told["imported"], told["duplicate"], told["refused"]) == (
        read,
        imported,
        0,
        refused,
    )
    assert sum(one["refused"] for one in told["messages"]) == refused
    assert ItemDraft.objects.count() == imported
    assert not ItemVersion.objects.exists()
    assert set(Item.objects.values_list("status", flat=True)) == {"draft"}
    again = json.loads(run("import_items", path, "--json"))
    assert (again["imported"], again["duplicate"]) == (0, imported)
    assert ItemDraft.objects.count() == imported


@pytest.mark.slow("some dozens of broken files, or two thousand")
def test_broken_files_are_imported_as_told_or_not_at_all(made):
    """What the command tells of each is what the bank has then, within 2 s and 200 MB."""
    chance, before = seeded("broken question files"), memory("VmRSS")
    slowest, refused, questions, files = 0.0, 0, 0, size(10, 500)
    Path("/proc/self/clear_refs").write_text("5")  # the most that was held begins anew
    for format in SEEDS:
        ours = item_files.write(ITEMS, format=format).data
        for place in range(files):
            data = mutated(SEEDS[format] if place % 5 else ours, chance)
            path, began = made("broken" + item_files.SUFFIXES[format], data), time.process_time()
            with transaction.atomic():
                try:
                    imported = json.loads(run("import_items", path, "--json", format=format))["imported"]
                except CommandError:
                    refused, imported = refused + 1, 0
                kept = stored()
                transaction.set_rollback(True)
            slowest = max(slowest, time.process_time() - began)
            assert kept == (imported, imported, imported + 1 if imported else kept[2])
            questions += imported
    assert slowest < 2
    grown = memory("VmHWM") - before
    assert grown < 200
    assert questions > files
    passed("broken question files", files=4 * files, refused=refused, questions=questions,
           slowest=f"{slowest:.2f} s", megabytes=grown)  # fmt: skip


def stored():
    """How many questions, drafts and entries on record there are."""
    return Item.objects.count(), ItemDraft.objects.count(), AuditEvent.objects.count()


def memory(line):
    """Megabytes of this process."""
    status = dict(one.split(":") for one in Path("/proc/self/status").read_text().splitlines())
    return int(status[line].split()[0]) // 1024


def test_a_failure_half_way_leaves_nothing(made, monkeypatch):
    there, write = stored(), ItemDraft.objects.update_or_create
    calls = []

    def failing(**fields):
        calls.append(fields)
        if len(calls) == 5:
            raise RuntimeError
        return write(**fields)

    monkeypatch.setattr(ItemDraft.objects, "update_or_create", failing)
    with pytest.raises(RuntimeError):
        run("import_items", made("x.gift", GIFT))
    assert stored() == there
    assert len(calls) == 5


def test_a_dry_run_writes_nothing(made):
    told = run("import_items", made("x.gift", GIFT), "--dry-run")
    assert "12 read, 9 imported, 0 duplicate, 3 refused (nothing was written)" in told
    assert "line 45: " in told
    assert not Item.objects.exists()
    assert not AuditEvent.objects.exists()


def test_an_import_is_on_record(made):
    run("import_items", made("preguntas.gift", GIFT))
    event = AuditEvent.objects.get(action="assessments.import_items")
    assert event.data == {"source": "preguntas.gift", "imported": 9, "duplicate": 0}


def test_what_the_bank_holds_is_a_duplicate_however_it_is_keyed(made):
    api.ensure_item_version(
        key="course/q1", type="single_choice", content=choice_content(keys="wxyz", correct="w")
    )
    same = "¿que  PROCEDE? (es) {=Opción w (es) ~Opción x (es) ~Opción y (es) ~Opción z (es)}"
    other = "¿Qué procede? (es) {~Opción w (es) =Opción x (es) ~Opción y (es) ~Opción z (es)}"
    told = json.loads(run("import_items", made("x.gift", f"{same}\n\n{other}\n\n{other}"), "--json"))
    assert (told["imported"], told["duplicate"]) == (1, 2)
    assert [(one["place"], one["text"]) for one in told["messages"]] == [
        (1, "duplicate: course/q1"),
        (5, "duplicate: ¿Qué procede? (es)"),
    ]


def test_a_known_key_with_other_words_becomes_a_draft_beside_what_is_asked(made):
    version = api.ensure_item_version(key="course/q1", type="single_choice", content=choice_content())
    changed = choice_content("¿Qué sigue?")
    data = item_files.write([FileItem(1, "single_choice", changed, key="course/q1")], format="gift").data
    assert json.loads(run("import_items", made("x.gift", data), "--json"))["imported"] == 1
    item = Item.objects.get()
    assert list(item.versions.all()) == [version]
    assert item.draft.content == changed
    # A draft that somebody writes goes for what the file says, and it is said.
    again = item_files.write(
        [FileItem(1, "single_choice", choice_content("¿Y ahora?"), key="course/q1")], format="gift"
    )
    told = json.loads(run("import_items", made("y.gift", again.data), "--json", "--dry-run"))
    assert [one["text"] for one in told["messages"]] == ["replaces the draft of course/q1"]
    assert told["imported"] == 1


def test_of_two_questions_under_one_key_none_is_lost(made):
    """Who writes a question anew from an exported one copies its key with it."""
    first, second = choice_content("¿Quién cita?"), choice_content("¿Quién registra?")
    twins = [
        FileItem(place, "single_choice", own, key="course/q1")
        for place, own in enumerate((first, second), start=1)
    ]
    path = made("x.gift", item_files.write(twins, format="gift").data)
    assert json.loads(run("import_items", path, "--json"))["imported"] == 2
    assert [one.content for one in ItemDraft.objects.order_by("pk")] == [first, second]
    assert ItemDraft.objects.get(item__key="course/q1").content == first
    assert json.loads(run("import_items", path, "--json"))["duplicate"] == 2


@pytest.mark.parametrize("format", ["gift", "moodlexml", "csv", "xlsx"])
def test_the_bank_written_and_read_again_is_the_same(tmp_path, format):
    first, second = (tmp_path / f"{name}{item_files.SUFFIXES[format]}" for name in ("first", "second"))
    # Two ask the same as another one and pay otherwise.
    asked = [one for one in ITEMS if one.key not in ("course/each", "course/partial")]
    written = item_files.write(asked, format=format)
    first.write_bytes(written.data)
    left_out = {key for key, _why in written.left_out}
    said = sorted((one for one in asked if one.key not in left_out), key=lambda one: one.key)
    assert json.loads(run("import_items", first, "--json"))["imported"] == len(said)
    assert [(one.key, one.type, one.content, one.topic, one.tags) for one in file_items()] == [
        (one.key, one.type, one.content, one.topic, tuple(sorted(one.tags))) for one in said
    ]
    assert run("export_items", second, "--format", format) == f"{len(said)} written, 0 left out\n"
    told = json.loads(run("import_items", second, "--json"))
    assert (told["imported"], told["duplicate"], told["refused"]) == (0, len(said), 0)


def test_an_export_names_what_its_format_cannot_say(tmp_path):
    for type in ("matrix", "likert", "single_choice"):
        api.ensure_item_version(key=f"course/{type}", type=type, content=EXAMPLES[type][0])
    told = run("export_items", tmp_path / "x.gift", "--format", "gift").splitlines()
    assert [line.split(": ")[1] for line in told[:-1]] == ["course/likert", "course/matrix"]
    assert told[-1] == "1 written, 2 left out"
    assert "0 left out" in run(
        "export_items", tmp_path / "x.gift", "--format", "gift", "--key", "course/single_choice"
    )


def test_what_cannot_be_done_is_said_without_a_traceback(made, tmp_path):
    with pytest.raises(CommandError, match=r"No such file"):
        run("import_items", tmp_path / "none.gift")
    with pytest.raises(CommandError, match=r"x\.xml: .*XML"):
        run("import_items", made("x.xml", "<quiz>"))
    with pytest.raises(CommandError, match="nothing was written"):
        run("export_items", tmp_path / "x.gift", "--format", "gift")


def test_meaning_is_in_the_words_and_not_in_the_keys():
    def prints(type, content):
        return meanings(type=type, content=content)

    one = choice_content(keys="abcd", correct="b")
    other = choice_content(keys="wxyz", correct="x")
    assert prints("single_choice", one) != prints("single_choice", other)
    for option, name in zip(other["options"], "abcd", strict=True):
        option["text"] = text(f"Opción {name}")
    assert prints("single_choice", one) == prints("single_choice", other)
    assert prints("single_choice", one | {"required": True}) == prints("single_choice", one)
    assert prints("single_choice", one) != prints("single_choice", one | {"correct": "a"})
    assert len({item.type for item in ITEMS}) == len(EXAMPLES)
    assert all(set(prints(item.type, item.content)) == {"es", "en"} for item in ITEMS)
