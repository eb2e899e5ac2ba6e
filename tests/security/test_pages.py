"""Every page of ours, as everybody gets it: inert, uncached, and silent about what is not theirs."""

import pytest
from django.db import connection
from django.urls import reverse

from assessments import api as assessments
from tests.security.crawl import Watch, client_of
from tests.security.html import faults_of
from tests.security.sides import BLIND, CANARY, MARKUP, SECRET

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "media-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
# Whoever holds the code of a certificate or a letter may read what it says: that is what they are for.
OPEN_BY_CODE = {
    "certificate_verify", "certificate_pdf", "invitation", "supervisor_sheet", "client_sheet",
    "client_tablet", "client_tablet_sheet",
}  # fmt: skip
# What editors write belongs to the course, whoever's cohort plays it.
OF_NO_COHORT = {"library", "library_entry", "calibration", "calibration_case"}
OF_COHORT_A = ("anonymous", "self", "peer", "trainer A", "manager", "editor", "deactivated")


def policy_of(header):
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<p onclick=x>", "onclick on <p>"),
        ("<script>x</script>", "inline <script>"),
        ("<p style='a'>", "style on <p>"),
        ("<img src='//evil.example/x'>", "<img> loads from evil.example"),
        ("<a href=' JavaScript:x'>", "javascript: in href of <a>"),
    ],
)
def test_the_inspector_sees(page, fault):
    assert faults_of(page) == [fault]


def test_no_page_holds_anything_that_runs_or_calls_outside(crawled):
    # Wagtail's admin writes scripts into its pages, ours in its dress too, under a policy of its own.
    pages = [one for one in crawled.pages() if "/admin/" not in one.url]
    texts = {(one.name, one.text) for one in pages}
    faults = {(name, fault) for name, text in texts for fault in faults_of(text)}
    assert faults == set()
    assert sum(one.status == 200 for one in crawled.pages()) > 150


def test_typed_text_shows_escaped(crawled):
    shown = {one.name for one in crawled.pages() if "&lt;script&gt;alert(&quot;x&quot;)" in one.text}
    assert {"cohort", "people", "person", "my_rating", "certificate_verify", "roster_preview"} <= shown
    assert [one.url for one in crawled.pages() if MARKUP in one.text] == []


def test_every_answer_carries_the_strict_policy(crawled):
    policies = {one.headers["Content-Security-Policy"] for one in crawled.visits if "/admin/" not in one.url}
    assert [policy_of(policy) for policy in policies] == [POLICY]


def test_what_a_signed_in_person_gets_stays_out_of_caches(crawled):
    signed_in = [one for one in crawled.visits if one.role not in ("anonymous", "deactivated")]
    assert len(signed_in) > 900
    assert {one.name for one in signed_in if "no-store" not in one.headers.get("Cache-Control", "")} == set()


def test_answers_name_no_software_version(crawled):
    assert {
        name for one in crawled.visits for name in ("Server", "X-Powered-By") if name in one.headers
    } == set()
    assert [one.url for one in crawled.pages() if 'name="generator"' in one.text] == []


def test_cohort_b_never_reaches_the_people_of_cohort_a(crawled, world):
    open_names = OPEN_BY_CODE | OF_NO_COHORT
    looked_at = [one for one in crawled.visits if one.role in OF_COHORT_A and one.name not in open_names]
    assert {(one.role, one.name) for one in looked_at if CANARY.encode() in one.body} == set()
    private = [world.b.subject.uuid, world.b.unfinished.uuid, world.people["trainer B"].uuid]
    named = {str(uuid).encode() for uuid in private}
    # An address that somebody typed comes back in the language links of its "not found" page.
    told = [one for one in looked_at if one.letter == "A"]
    assert {(one.role, one.name) for one in told if any(uuid in one.body for uuid in named)} == set()


def test_the_canary_is_where_it_belongs(crawled):
    seen = {(one.role, one.name) for one in crawled.visits if CANARY.encode() in one.body}
    assert {("other", "my_rating"), ("trainer B", "cohort"), ("administrator", "cohort")} <= seen
    assert ("administrator", "people") in seen


def test_nobody_reads_another_assessors_rating_before_handing_in_or_release(crawled, world):
    seen = {(one.role, one.name) for one in crawled.visits if BLIND.encode() in one.body}
    assert seen == set()
    side, assessor = world.a, world.people["assessor A"]
    assessments.release_case(actor=assessor, occasion=side.occasion, subject=side.unfinished)
    page = reverse("my_rating", args=[side.occasion.uuid])
    assert BLIND in client_of(world, "peer").get(page).content.decode()


def test_a_secret_sheet_reaches_its_player_the_assessors_and_its_editors(crawled):
    seen = {(one.role, one.name) for one in crawled.visits if SECRET.encode() in one.body}
    players = {(role, "role_sheet") for role in ("self", "other", "trainer A", "trainer B")}
    players |= {(role, "scenario_pack") for role in ("trainer A", "trainer B")}
    assert seen == players | {(role, "library_entry") for role in ("editor", "reviewer", "administrator")}


def test_getting_every_page_as_everybody_writes_nothing(crawled):
    assert crawled.writes == []


def test_the_watch_sees_a_write(world):
    seen = []
    with connection.execute_wrapper(Watch(seen)):
        client_of(world, "peer").post(reverse("consent"))
    assert sorted(statement.split()[0] for statement in seen) == ["INSERT", "INSERT", "UPDATE"]
