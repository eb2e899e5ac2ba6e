"""What supervisors see, beside the same people's own account: exact values, and nobody told by them."""

import csv
import io
import zipfile
from itertools import repeat

import pytest
from django.urls import reverse

from analytics import disclosure
from analytics.models import ReleaseSupervised, ReleaseSupervisedMember
from analytics.program import bundle, donor, donor_content
from analytics.releases import personal_data, publishing, supervised
from analytics.releases.follow_ups import FollowUpsMaking
from analytics.reports.cohorts.supervised import Seen, seen
from analytics.reports.document import Symbol
from analytics.reports.registry import Asked, report, run
from analytics.selectors.released import released
from analytics.selectors.scopes import center_scope, program_scope
from analytics.supervised import sees_it
from tests.analytics import factories as make
from tests.budgets import counted

pytestmark = pytest.mark.django_db

YES, NO = (4,) * 6, (3,) * 6
OPEN = (5, 5, 5, None, 3, 3)
"""Three of six are seen often, and one was not seen: the blank would decide it."""


def people(about, center, count, own=None, sheet=None):
    """So many people, with what they and their supervisors answered, None for nothing."""
    made = []
    for _person in range(count):
        one = make.enrolled(about, at=center)
        make.sat(one, "post_test", 3)
        if own:
            make.told(one, "baseline", *NO)
            make.told(one, "follow_up", *own)
        if sheet:
            make.seen_by(one, *sheet)
        made.append(one)
    return made


def mixed(about, center):
    """12 with both views: 7 are seen to apply it and 8 say so. 12 without a supervisor's: 6 say so.
    11 without an own answer: 5 are seen to. Of three the blanks would decide it."""
    people(about, center, 6, YES, YES)
    people(about, center, 2, YES, NO)
    people(about, center, 1, NO, YES)
    people(about, center, 3, NO, NO)
    people(about, center, 6, YES)
    people(about, center, 6, NO)
    people(about, center, 5, None, YES)
    people(about, center, 6, None, NO)
    people(about, center, 3, None, OPEN)


def shown(manager):
    return seen(released(center_scope(manager)).figures, "own_center")


def late(enrolled, sheet):
    """Supervisors of people who were there already answer."""
    for one in enrolled:
        make.seen_by(one, *sheet)


def test_blanks_count_for_neither_side():
    def one(*values):
        return sees_it({str(place): value for place, value in enumerate(values)})

    assert [one(*YES), one(4, 4, 4, 4, None, None), one(*NO), one(4, 4, None, 3, 3, 3)] == [
        True, True, False, False,
    ]  # fmt: skip
    # With four of six needed: three, and a blank that may be the fourth; nothing at all; no question.
    assert [one(*OPEN), one(4, None, None, None, 3, 3), one(*repeat(None, 6)), one()] == [None] * 4


@pytest.mark.slow(
    "38 people with up to three sheets each, on every page and file that says something of them"
)
def test_both_views_of_the_same_people_on_every_page_and_file(client, about, center, manager, officer):
    """By hand: 12 of 23 are seen to apply it; of the 12 with both views 7 are seen to, and 8 say so. Wilson
    of 7 of 12: (.58333 + .16006) / 1.32012 = .5631 ± 1.96 √(.02025 + .00667) / 1.32012 = .3195 to .8067."""
    make.asking(about, supervisors=True)
    mixed(about, center)
    publishing.publish()
    assert shown(manager) == Seen(23, 12, 12, 7, 8)
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    assert "Supervisors see it applied by 7 of 12 people; 8 of the same say so themselves" in page
    assert "The supervisors were named by the center or by the people themselves" in page
    document = run(report("center"), Asked(user=manager))
    keys = [one.table.key for one in document.figures]
    assert keys[keys.index("applying") + 1] == "supervised"
    rows = next(one.table for one in document.figures if one.table.key == "supervised").rows
    assert [(row.cells[0].value, row.cells[1].value) for row in rows] == [
        pytest.approx(one) for one in ((7 / 12, 12), (8 / 12, 12), (12 / 23, 23))
    ]
    span = rows[0].cells[2]
    assert (span.low.value, span.high.value) == pytest.approx((0.3195, 0.8067), abs=1e-4)
    # The indicator stays what people say of themselves: 14 of 24.
    targets = next(one.table for one in document.figures if one.table.key == "targets")
    row = next(row for row in targets.rows if str(row.name).startswith("Apply it"))
    assert row.cells[0].value == pytest.approx(14 / 24)
    # A cohort alone has no such figure.
    assert released(center_scope(manager)).over([about.pk]).supervised == ()

    # Twelve are too few for the program; 23 are not.
    assert seen(released(program_scope(officer)).figures, "shared") == Seen(23, 12)
    document = run(report("program"), Asked(user=officer))
    rows = next(one.table for one in document.figures if one.table.key == "supervised").rows
    assert [row.cells[0].value for row in rows] == [pytest.approx(12 / 23)]
    scope = program_scope(officer)
    made = released(scope).made
    content = donor_content.content(scope, made, donor.layouts()["ilab"])
    lines = [one for one in content["breakdown"] if one["code"] == "B1"]
    assert [(one["category"], one["count"], one["base"]) for one in lines] == [
        ("As supervisors see it", 12, 23)
    ]
    with zipfile.ZipFile(io.BytesIO(bundle.build(scope, made))) as archive:
        cells = list(csv.DictReader(io.StringIO(archive.read("cells.csv").decode())))
    counts = {one["code"]: (one["count"], one["base"]) for one in cells if one["code"].startswith("B1_")}
    assert counts == {"B1_before": ("0", "24"), "B1_supervisor": ("12", "23")}

    publishing.withdraw(actor=officer, release=made, reason="Wrong form")
    assert shown(manager) == Seen()


def test_a_row_is_published_and_moves_on_by_twice_the_minimum(about, center, manager):
    make.asking(about, supervisors=True)
    waiting = people(about, center, 9, None, YES)
    publishing.publish()
    assert shown(manager) == Seen()
    people(about, center, 1, None, NO)
    publishing.publish()
    assert shown(manager) == Seen(10, 9)
    people(about, center, 9, None, NO)
    publishing.publish()
    assert shown(manager) == Seen(10, 9)
    people(about, center, 1, None, NO)
    publishing.publish()
    assert shown(manager) == Seen(20, 9)
    # One who is erased is forgotten, and the figure stays.
    user = waiting[0].user
    assert personal_data.export_supervised(user) == [{"release": number, "applies": "1"} for number in (2, 4)]
    assert personal_data.erase_supervised(user) == 2
    assert ReleaseSupervisedMember.objects.filter(enrollment=None, mark="").count() == 2
    publishing.publish()
    assert shown(manager) == Seen(20, 9)
    assert ReleaseSupervised.objects.filter(whole=False).count() == 2


def test_nothing_is_published_while_people_have_time_left_to_speak_for_themselves(about, center, manager):
    make.asking(about, opened=30, supervisors=True)
    people(about, center, 12, None, YES)
    publishing.publish()
    assert shown(manager) == Seen()


def test_ten_are_too_few_for_the_page_of_the_program(about, center, officer):
    make.asking(about, supervisors=True)
    people(about, center, 12, None, YES)
    publishing.publish()
    document = run(report("program"), Asked(user=officer))
    table = next((one.table for one in document.figures if one.table.key == "supervised"), None)
    assert table is None or [row.cells[0] for row in table.rows] == [Symbol.PROTECTED]


def told():
    """Every count that any release told: as supervisors see it, and as people say."""
    accounts = FollowUpsMaking(5).told_everywhere()
    views, own = supervised._told(supervised._ever(ReleaseSupervised.objects.all()))
    return views, [*accounts, *own]


def tells(figures):
    return disclosure.audit(figures, k=5, floor=10)


@pytest.mark.slow("up to 43 people with up to three sheets each")
@pytest.mark.parametrize(
    ("alone", "later"),
    [
        (0, 0),  # everybody with a supervisor's view also speaks for themselves, and the other way round
        (9, 0),  # nine are seen and do not speak: the two shares of supervisors would tell of them
        (0, 9),  # nine speak and are not seen: the two shares of own accounts would
        (10, 10),
        (1, 30),
    ],
)
def test_an_own_account_stands_beside_it_only_where_nobody_is_left_between_two_figures(
    alone, later, about, center, manager
):
    make.asking(about, supervisors=True)
    people(about, center, 8, YES, NO)
    people(about, center, 4, NO, YES)
    people(about, center, alone, None, YES)
    people(about, center, later, YES)
    publishing.publish()
    found = shown(manager)
    assert (found.people, found.applying) == (12 + alone, 4 + alone)
    beside = all(rest in (0, 10) for rest in (alone, later))
    assert (found.same, found.same_seen, found.same_own) == ((12, 4, 8) if beside else (0, 0, 0))
    for figures in told():
        assert tells(figures) == ()


@pytest.mark.slow("32 people with up to three sheets each")
def test_a_whole_cohort_and_one_more_would_tell_of_the_one(about, center, trainer, manager):
    """Its own share is published: subtracted from that of the people beside, it leaves one person."""
    make.asking(about, supervisors=True)
    other = make.cohort(centers=[center], trainers=[trainer])
    make.asking(other, supervisors=True)
    people(about, center, 10, YES, NO)
    people(about, center, 5, NO, YES)
    people(other, center, 1, YES, NO)
    people(other, center, 8, NO)
    people(other, center, 8, YES)
    publishing.publish()
    assert shown(manager) == Seen(16, 5)
    views, accounts = told()
    assert tells(views) == tells(accounts) == ()
    # The control: what was kept back does tell it.
    with_one = disclosure.Published(
        frozenset((key, mark.endswith("1")) for key, mark in supervised._published()[center.pk].items()), 11
    )
    (finding, *_others) = tells([*accounts, with_one])
    assert len(finding.members) == 1


@pytest.mark.slow("52 people with up to three sheets each, and three releases")
def test_releases_together_tell_of_nobody(about, center, manager):
    """Of twenty who were seen and silent 19 speak then: beside the twenty they leave one who is silent."""
    make.asking(about, supervisors=True)
    people(about, center, 7, YES, NO)
    people(about, center, 5, NO, YES)
    silent = people(about, center, 12, None, YES) + people(about, center, 8, None, NO)
    publishing.publish()
    assert shown(manager) == Seen(32, 17, 12, 5, 7)
    # Of the one who comes alone the supervisors' share would tell, however many speak for themselves by now.
    for one in silent[:19]:
        make.told(one, "baseline", *NO)
        make.told(one, "follow_up", *YES)
    people(about, center, 1, None, YES)
    publishing.publish()
    assert shown(manager) == Seen(32, 17, 12, 5, 7)
    people(about, center, 5, None, YES)
    people(about, center, 4, None, NO)
    people(about, center, 10, YES)
    publishing.publish()
    assert shown(manager) == Seen(42, 23)
    for figures in told():
        assert tells(figures) == ()
    # The control: by itself the last release might tell both, beside the first it tells of one.
    members = supervised._published()[center.pk]
    both = supervised._both(members)
    assert (len(members) - len(both), len(both)) == (11, 31)
    last = [supervised._views(members), supervised._views(both)]
    assert tells(last) == ()
    (finding, *_others) = tells([*told()[0], *last])
    assert len(finding.members) == 1


@pytest.mark.slow("63 people of three centers with up to three sheets each")
def test_the_program_shows_both_where_no_center_can(about, center, manager, officer):
    """Of three centers each 7 have both views, 7 are seen and 7 speak alone: too few for any of them."""
    make.asking(about, supervisors=True)
    for place in (center, make.center(), make.center()):
        people(about, place, 4, YES, YES)
        people(about, place, 2, YES, NO)
        people(about, place, 1, NO, NO)
        people(about, place, 3, None, YES)
        people(about, place, 4, None, NO)
        people(about, place, 2, YES)
        people(about, place, 5, NO)
    publishing.publish()
    assert shown(manager) == Seen(14, 7)
    assert seen(released(program_scope(officer)).figures, "shared") == Seen(42, 21, 21, 12, 18)
    for figures in told():
        assert tells(figures) == ()
    document = run(report("program"), Asked(user=officer))
    rows = next(one.table for one in document.figures if one.table.key == "supervised").rows
    assert [(row.cells[0].value, row.cells[1].value) for row in rows] == [
        pytest.approx(one) for one in ((12 / 21, 21), (18 / 21, 21), (0.5, 42))
    ]


@pytest.mark.slow("40 people with three sheets each, and three releases")
def test_the_cost_does_not_grow_with_the_people(about, center, manager, client):
    make.asking(about, supervisors=True)
    people(about, center, 10, YES, YES)
    publishing.publish()
    people(about, center, 10, YES, NO)
    with counted() as few:
        publishing.publish()
    people(about, center, 20, YES, NO)
    with counted() as many:
        publishing.publish()
    assert many.queries == few.queries
    assert ReleaseSupervised.objects.filter(whole=False).count() == 3
    client.force_login(manager)
    client.get(reverse("center_home"))
    with counted() as cost:
        client.get(reverse("center_home"))
    cost.within(queries=30)  # one of them reads what is published of supervisors
