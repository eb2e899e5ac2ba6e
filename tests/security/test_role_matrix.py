"""Who may open what: every address of ours, as everybody, in their own cohort and in the other."""

from functools import partial

import pytest
from django.template.backends.django import Template

from lms.core.access import Access
from tests.security.addresses import OURS, letters_of, our_patterns, patterns
from tests.security.crawl import ROLES, client_of, post
from tests.security.matrix import COLUMNS, EXPECTED, asked

pytestmark = pytest.mark.django_db

PACKAGES = {"wagtail", "wagtail_localize", "allauth", "django"}


def sign(status, location=""):
    """The letter of the table for an answer."""
    if status in (301, 302):
        return "L" if "/account/login/" in location else "3"
    return {200: "2", 403: "X", 404: "0", 405: "M"}.get(status, "V" if status < 500 else "!")


def test_the_columns_are_the_roles():
    assert COLUMNS.split() == [f"{one[0]}{one[-1]}" if one[-2] == " " else one[:2] for one in ROLES]


def test_every_address_of_ours_has_its_rows():
    objects = [(name, letter) for name in our_patterns() for letter in letters_of(name)]
    assert set(EXPECTED) == {(name, verb, letter) for name, letter in objects for verb in ("GET", "POST")}


def test_every_view_of_ours_says_who_may_open_it():
    silent = [name for name, one in our_patterns().items() if not isinstance(_access(one), Access)]
    assert silent == []


def _access(pattern):
    return getattr(pattern.callback, "access", None)


def test_every_other_address_belongs_to_a_package_that_we_know():
    others = {one.callback.__module__.split(".")[0] for _route, one in patterns()} - set(OURS)
    assert others <= PACKAGES


def test_get(crawled):
    found = {}
    for one in crawled.visits:
        row = found.setdefault((one.name, "GET", one.letter), {})
        row[one.role] = sign(one.status, one.headers.get("Location", ""))
    assert differences(found) == []


@pytest.fixture
def undrawn(monkeypatch):
    """Views answer, and no template is drawn: `returned` reads the pages, this only who gets one."""
    monkeypatch.setattr(Template, "render", lambda *_, **__: "")


@pytest.mark.slow("posts to every address, in two cohorts")
@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("role", ROLES)
def test_post(world, role):
    found = {}
    client = client_of(world, role)
    for name in sorted(our_patterns(), key="closed_admin_logout".__eq__):
        for letter in filter(partial(asked, role, name, "POST"), letters_of(name)):
            response = post(world, client, role, name, letter)
            got = sign(response.status_code, response.headers.get("Location", ""))
            found[name, "POST", letter] = {role: got}
    assert differences(found) == []


def differences(found):
    """What came other than the table says, as readable lines."""
    return [
        f"{' '.join(key)}: {role} got {sign}, expected {EXPECTED[key][role]}"
        for key, row in found.items()
        for role, sign in row.items()
        if EXPECTED[key][role] != sign
    ]


def test_nothing_of_the_other_cohort_answers():
    """The table itself: in cohort B, people of cohort A get nothing but what its code or letter opens."""
    # The pages of a course, and what its editors read, are of no cohort: both take the same one.
    open_by_code = {
        "certificate_verify",
        "certificate_pdf",
        "invitation",
        "course_part",
        "calibration_case",
        "library",
        "library_entry",
        "items_import_preview",
        "item_draft",
        "item_draft_act",
        "item",
        "item_about",
        "item_act",
        "item_comment",
        "item_enemies",
        "item_figures",
        "item_preview",
        "item_preview_frame",
        "item_thread_close",
        "test_link",
        "supervisor_sheet",
        "instrument_draft",
        "instrument_draft_act",
        "instrument_draft_items",
        "instrument_draft_blueprint",
        "instrument_draft_preview",
        "instrument_edit",
        "rubric_draft",
        "rubric_draft_act",
        "rubric_edit",
        "rubric_paper",
        "course_template",
        "course_template_rubric",
        "instrument_paper",
        "instrument_paper_file",
    }
    kept_out = ("anonymous", "self", "peer", "trainer A", "manager", "editor", "reviewer", "deactivated")
    leaks = [
        (name, verb, role)
        for (name, verb, letter), row in EXPECTED.items()
        for role in kept_out
        if letter == "B" and name not in open_by_code and row[role] not in "LX0M"
    ]
    assert leaks == []
