"""Spreadsheets that leave the site are data: whatever was typed, no cell is a formula."""

import csv
import io

import openpyxl
import pytest
from django.db import transaction
from django.urls import reverse

from analytics.api import publish
from tests.security.crawl import client_of
from tests.security.sides import FORMULA

STARTS = ("=", "+", "@", "\t", "\r")
COLUMNS = "?pre=pre&post=post&group=group"


@pytest.fixture
def typed(world):
    """Names that begin as a formula does."""
    for thing in (world.a.center, world.a.cohort):
        thing.name = FORMULA
        thing.save(update_fields=["name"])
    return world


def cells_of(response):
    """Every text cell of a CSV or XLSX answer; a formula that openpyxl finds counts as one."""
    if "spreadsheetml" in response["Content-Type"]:
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert [cell.coordinate for cell in found if cell.data_type == "f"] == []
        return [str(cell.value) for cell in found if cell.value is not None and cell.data_type == "s"]
    return [cell for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig"))) for cell in row]


def test_the_check_sees_a_formula():
    book = openpyxl.Workbook()
    book.active["A1"] = FORMULA
    assert book.active["A1"].data_type == "f"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_figures_of_the_program(typed, kind):
    with transaction.atomic():
        publish()
    response = client_of(typed, "officer").get(reverse("report", args=["program"]), {"format": kind})
    cells = cells_of(response)
    assert response.status_code == 200
    assert len(cells) > 20
    assert [cell for cell in cells if cell.startswith(STARTS)] == []


@pytest.mark.parametrize("role", ["trainer A", "manager"])
def test_a_report_on_somebodys_own_scores(typed, role):
    client = client_of(typed, role)
    response = client.get(reverse("scores_download", args=[typed.score_files[role].uuid, "csv"]) + COLUMNS)
    cells = cells_of(response)
    assert any(FORMULA[1:] in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(STARTS)] == []
