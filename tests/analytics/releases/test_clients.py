"""What parties of hearings say: exact values, boxes published whole and once, sides that stay hidden."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from scipy import stats

from analytics.interfaces import further
from analytics.models import ReleaseClients
from analytics.program import bundle, donor, donor_content
from analytics.program.services import set_target
from analytics.releases import publishing
from analytics.render.documents.written import say
from analytics.reports.center import labels
from analytics.reports.clients import apart, difference, satisfied, told, treated
from analytics.reports.document import Symbol
from analytics.reports.pages import center as center_page
from analytics.reports.registry import Asked, report, run
from analytics.selectors.released import released
from analytics.selectors.scopes import center_scope, program_scope
from assessments.data import ClientSums
from tests.analytics import factories as make
from tests.budgets import counted

pytestmark = pytest.mark.django_db

SPRING, SUMMER = (date(2026, 1, 1), date(2026, 4, 30)), (date(2026, 5, 1), date(2026, 8, 31))
WORKERS, EMPLOYERS = [4.0] * 6 + [3.0] * 4, [5.0] * 8 + [3.0] * 2


@pytest.fixture
def seen(about, center):
    """Somebody takes part, without whom there is no page."""
    make.enrolled(about, at=center)


def fill(box, *, times=1, employers=True, unions=0):
    """Of ten workers 6 are satisfied, of ten employers 8."""
    make.client_sheets(box, "worker", 6 * times, 4, 4)
    make.client_sheets(box, "worker", 4 * times, 3, 3)
    if employers:
        make.client_sheets(box, "employer", 8 * times, 5, 5)
        make.client_sheets(box, "employer", 2 * times, 2, 3)
    make.client_sheets(box, "union", unions, 1, 1)


def targets_of(document):
    return next(one.table for one in document.figures if one.table.key == "targets").rows


def boxes(manager):
    return released(center_scope(manager)).clients


def test_values_of_a_box_that_was_counted_by_hand(center, manager, seen):
    """14 of 20 are satisfied. The means of the sheets add up to 6·4 + 4·3 = 36 and 8·5 + 2·3 = 46, their
    squares to 132 and 218: (36 + 46) / 20 = 4.1 ± 2.093 √((350 - 336.2) / 19 / 20) = 3.701 to 4.499."""
    fill(make.client_box(center, *SUMMER), unions=2)
    publishing.publish()
    (box,) = boxes(manager)
    assert box.whole == ClientSums(20, 14, 20, 20, 82.0, 350.0)  # two unions are in nothing
    assert box.sides == {
        "worker": ClientSums(10, 6, 10, 10, 36.0, 132.0), "employer": ClientSums(10, 8, 10, 10, 46.0, 218.0)
    }  # fmt: skip
    assert satisfied(box.whole).value == 0.7
    mean = treated(box.whole)
    assert (mean.value, mean.low, mean.high) == pytest.approx((4.1, 3.70114, 4.49886), abs=1e-5)
    between = difference(box.sides["employer"], box.sides["worker"])
    other = stats.ttest_ind(EMPLOYERS, WORKERS, equal_var=False).confidence_interval()
    assert (between.value, between.low, between.high) == pytest.approx((1.0, other.low, other.high))
    assert apart(box.sides["worker"], box.sides["employer"]) == apart(
        box.sides["employer"], box.sides["worker"]
    )
    # All alike: no interval, and no root of a rounding.
    assert difference(ClientSums(9, 0, 0, 9, 3.3 * 9, 3.3**2 * 9), ClientSums(9, 0, 0, 9, 27, 81)).low is None


def test_a_box_is_published_once_it_is_over_whole_and_never_again(center, manager, officer, seen):
    make.client_sheets(make.client_box(center, *SPRING), "worker", 9, 4, 4)
    fill(make.client_box(center, date(2026, 9, 1), date(2026, 12, 31)))  # it runs
    publishing.publish()
    assert boxes(manager) == ()
    over = make.client_box(center, *SUMMER)
    make.client_sheets(over, "worker", 10, 4, 4)
    first = publishing.publish()
    assert [one.whole.sheets for one in boxes(manager)] == [10]
    # The box stays as it was published, whatever a database may hold afterwards.
    make.client_sheets(over, "worker", 1, 1, 1)
    second = publishing.publish()
    assert [one.whole.sheets for one in boxes(manager)] == [10]
    assert ReleaseClients.objects.get().release == first
    assert first.digest != second.digest
    publishing.withdraw(actor=officer, release=second, reason="Wrong form")
    assert boxes(manager) == ()


def test_a_center_is_judged_by_the_targets_of_its_publication(center, manager, officer, seen):
    """A target that changes is that of the next one; before the first, that of today."""
    fill(make.client_box(center, *SUMMER))

    def target(filters=None):
        document = run(report("center"), Asked(user=manager, filters=filters or {}))
        rows = {str(row.name): row for row in targets_of(document)}
        found = rows.get(str(labels.INDICATORS["C1"])), rows[str(labels.INDICATORS["O2"])]
        return [row and row.cells[1].value for row in found]

    assert target() == [None, 0.85]
    set_target(actor=officer, code="O2", period="", value=0.9, reason="Agreed")
    assert target() == [None, 0.9]
    publishing.publish()
    set_target(actor=officer, code="O2", period="", value=0.95, reason="Agreed")
    set_target(actor=officer, code="C1", period="", value=0.6, reason="Agreed")
    set_target(actor=officer, code="C1", period="2026-C2", value=0.1, reason="Of a period")
    assert target() == [0.8, 0.9]
    publishing.publish()
    assert target() == [0.6, 0.95]
    assert target({"release": "1"}) == [0.8, 0.9]


def test_sides_are_hidden_where_one_of_them_is_small(client, center, manager, seen):
    box = make.client_box(center, *SUMMER)
    fill(box, employers=False)
    make.client_sheets(box, "employer", 9, 1, 1)
    publishing.publish()
    (one,) = boxes(manager)
    assert (one.whole.sheets, one.sides) == (19, {})
    cells = json.dumps(ReleaseClients.objects.get().cells)
    assert "employer" not in cells
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    assert "6 of 19 parties of hearings are satisfied with the conciliation (May to August 2026)" in page
    assert "Employers" not in page


@pytest.mark.slow("every page and file that says something of a box")
def test_level_four_on_every_page_and_file(client, about, center, manager, officer, seen, tmp_path):
    fill(make.client_box(center, *SUMMER), times=2)
    fill(make.client_box(center, *SPRING))
    publishing.publish()
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    assert "28 of 40 parties of hearings are satisfied with the conciliation (May to August 2026)" in page
    assert "Employers feel treated more fairly than workers (May to August 2026)" in page
    assert f'href="{reverse("client_surveys")}"' in page
    asked = client.get(reverse("client_survey", args=[center.uuid])).content.decode()
    there = re.search(rf'href="{reverse("center_home")}#([^"]+)">\s*([^<]+)<', asked)
    assert "publication" in there[2]
    assert f'id="{there[1]}"' in page
    assert further.of_survey(officer, center) == []
    with counted() as cost:
        client.get(reverse("center_home"))
    document = run(report("center"), Asked(user=manager))
    # Over both surveys: 42 of 60, and 36·3 + 46·3 = 246 ÷ 60; targets of the release.
    rows = {str(row.name): row for row in targets_of(document)}
    share, mean = (rows[str(labels.INDICATORS[code])] for code in ("C1", "C2"))
    assert [one.value for one in (*share.cells[:2], *mean.cells[:2])] == pytest.approx([0.7, 0.8, 4.1, 4.0])
    assert [str(one) for one in (share.cells[2], share.cells[3], mean.cells[2], mean.cells[3])] == [
        "No", "In the margin: perhaps, perhaps not", "Yes", "In the margin: perhaps, perhaps not"
    ]  # fmt: skip
    assert say(share.note) == "42 of 60 anonymous sheets, of the surveys that are published"
    assert say(mean.note) == "60 anonymous sheets, of the surveys that are published"
    # They belong to no cohort.
    asked = Asked(user=manager, filters={"cohort": about.code})
    found = released(center_scope(manager))
    part = center_page.document(center_scope(manager), found, found.over([about.pk]), asked)
    assert str(labels.INDICATORS["C1"]) not in {str(row.name) for row in targets_of(part)}
    tables = {one.table.key: one.table for one in document.figures}
    assert [(str(row.name), row.cells[0].value, row.cells[4].value) for row in tables["clients"].rows] == [
        ("May to August 2026", 0.7, 40), ("January to April 2026", 0.7, 20)
    ]  # fmt: skip
    by_side = {str(row.name): row.cells[2].value for row in tables["client_sides"].rows}
    assert by_side == pytest.approx({"Employers": 4.6, "Workers": 3.6, "Employers less workers": 1.0})

    document = run(report("program"), Asked(user=officer, filters={"period": "2026-C2"}))
    table = next(one.table for one in document.figures if one.table.key == "indicators")
    rows = {str(row.name)[:4].strip(" ·"): row for row in table.rows}
    assert [rows[code].cells[4].value for code in ("C1", "C2", "C2g")] == pytest.approx([0.7, 4.1, 1.0])
    assert rows["C2g"].mark == "below"  # 1.0 is not below 0.3
    readings = next(one.table for one in document.figures if one.table.key == "readings").rows
    words = {str(row.name)[:4].strip(" ·"): str(row.cells[4]) for row in readings}
    assert (words["C2g"], words["C1"]) == ("above the target", "in the margin")
    assert rows["C2g"].cells[5] == Symbol.NOT_APPLICABLE  # a share of a ceiling says nothing
    levels = next(one.table for one in document.figures if one.table.key == "by_level")
    assert {str(row.name)[:3].strip(" ·") for row in levels.rows} >= {"C1", "C2", "C2g"}
    assert "clients" in {one.table.key for one in document.figures}

    scope = program_scope(officer)
    made = released(scope).made
    content = donor_content.content(scope, made, donor.layouts()["ilab"])
    line = next(one for one in content["indicators"] if one["code"] == "C1")
    assert (line["actual"], line["count"], line["base"]) == (0.7, 42, 60)
    parts = {one["category"]: one["value"] for one in content["breakdown"] if one["code"] == "C2"}
    assert parts == pytest.approx({"Employers": 4.6, "Workers": 3.6})
    with zipfile.ZipFile(io.BytesIO(bundle.build(scope, made))) as archive:
        archive.extractall(tmp_path)
    means = list(csv.DictReader(io.StringIO((tmp_path / "means.csv").read_text())))
    assert [(one["code"], one["n"]) for one in means] == [
        ("C2", "60"),
        ("C2_employer", "30"),
        ("C2_worker", "30"),
    ]
    figures = json.loads((tmp_path / "expected.json").read_text())["figures"]
    assert figures["whole|C2g"]["value"] == pytest.approx(1.0)
    done = subprocess.run(
        [sys.executable, tmp_path / "recompute.py"], capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("0 differ\n"), done.stdout
    cost.within(queries=27)  # one of them reads what is published of clients


def test_the_program_shows_sides_from_its_own_minimum_on(center, officer, seen):
    """Ten of each side are enough for their center and too few for others."""
    fill(make.client_box(center, *SUMMER))
    publishing.publish()
    known = released(program_scope(officer)).clients
    assert len(told(known, "own_center").sides) == 2
    assert told(known, "shared").sides == {}
    document = run(report("program"), Asked(user=officer))
    table = next(one.table for one in document.figures if one.table.key == "indicators")
    rows = {str(row.name)[:4].strip(" ·"): row for row in table.rows}
    assert (rows["C1"].cells[4].value, rows["C2g"].cells[4]) == (0.7, Symbol.ABSENT)
    assert "client_sides" not in {one.table.key for one in document.figures}
    # A box of workers alone, and twelve unions: both sides stand apart, and none of the two is in anything.
    other = make.client_box(make.center(), *SUMMER)
    make.client_sheets(other, "worker", 12, 4, 4)
    fill(make.client_box(make.center(), *SUMMER))
    publishing.publish()
    box = told(released(program_scope(officer)).clients, "shared")
    assert (box.whole.sheets, box.sides["worker"].sheets, box.sides["employer"].sheets) == (40, 20, 20)
    fill(make.client_box(make.center(), *SUMMER), unions=12)
    publishing.publish()
    box = told(released(program_scope(officer)).clients, "shared")
    # Together they are enough to be in the whole.
    assert (box.whole.sheets, sorted(box.sides)) == (84, ["employer", "worker"])


def test_publishing_boxes_costs_the_same_for_one_and_for_many(center, seen):
    fill(make.client_box(center, *SUMMER))
    with counted() as one:
        publishing.publish()
    for _center in range(3):
        fill(make.client_box(make.center(), *SUMMER), times=3)
    with counted() as many:
        publishing.publish()
    assert many.queries <= one.queries + 4  # what was published before is read
    assert ReleaseClients.objects.count() == 4
