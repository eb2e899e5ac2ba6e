"""Parallel forms: even, fixed per person, taken crosswise."""

from collections import Counter

import pytest

from assessments import api
from assessments.models import FormTurn
from assessments.rules.forms import beginning, next_form
from assessments.services import privacy_admissions as admissions
from assessments.services.forms import cross_deliveries
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.test_races import together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


def form_versions(*labels):
    found = {}
    for label in labels:
        item = api.ensure_item_version(
            key=f"f{label}", type="single_choice", content=make.choice_content(label)
        )
        found[label] = api.ensure_instrument_version(
            key=f"form_{label}", title=make.text(label), intro=make.text("I"), items=[item], minutes=5
        )
    return found


def with_forms(*labels, **rules):
    opened = make.delivery(**rules)
    for label, version in form_versions(*labels).items():
        api.add_form(actor=None, delivery=opened, instrument_version=version, label=label)
    return opened


def crossed(*labels, **rules):
    before, after = with_forms(*labels), with_forms(*labels, purpose="post_test", **rules)
    api.cross_same_forms(actor=None, deliveries=[before, after])
    return before, after


def take(user, delivery):
    """The label of the form that the person gets; it is handed in."""
    attempt = api.start_attempt(user=user, delivery=delivery)
    api.submit_attempt(user=user, attempt=attempt)
    return attempt.instrument_version.instrument.key.removeprefix("form_")


def test_whoever_comes_begins_with_the_form_that_fewest_begin_with():
    assert beginning("AB", handed_out={}) == "A"
    assert beginning("AB", handed_out={"A": 1}) == "B"
    assert beginning("ABC", handed_out={"A": 3, "B": 2, "C": 2}) == "B"
    assert beginning("AB", handed_out={"B": 9}, had="A") == "B"  # had elsewhere


def test_the_next_form_is_the_one_had_least_and_longest_ago():
    assert [next_form("AB", begins_with="A", place=place) for place in (0, 1)] == ["A", "B"]
    assert [next_form("AB", begins_with="B", place=place) for place in (0, 1)] == ["B", "A"]
    assert next_form("AB", begins_with="A", place=1, had="B") == "A"
    assert next_form("AB", begins_with="A", place=1, had="AB") == "A"
    assert next_form("AB", begins_with="B", place=1, had="BA") == "B"
    assert next_form("ABC", begins_with="C", place=1, had="C") == "A"
    assert next_form("ABC", begins_with="C", place=1, had="CA") == "B"
    assert next_form("AB", begins_with="Z", place=0) == "A"


@pytest.mark.slow("forty-one people who take two tests each")
@pytest.mark.parametrize(("people", "halves"), [(3, {"A": 2, "B": 1}), (41, {"A": 21, "B": 20})])
def test_half_of_a_cohort_takes_the_forms_the_other_way_round(people, halves):
    before, after = crossed("A", "B")
    crowd = [make.person() for _ in range(people)]
    first = {user.pk: take(user, before) for user in crowd}
    second = {user.pk: take(user, after) for user in reversed(crowd)}
    assert Counter(first.values()) == halves
    assert {(first[pk], second[pk]) for pk in first} == {("A", "B"), ("B", "A")}


def test_a_single_delivery_with_several_forms_is_even_too():
    opened = with_forms("A", "B", "C")
    assert Counter(take(make.person(), opened) for _ in range(8)) == {"A": 3, "B": 3, "C": 2}


def test_whoever_missed_the_first_test_gets_what_they_would_have_got_second():
    before, after = crossed("A", "B")
    assert [take(make.person(), after) for _ in range(2)] == ["B", "A"]
    assert take(make.person(), before) == "A"  # the third person begins with A


def test_a_second_attempt_gets_the_form_had_longest_ago():
    before, after = crossed("A", "B", max_attempts=2)
    user = make.person()
    assert [take(user, before), take(user, after), take(user, after)] == ["A", "B", "A"]


def test_whoever_repeats_the_course_begins_with_the_form_not_had():
    user, earlier, later = make.person(), with_forms("A", "B"), with_forms("A", "B")
    assert take(user, earlier) == "A"
    assert take(user, later) == "B"
    assert take(make.person(), later) == "A"


def test_a_form_that_comes_later_moves_nobody():
    before, after = crossed("A", "B")
    users = [make.person() for _ in range(2)]
    assert [take(user, before) for user in users] == ["A", "B"]
    for one in (before, after):
        api.add_form(actor=None, delivery=one, instrument_version=form_versions("C")["C"], label="C")
    assert [take(user, after) for user in users] == ["B", "C"]
    assert take(make.person(), before) == "C"


def test_deliveries_without_forms_or_with_one_or_others_are_not_crossed():
    plain, single = make.delivery(), with_forms("A")
    ab, other = with_forms("A", "B"), with_forms("A", "C")
    api.cross_same_forms(actor=None, deliveries=[plain, single, ab, other])
    for one in (plain, single, ab, other):
        one.refresh_from_db()
        assert (one.crossed_with, one.crossed_place) == (None, 0)
    assert not AuditEvent.objects.filter(action="assessments.cross_deliveries").exists()


def test_what_somebody_has_started_is_not_crossed_any_more():
    before, after = with_forms("A", "B"), with_forms("A", "B")
    take(make.person(), after)
    with refused("crossed_late"):
        cross_deliveries(actor=None, deliveries=[before, after])
    after.refresh_from_db()
    assert after.crossed_with is None


def test_the_turn_is_exported_stays_on_erasure_and_moves_once():
    opened = with_forms("A", "B")
    kept, gone = make.person(), make.person()
    take(kept, opened)
    take(gone, opened)
    assert admissions.export_form_turns(gone) == [{"purpose": "pre_test", "form": "B"}]
    admissions.move(kept, gone)
    assert [(one.person, one.label) for one in FormTurn.objects.all()] == [(kept, "A")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow("five rounds of four people who start at once")
def test_people_who_start_at_the_same_moment_are_even_as_well():
    before, after = crossed("A", "B")
    crowd = [make.person() for _ in range(20)]
    for group in range(0, 20, 4):
        four = iter(crowd[group : group + 4])
        results = together(lambda four=four: take(next(four), before))
        assert Counter(results) == {"A": 2, "B": 2}
    assert Counter(take(user, after) for user in crowd) == {"A": 10, "B": 10}
