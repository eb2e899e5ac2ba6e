"""The program's side: periods, the indicator table, donor's workbook, bundle and pages, from one world."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import date

import numpy as np
import openpyxl
import pytest
from django.urls import reverse

from analytics.facts import DONE, PERSON, Figures
from analytics.program import bundle, donor, donor_content, selectors, services
from analytics.program.periods import ending_between, of_day, period
from analytics.program.table import lines
from analytics.releases import publishing
from analytics.releases.models import Release, latest
from analytics.reports.center import groups
from analytics.reports.gain import gain_of
from analytics.reports.pages import program
from analytics.selectors.figures import Names
from analytics.selectors.released import Released, released
from analytics.selectors.scopes import everybody_scope, program_scope
from courses import api as courses
from courses.data import STOOD
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.errors import UserError
from tests.analytics import factories as make
from tests.analytics.releases.test_publishing import fill
from tests.held import held

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-C3", date(2026, 9, 1), date(2026, 12, 31)),
        ("2026-S1", date(2026, 1, 1), date(2026, 6, 30)),
    ],
)
def test_periods(key, first, last):
    found = period(key)
    assert (found.first, found.last) == (first, last)
    kind = "S" if "S" in key else "C" if "C" in key else "M"
    assert of_day(first, kind) == of_day(last, kind) == found
    assert len(ending_between(date(2026, 1, 1), date(2026, 12, 31), kind)) == {"M": 12, "C": 3, "S": 2}[kind]


@pytest.mark.parametrize("key", ["2026", "2026-13", "2026-C4", "2026-S3", "x", "0000-01"])
def test_no_period(key):
    assert period(key) is None


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two closed cohorts in two months: 24 and 30 people in two centers, 12 of each master it or not."""
    with held(django_db_blocker, "en"):
        center, other = make.center("Centro Valles"), make.center("Centro Altos")
        first, second = (
            make.cohort(
                centers=[center, other], trainers=[make.staff(Role.TRAINER)],
                ends_on=date(2026, month, 20), starts_on=date(2026, month, 1),
            )
            for month in (9, 10)
        )  # fmt: skip
        fill(first, center, 12, right=4)
        fill(first, other, 12, right=2)
        fill(second, center, 20, right=4)
        fill(second, other, 10, right=1)
        yield publishing.publish()


def table(officer, key):
    found = released(program_scope(officer))
    known, first = selectors.known_indicators(), program.first_time(found.made)
    rows = lines(found, known, first, period=period(key), today=date(2026, 11, 27), audience="shared")
    return {one.known.code: one for one in rows}


def test_over_periods_counts_and_bases_add_up_and_unended_periods_ask_nothing(world, officer):
    services.set_target(actor=officer, code="O1", period="2026-09", value=30, reason="Plan")
    services.set_target(actor=officer, code="O1", period="2026-11", value=50, reason="Plan")
    months = [table(officer, f"2026-{month:02}") for month in (9, 10, 11)]
    assert [(one["K2"].period.count, one["K2"].period.n) for one in months[:2]] == [(12, 24), (20, 30)]
    last = months[2]["K2"].so_far
    assert (last.count, last.n, last.value.value) == (32, 54, 32 / 54)
    assert sum(one["O1"].period.value.value for one in months[:2]) >= months[2]["O1"].so_far.value.value
    # November has not ended: its target is no target to date.
    assert (months[2]["O1"].target_so_far, months[2]["O1"].target_period) == (30, 50)
    assert months[2]["K2"].reached is False
    assert months[2]["K2"].deviates


def test_changes_of_indicators_have_a_reason_and_notes_a_second_person(world, officer):
    with pytest.raises(UserError):
        services.set_target(actor=officer, code="K2", period="", value=0.8, reason=" ")
    services.set_target(actor=officer, code="K2", period="", value=0.5, reason="Agreed with the donor")
    assert selectors.known_indicator("K2").final == 0.5
    sheet = {**selectors.known_indicator("K2").sheet, "name": {"es": "Dominio pleno", "en": "Full mastery"}}
    services.change_sheet(actor=officer, code="K2", sheet=sheet, reason="Clearer")
    assert (selectors.known_indicator("K2").version, selectors.known_indicator("K2").sheet["name"]["en"]) == (
        1,
        "Full mastery",
    )
    note = services.write_note(
        actor=officer, code="K2", release=latest(), period="2026-S2", facts={"n": 54}, cause="Hard test",
        action="More practice", due_on=date(2027, 1, 31),
    )  # fmt: skip
    with pytest.raises(UserError):
        services.approve_note(actor=officer, note=note)
    services.approve_note(actor=make.staff(Role.ADMINISTRATOR), note=note)
    with pytest.raises(UserError):
        services.write_note(
            actor=officer, code="K2", release=latest(), period="2026-S2", facts={}, cause="x", action="x",
            due_on=clock.today(),
        )  # fmt: skip


def test_the_donors_workbook_is_tables_from_a1_under_the_donors_names(world, officer):
    found = {}
    for key, layout in donor.layouts().items():
        book = openpyxl.load_workbook(
            io.BytesIO(donor.write(layout, donor_content.content(program_scope(officer), world, layout)))
        )
        assert not any(page.merged_cells.ranges for page in book)
        for name, sheet in zip(book.sheetnames, layout.sheets.values(), strict=True):
            assert [cell.value for cell in book[name][1]] == list(sheet["columns"].values())
        found[key] = book
    rows = {row[0]: row for row in found["ilab"]["Indicadores"].iter_rows(min_row=2, values_only=True)}
    heads = [cell.value for cell in found["ilab"]["Indicadores"][1]]
    k2 = dict(zip(heads, rows["K2"], strict=True))
    assert (k2["Numerador"], k2["Denominador"], k2["Real a la fecha"]) == (32, 54, 32 / 54)
    assert k2["¿Se alcanzó?"] == "No"
    broken = [
        row for row in found["ilab"]["Desglose"].iter_rows(min_row=2, values_only=True) if row[1] == "2026-09"
    ]
    # Twelve of a center are fewer than a share may be told of.
    assert broken == []
    assert {"[c]", "[x]", "[z]", "[t]"} <= {
        row[0] for row in found["ilab"]["Notas"].iter_rows(values_only=True)
    }


def test_the_bundle_is_worked_out_anew_by_its_own_script(world, officer, client, tmp_path):
    client.force_login(officer)
    response = client.get(reverse("evaluation_bundle"))
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        archive.extractall(tmp_path)
        names = set(archive.namelist())
    assert {"README.md", "cells.csv", "suffstats.csv", "recompute.py", "expected.json", "SHA256SUMS"} <= names
    asked = sorted(one for one in names if one.startswith("instruments/"))
    assert len(asked) >= 6
    assert {one.rsplit(".", 2)[1] for one in asked} == {"es", "en"}
    assert all((tmp_path / one).read_text().startswith("# ") for one in asked)
    expected = json.loads((tmp_path / "expected.json").read_text())
    assert expected["figures"]["whole|K2"]["value"] == 32 / 54
    assert {"whole|K1", "whole|K3", "center:Centro Valles|K2"} <= set(expected["figures"])
    done = subprocess.run(
        [sys.executable, "recompute.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split()[-2:]) == (0, ["0", "differ"])
    expected["figures"]["whole|K2"]["value"] += 1e-6
    (tmp_path / "expected.json").write_text(json.dumps(expected))
    assert (
        subprocess.run(
            [sys.executable, "recompute.py"], cwd=tmp_path, capture_output=True, check=False
        ).returncode
        == 1
    )


def test_the_pages_of_the_program(world, officer, client):
    client.force_login(officer)
    page = client.get(reverse("report", args=["program"])).content.decode()
    assert "K2 · Mastery" in page
    assert "Centro Altos" in page
    assert "no ranking" in page
    for kind in ("csv", "xlsx", "pdf"):
        assert client.get(reverse("report", args=["program"]), {"format": kind}).status_code == 200
    assert client.get(reverse("report", args=["program"]), {"period": "2026-13"}).status_code == 404
    sheet = client.get(reverse("indicator", args=["K2"])).content.decode()
    assert "Method of calculation" in sheet
    sent = {"act": "target", "target-value": "0.6", "target-period": "2026-S9", "target-reason": "x"}
    assert "2026-C3" in client.post(reverse("indicator", args=["K2"]), sent).content.decode()
    sent["target-period"] = "2026-S2"
    assert client.post(reverse("indicator", args=["K2"]), sent).status_code == 302
    assert selectors.known_indicator("K2").targets["2026-S2"] == 0.6
    assert client.get(reverse("indicator", args=["ZZ"])).status_code == 404
    first = client.get(reverse("report", args=["program"]), {"format": "csv"}).content
    fill(make.cohort(ends_on=date(2026, 10, 30)), make.center("Centro Bajío"), 20, right=4)
    publishing.publish()
    why = client.get(reverse("report", args=["program_changes"])).content.decode()
    assert "Cohorts that came due" in why
    assert why.count('class="chart"') == why.count("<figure")
    for number in (1, 2):
        assert f"{reverse('report', args=['program'])}?release={number}&amp;format=xlsx" in why
    of_first = client.get(reverse("report", args=["program"]), {"format": "csv", "release": "1"}).content
    of_second = client.get(reverse("report", args=["program"]), {"format": "csv"}).content
    assert of_first.decode() == first.decode()
    assert of_second != first
    for number in ("3", "0", "x", "1" * 9):
        assert client.get(reverse("report", args=["program"]), {"release": number}).status_code == 404
    assert client.get(reverse("donor_workbook", args=["mir"])).status_code == 200
    assert client.get(reverse("donor_workbook", args=["none"])).status_code == 404
    listed = client.get(reverse("program_releases")).content.decode()
    assert world.digest[:12] in listed
    assert (
        client.post(reverse("release_withdraw", args=[latest().uuid]), {"reason": "Wrong key"}).status_code
        == 302
    )
    assert "Wrong key" in client.get(reverse("report", args=["program"])).content.decode()


def test_the_bundle_has_the_rows_of_the_page_and_no_finer_ones(about):
    """Four of 30 to 39 stand with their neighbors on the page; apart in the bundle they could be told."""
    info = courses.cohort_infos([about])[about.pk]
    people = np.zeros(60, dtype=PERSON)
    for name, value in {
        "cohort": about.pk,
        "center": -1,
        "sex": "F",
        "pre": 1,
        "post": 4,
        "maximum": 4,
    }.items():
        people[name] = value
    people["age_band"] = ["under_30"] * 30 + ["30_39"] * 4 + ["40_49"] * 26
    for name in ("pre_done", "post_done", "passed"):
        people[name] = True
    for name in STOOD:
        people[name] = DONE
    figures = Figures({about.pk: info}, people)
    found = Released(figures, Names({}, ()), date(2026, 11, 1))
    page = groups.by_group(
        figures, "age_band", {}, gain_of(None, figures.pre, figures.post), audience="shared"
    )
    assert [str(row.name) for row in page.table.rows] == ["Under 30", "30 to 49"]
    shared = bundle.contents(
        found, everybody_scope(), Release(published_at=clock.now(), data_as_of=clock.now())
    )
    cells = {line.partition(",")[0] for line in shared.files["cells.csv"].splitlines()}
    assert {one for one in cells if one.startswith("age")} == {"age_band:under_30", "age_band:30_39+40_49"}
