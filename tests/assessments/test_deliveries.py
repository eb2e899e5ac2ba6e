"""The rules of a delivery, its forms, its changes, and for whom it is open or longer."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from assessments import api
from assessments.models import (
    Accommodation,
    Attempt,
    Audience,
    AudienceMember,
    Delivery,
    DeliveryChange,
    DeliveryForm,
)
from assessments.rules.delivery_rules import DeliveryRules
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]
MOMENT = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
ALL = DeliveryRules(
    opens_at=MOMENT,
    closes_at=MOMENT + timedelta(days=1),
    time_limit=30,
    max_attempts=2,
    counts="best",
    shuffle=False,
    feedback="answers",
    late="flag",
    code="AULA",
)


def test_every_rule_is_a_column_of_the_same_name():
    rules = {one.name for one in dataclasses.fields(DeliveryRules)}
    columns = {field.name for field in Delivery._meta.local_fields}
    assert rules == columns - {
        "id",
        "uuid",
        "instrument_version",
        "purpose",
        "title",
        "opened_by",
        "released_at",
        "crossed_with",
        "crossed_place",
    }


def test_a_delivery_gives_back_the_rules_it_was_opened_with():
    opened = api.open_delivery(
        actor=None, instrument_version=make.knowledge_test(), purpose="post_test", rules=ALL
    )
    assert Delivery.objects.get(pk=opened.pk).rules == ALL


def test_the_rules_survive_json_and_leave_the_window_out_when_there_is_none():
    assert DeliveryRules.from_json(ALL.to_json()) == ALL
    plain = ALL.within(None, None)
    assert {"opens_at", "closes_at"}.isdisjoint(plain.to_json())
    assert DeliveryRules.from_json(plain.to_json()).within(ALL.opens_at, ALL.closes_at) == ALL
    assert DeliveryRules.from_json({}) == DeliveryRules()
    with pytest.raises(ValueError, match="unknown delivery rules: speed"):
        DeliveryRules.from_json({"speed": 1})


def test_without_an_opening_a_delivery_opens_at_once():
    before = clock.now()
    opened = api.open_delivery(
        actor=None, instrument_version=make.knowledge_test(), purpose="survey", rules=DeliveryRules()
    )
    assert before <= opened.opens_at <= clock.now()


@pytest.mark.parametrize(
    "change",
    [
        {"max_attempts": 0},
        {"time_limit": 0},
        {"counts": "worst"},
        {"feedback": "all"},
        {"late": "count"},
    ],
)
def test_rules_that_cannot_be_are_refused(change):
    with refused("bad_rules"):
        make.delivery(**change)
    assert not Delivery.objects.exists()


def test_a_change_keeps_before_after_who_and_why():
    actor, delivery = make.person(), make.delivery(time_limit=30)
    before = delivery.rules
    after = dataclasses.replace(before, time_limit=45, feedback="score")
    api.change_delivery(actor=actor, delivery=delivery, rules=after, why="Se cayó la red")
    assert Delivery.objects.get().rules == after
    change = DeliveryChange.objects.get()
    assert (change.actor, change.why) == (actor, "Se cayó la red")
    assert DeliveryRules.from_json(change.before) == before
    assert DeliveryRules.from_json(change.after) == after
    event = AuditEvent.objects.get(action="assessments.change_delivery")
    assert event.data["changed"] == ["feedback", "time_limit"]


def test_the_same_rules_again_change_nothing():
    delivery = make.delivery(closes_at=clock.now() + timedelta(days=1))
    api.reschedule_delivery(
        actor=None, delivery=delivery, opens_at=delivery.opens_at, closes_at=delivery.closes_at
    )
    assert not DeliveryChange.objects.exists()


def test_rescheduling_is_a_change_and_can_take_the_closing_away():
    delivery = make.delivery(closes_at=clock.now() + timedelta(days=1))
    api.reschedule_delivery(actor=None, delivery=delivery, opens_at=MOMENT, closes_at=None, why="Lluvia")
    delivery.refresh_from_db()
    assert (delivery.opens_at, delivery.closes_at) == (MOMENT, None)
    assert DeliveryChange.objects.get().why == "Lluvia"
    assert "closes_at" not in DeliveryChange.objects.get().after


def test_named_and_anonymous_do_not_change_places():
    delivery = make.evaluation()
    with refused("anonymous_stays"):
        api.change_delivery(
            actor=None, delivery=delivery, rules=dataclasses.replace(delivery.rules, anonymous=False)
        )


def forms(delivery, *labels):
    versions = []
    for label in labels:
        item = api.ensure_item_version(
            key=f"f{label}", type="single_choice", content=make.choice_content(label)
        )
        version = api.ensure_instrument_version(
            key=f"form_{label}", title=make.text(label), intro=make.text("I"), items=[item], minutes=5
        )
        api.add_form(actor=None, delivery=delivery, instrument_version=version, label=label)
        versions.append(version)
    return versions


def test_a_sitting_gets_one_of_the_forms_and_the_next_one_another():
    delivery = make.delivery(max_attempts=3)
    versions = forms(delivery, "A", "B")
    first_forms = set()
    for _ in range(12):
        user = make.person()
        had = []
        for _attempt in range(2):
            attempt = api.start_attempt(user=user, delivery=delivery)
            had.append(attempt.instrument_version)
            assert [one.item_version for one in attempt.items.all()] == list(
                attempt.instrument_version.items.all()
            )
            api.submit_attempt(user=user, attempt=attempt)
        assert set(had) == set(versions)
        first_forms.add(had[0])
    assert first_forms == set(versions)


def test_without_forms_everybody_gets_the_deliverys_own_version():
    delivery = make.delivery()
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    assert attempt.instrument_version == delivery.instrument_version


def test_a_label_and_a_version_are_a_form_once():
    delivery = make.delivery()
    (version,) = forms(delivery, "A")
    with refused("form_taken"):
        api.add_form(actor=None, delivery=delivery, instrument_version=version, label="B")
    with refused("form_taken"):
        api.add_form(actor=None, delivery=delivery, instrument_version=delivery.instrument_version, label="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryForm.objects.create(
            delivery=delivery, instrument_version=delivery.instrument_version, label=""
        )


def test_a_code_is_asked_of_whoever_starts_and_not_of_whoever_goes_on():
    user, delivery = make.person(), make.delivery(code="AULA")
    for wrong in ("", "aul", "otra"):
        with refused("wrong_code"):
            api.start_attempt(user=user, delivery=delivery, code=wrong)
    attempt = api.start_attempt(user=user, delivery=delivery, code=" aula ")
    assert api.start_attempt(user=user, delivery=delivery) == attempt


@pytest.mark.parametrize(
    ("granted", "minutes"),
    [({"factor": 1.5}, 45), ({"extra_minutes": 10}, 40), ({"factor": 2.0, "extra_minutes": 5}, 65)],
)
def test_granted_time_lengthens_the_limit_of_that_person_alone(granted, minutes):
    user, delivery = make.person(), make.delivery(time_limit=30)
    api.grant_accommodation(actor=None, delivery=delivery, person=user, **granted)
    for person, expected in ((user, minutes), (make.person(), 30)):
        attempt = api.start_attempt(user=person, delivery=delivery)
        assert attempt.due_at - attempt.started_at == timedelta(minutes=expected)


def test_granted_time_ends_with_the_window():
    closes = clock.now() + timedelta(minutes=40)
    user, delivery = make.person(), make.delivery(time_limit=30, closes_at=closes)
    api.grant_accommodation(actor=None, delivery=delivery, person=user, factor=2.0)
    assert api.start_attempt(user=user, delivery=delivery).due_at == closes


def test_granted_time_lengthens_a_sitting_under_way_and_never_shortens_it():
    user, delivery = make.person(), make.delivery(time_limit=30)
    attempt = api.start_attempt(user=user, delivery=delivery)
    for minutes, expected in ((15, 45), (5, 45), (0, 45)):
        api.grant_accommodation(actor=None, delivery=delivery, person=user, extra_minutes=minutes)
        attempt.refresh_from_db()
        assert attempt.due_at - attempt.started_at == timedelta(minutes=expected)
    lengthened = AuditEvent.objects.filter(action="assessments.grant_accommodation").order_by("pk")
    assert [event.data["lengthened"] for event in lengthened] == [True, False, False]


def test_granted_time_opens_no_sitting_that_is_over():
    user, delivery = make.person(), make.delivery(time_limit=30)
    attempt = api.start_attempt(user=user, delivery=delivery)
    over = clock.now() - timedelta(minutes=2)
    Attempt.objects.filter(pk=attempt.pk).update(due_at=over)
    api.grant_accommodation(actor=None, delivery=delivery, person=user, extra_minutes=60)
    attempt.refresh_from_db()
    assert attempt.due_at == over


def test_granting_again_replaces_and_the_reason_stays_out_of_the_log():
    user, delivery = make.person(), make.delivery(time_limit=30)
    for minutes in (5, 10):
        api.grant_accommodation(
            actor=None, delivery=delivery, person=user, extra_minutes=minutes, reason="Vista"
        )
    assert Accommodation.objects.get().extra_minutes == 10
    assert "Vista" not in str(list(AuditEvent.objects.values_list("data", flat=True)))


@pytest.mark.parametrize("granted", [{"factor": 0.5}, {"factor": 11.0}, {"extra_minutes": -1}])
def test_an_accommodation_never_shortens(granted):
    with refused("bad_accommodation"):
        api.grant_accommodation(actor=None, delivery=make.delivery(), person=make.person(), **granted)
    with pytest.raises(IntegrityError), transaction.atomic():
        Accommodation.objects.create(
            delivery=make.delivery(), person=make.person(), factor=0.5, granted_at=clock.now()
        )


def test_one_accommodation_per_person_and_delivery():
    user, delivery = make.person(), make.delivery()
    row = {"delivery": delivery, "person": user, "granted_at": clock.now()}
    Accommodation.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Accommodation.objects.create(**row)


def test_an_audience_is_exactly_one_of_its_kind():
    delivery, cohort = make.delivery(), make.person().uuid
    good = ({"kind": "cohort", "cohort": cohort}, {"kind": "list"}, {"kind": "link", "link_token": "t1"})
    for values in good:
        Audience.objects.create(delivery=delivery, **values)
    bad = (
        {"kind": "cohort"},
        {"kind": "cohort", "cohort": cohort, "link_token": "t2"},
        {"kind": "cohort", "cohort": cohort},
        {"kind": "list", "cohort": cohort},
        {"kind": "link"},
        {"kind": "link", "link_token": ""},
        {"kind": "link", "link_token": "t1"},
        {"kind": "any"},
    )
    for values in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            Audience.objects.create(delivery=delivery, **values)
    assert Audience.objects.count() == 3


def test_a_person_is_on_a_list_once():
    audience, user = Audience.objects.create(delivery=make.delivery(), kind="list"), make.person()
    audience.members.add(user)
    with pytest.raises(IntegrityError), transaction.atomic():
        AudienceMember.objects.create(audience=audience, person=user)
