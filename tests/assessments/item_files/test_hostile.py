"""Whatever a file holds, it is read or refused in words: never a traceback, never half a question."""

import random

import pytest

from assessments import item_files
from assessments.item_types import REGISTRY
from tests.assessments.item_files.test_reading import AIKEN, CSV, GIFT, MOODLE
from tests.assessments.item_files.test_round_trip import ITEMS

SEEDS = {"gift": GIFT.encode(), "moodlexml": MOODLE.encode(), "aiken": AIKEN.encode(), "csv": CSV.encode()}
PIECES = [
    *b"{ } = ~ # -> %100% %-1e999% %nan% :: \\ // <!-- ]]> < > & &#0; &lol; <question> </quiz> ' , ;".split(),
    *b"ANSWER:|A. |$CATEGORY:|// acuerdo: {|acuerdo|[html]|\n\n|\x00|\xff\xfe|\xc3".split(b"|"),
    b"9" * 400,
    "\u202e\u0000\U0010ffff".encode(),
]


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """A few cuts, doublings and foreign pieces."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(data) + 1)
        stop = min(len(data), start + chance.choice([0, 1, 1, 5, 40]))
        match chance.randrange(4):
            case 0:
                del data[start:stop]
            case 1:
                data[start:start] = data[start:stop] * chance.choice([1, 2, 30])
            case 2:
                data[start:stop] = chance.choice(PIECES)
            case 3 if stop > start:
                data[start] = chance.randrange(256)
    return bytes(data)


def read(data, format):
    """What came of it: "read" or the code of the refusal; each question read is one to work on."""
    try:
        reading = item_files.read(data, filename="x", format=format)
    except item_files.ItemFileError as error:
        return str(error) and error.code
    for item in reading.items:
        problems = REGISTRY[item.type].problems(item.content)
        assert all(": no text in " in problem for problem in problems), (problems, item)
    assert all(message.text and message.place > 0 for message in reading.messages)
    return "read"


@pytest.mark.slow("some thousand broken files")
@pytest.mark.parametrize("format", SEEDS)
def test_broken_files_are_read_or_refused(format):
    chance = random.Random(8)
    came = {read(mutated(SEEDS[format], chance), format) for _ in range(500)}
    ours = item_files.write(ITEMS, format=format).data
    came |= {read(mutated(ours, chance), format) for _ in range(100)}
    assert "read" in came


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"Q {" + b"=" * 200_000 + b"}", "gift"),
        (b"Q {" + b"{" * 200_000 + b"}" * 200_001, "gift"),
        (b"Q {#" + b"9" * 200_000 + b"}", "gift"),
        (b"Q {#=nan =inf:1e999}", "gift"),
        (b"[html]" + b"<span lang=es class=multilang>" * 50_000 + b"x {=a ~b}", "gift"),
        (rb"\{mlang es\}" * 50_000 + b" {=a ~b}", "gift"),
        (b"// acuerdo: " + b"[" * 100_000 + b"\nQ {=a ~b}", "gift"),
        (b'// acuerdo: {"type": "likert", "content": {"scale": 1}}\nQ {=a ~b}', "gift"),
        (b'// acuerdo: {"type": ["x"], "tags": [[[], {}]]}\nQ {=a ~b}', "gift"),
        (b"<quiz>" + b"<question>" * 20_000 + b"</question>" * 20_000 + b"</quiz>", "moodlexml"),
        (b"<quiz><question type='numerical'><questiontext><text>x</text></questiontext>"
         b"<answer fraction='1e400'><text>x</text></answer></question></quiz>", "moodlexml"),
        (b"A) x\n" * 100_000, "aiken"),
        (b"question,A,B,correct\n" + b'x,"' + b"y" * 30_000 + b'",z,A\n', "csv"),
    ],
    ids=range(13),
)  # fmt: skip
def test_hostile_files_are_read_or_refused(data, format):
    assert read(data, format)
