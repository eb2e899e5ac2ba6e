"""Wagtail's exports run nothing in the reader's program."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def _hostile_page(client):
    owner = make_person(is_superuser=True)
    client.force_login(owner)
    page = Page.objects.filter(depth=1).get().add_child(title="=HYPERLINK(0)", slug="hostile", owner=owner)
    page.locked, page.locked_by = True, owner
    page.save_revision().publish()
    page.save()


@pytest.mark.usefixtures("_hostile_page")
@pytest.mark.parametrize("report", ["locked_pages", "site_history"])
def test_a_title_like_a_formula_is_escaped(client, report):
    url = reverse(f"wagtailadmin_reports:{report}")
    data = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode()
    cells = [cell for row in csv.reader(io.StringIO(data)) for cell in row]
    assert "'=HYPERLINK(0)" in cells
    assert [cell for cell in cells if cell.startswith("=")] == []
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(url, {"export": "xlsx"}).streaming_content)))
    found = [cell for row in book.active.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert {(cell.value, cell.data_type) for cell in found} == {("'=HYPERLINK(0)", "s")}
