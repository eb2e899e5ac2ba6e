"""Our files as programs of others read them."""

import json
import subprocess

import pytest

from assessments import item_files
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
