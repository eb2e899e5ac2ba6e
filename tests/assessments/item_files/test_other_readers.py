"""Our files as programs of others read them."""

import html
import json
import subprocess

import pytest
from moodle_xml_parser.parser import parse_bytes

from assessments import item_files
from assessments.item_files import markup
from tests.assessments.item_files.test_round_trip import ITEMS, LACKS
from tests.services import find_gift_reader

KINDS = {
    "single_choice": "MC",
    "multiple_choice": "MC",
    "situational_judgement": "MC",
    "true_false": "TF",
    "number": "Numerical",
    "short_text": "Short",
    "matching": "Matching",
    "open_text": "Essay",
}
SCRIPT = """
const gift = require(process.argv[1]);
const questions = gift.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(questions.map((one) => [one.type, one.title])));
"""


@pytest.mark.gift_reader
def test_gift_pegjs_reads_our_gift():
    found = find_gift_reader()
    assert found, "`.ci/run` installs it"
    node, reader = found
    ran = subprocess.run(
        [node, "-e", SCRIPT, str(reader)],
        input=item_files.write(ITEMS, format="gift").data,
        capture_output=True,
        check=True,
    )
    said = [item for item in ITEMS if item.type not in LACKS["gift"]]
    assert json.loads(ran.stdout) == [[KINDS[item.type], item.key] for item in said]


def test_moodle_xml_parser_reads_our_moodle_xml():
    said = [item for item in ITEMS if KINDS.get(item.type) == "MC"]
    read = parse_bytes(item_files.write(ITEMS, format="moodlexml").data)["multichoice"]
    assert [(one.name, one.single, one.text_pre_parse) for one in read] == [
        (item.key, item.type != "multiple_choice", html.unescape(markup.marked(item.content["stem"])))
        for item in said
    ]
    assert [[option.answer for option in one.options] for one in read] == [
        [html.unescape(markup.marked(option["text"])) for option in item.content["options"]] for item in said
    ]
    shares = {one.name: [option.score_fraction for option in one.options] for one in read}
    assert shares["course/signs"] == [100, 0]
    assert shares["course/single_choice"] == [100, 0, 0, 0]
