"""Promises of "once" rest on the database; each has a control that breaks without it."""

import threading

import pytest
from django.db import IntegrityError, connection, connections
from django.test import Client
from django.urls import reverse

from assessments import api
from assessments.models import (
    AnonymousComment,
    AnonymousReceipt,
    AnonymousSheet,
    Attempt,
    CriterionScore,
    Rating,
)
from assessments.rules.corrections import Correction, CorrectionKind, rekeyed
from assessments.services import attempts, ballots
from assessments.services.key_corrections import correct_key
from lms.accounts.models import RoleGrant
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.assessments import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_to_all")]
THREADS = 4


def together(act):
    """Run `act` in several threads released at once; what each returned or raised."""
    gate = threading.Barrier(THREADS)
    results = []

    def run():
        gate.wait()
        try:
            results.append(act())
        except Exception as error:
            results.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_starting_together_gives_one_sitting():
    user, delivery = make.person(), make.delivery(max_attempts=3)
    results = together(lambda: api.start_attempt(user=user, delivery=delivery))
    assert {type(one) for one in results} == {Attempt}
    assert len({one.pk for one in results}) == 1
    assert Attempt.objects.count() == 1


@pytest.mark.slow("ten rounds of four requests at once")
@pytest.mark.parametrize("attempts", [1])
def test_a_double_click_on_start_leads_to_the_running_sitting(attempts):
    """Four clicks, ten times: each is sent on to the same sitting (issue 7, line 20)."""
    delivery = make.delivery(max_attempts=attempts)
    address = reverse("attempt_start", args=[delivery.uuid])
    for round_ in range(10):
        user = make.person()
        clients = [Client() for _ in range(THREADS)]
        for one in clients:
            one.force_login(user)
        answers = together(lambda clients=clients: clients.pop().post(address))
        attempt = Attempt.objects.get(user=user)
        told = {(one.status_code, one.get("Location")) for one in answers}
        assert told == {(302, reverse("attempt", args=[attempt.uuid]))}, round_


def write_open_attempts(user, delivery):
    """What starting would write if each thread had looked before any of them wrote."""
    numbers = iter(range(1, THREADS + 1))
    return lambda: Attempt.objects.create(
        delivery=delivery,
        instrument_version_id=delivery.instrument_version_id,
        user=user,
        number=next(numbers),
        started_at=make.clock.now(),
    )


def test_the_database_lets_one_of_several_starts_through():
    results = together(write_open_attempts(make.person(), make.delivery()))
    assert Attempt.objects.count() == 1
    assert [type(one) for one in results].count(IntegrityError) == THREADS - 1


def test_control_without_the_constraint_there_are_several():
    constraint = next(c for c in Attempt._meta.constraints if c.name == "one_open_attempt_per_person")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Attempt, constraint)
    try:
        together(write_open_attempts(make.person(), make.delivery()))
        assert Attempt.objects.count() == THREADS
    finally:
        Attempt.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Attempt, constraint)


def test_handing_in_together_marks_once():
    user, delivery = make.person(), make.delivery()
    attempt = api.start_attempt(user=user, delivery=delivery)
    make.answer(attempt, make.items_of(delivery)[0], "a")
    results = together(lambda: api.submit_attempt(user=user, attempt=attempt))
    assert {(one.pk, make.score(one), one.submitted_at) for one in results} == {
        (attempt.pk, (1.0, 4.0), results[0].submitted_at)
    }
    assert AuditEvent.objects.filter(action="assessments.submit_attempt").count() == 1


def test_saving_while_handing_in_never_parts_score_and_answers():
    user, delivery = make.person(), make.delivery()
    attempt = api.start_attempt(user=user, delivery=delivery)
    item = make.items_of(delivery)[0]
    turn = iter(range(THREADS))

    def act():
        if next(turn) % 2:
            return api.submit_attempt(user=user, attempt=attempt)
        return api.save_answer(
            user=user, attempt=attempt, item=item.uuid, raw=["a"], seq=1, epoch=attempt.epoch
        )

    results = together(act)
    assert all(not isinstance(one, Exception) or isinstance(one, UserError) for one in results)
    right = sum(one.value == "a" for one in attempt.responses.all())
    assert make.score(attempt) == (right, 4.0)


def test_saving_a_rating_together_makes_one():
    assessor, subject, occasion = make.person(), make.person(), make.occasion()
    together(
        lambda: api.save_rating(
            actor=assessor, occasion=occasion, subject=subject, marks=make.told_marks(*[3] * 10)
        )
    )
    assert Rating.objects.count() == 1
    assert CriterionScore.objects.count() == 10
    together(lambda: api.submit_rating(actor=assessor, occasion=occasion, subject=subject, judgment=2))
    assert AuditEvent.objects.filter(action="assessments.submit_rating").count() == 1


def test_17_releasing_together_releases_once():
    assessor, occasion = make.person(), make.occasion()
    for number in range(1, 6):
        make.submitted_rating(assessor, occasion, make.person(), *[3] * 10)
        counts = together(lambda: api.release_cases(actor=assessor, occasion=occasion))
        assert sorted(counts) == [0] * (THREADS - 1) + [1]
        assert AuditEvent.objects.filter(action="assessments.release_case").count() == number


def test_sending_an_anonymous_form_together_stores_one():
    user, delivery = make.person(), make.evaluation()
    raw = {item.uuid: ["4"] if item.type == "likert" else ["Bien"] for item in make.items_of(delivery)}
    results = together(lambda: api.submit_sheet(user=user, delivery=delivery, raw=raw))
    assert results == [None] * THREADS
    assert AnonymousReceipt.objects.get().user == user
    assert AnonymousSheet.objects.count() == 1
    assert AnonymousComment.objects.count() == 1


def test_several_people_sending_together_lose_nothing_and_share_a_writing():
    delivery = make.evaluation()
    people = [make.person() for _ in range(THREADS)]
    waiting = list(people)
    raw = {item.uuid: ["4"] if item.type == "likert" else ["Bien"] for item in make.items_of(delivery)}
    results = together(lambda: api.submit_sheet(user=waiting.pop(), delivery=delivery, raw=raw))
    assert results == [None] * THREADS
    assert set(AnonymousReceipt.objects.values_list("user", flat=True)) == {one.pk for one in people}
    assert AnonymousSheet.objects.count() == AnonymousComment.objects.count() == THREADS
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            writings = " UNION ALL ".join(
                f"SELECT xmin::text FROM {one._meta.db_table}" for one in ballots.BOX
            )
            cursor.execute(f"SELECT count(DISTINCT xmin) FROM ({writings}) AS rows (xmin)")
            assert cursor.fetchone() == (1,)


def test_the_database_lets_one_of_several_receipts_through():
    user, delivery = make.person(), make.evaluation()
    results = together(
        lambda: AnonymousReceipt.objects.create(user=user, delivery=delivery, on=make.clock.today())
    )
    assert AnonymousReceipt.objects.count() == 1
    assert [type(one) for one in results].count(IntegrityError) == THREADS - 1


def test_a_key_corrected_while_somebody_hands_in_counts_for_them_too(monkeypatch):
    """The hand-in has read the old key and has not ended; the marking anew waits for it."""
    user, delivery = make.person(), make.delivery()
    attempt, item = api.start_attempt(user=user, delivery=delivery), make.items_of(delivery)[0]
    make.answer(attempt, item, "a")
    marked, go_on = threading.Event(), threading.Event()
    was = attempts.mark_attempt

    def slowly(attempt):
        found = was(attempt)
        marked.set()
        go_on.wait(10)
        return found

    monkeypatch.setattr(attempts, "mark_attempt", slowly)
    officer = make.person()
    RoleGrant.objects.create(user=officer, role=Role.PROGRAM_OFFICER, granted_at=make.clock.now())
    right = Correction(CorrectionKind.KEY, rekeyed(item.type, item.content, ["b"]))

    def run(act):
        try:
            act()
        finally:
            connections.close_all()

    acts = (
        lambda: api.submit_attempt(user=user, attempt=attempt),
        lambda: correct_key(
            actor=officer, item_version=item, delivery=delivery, correction=right, reason="Era otra"
        ),
    )
    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    threads[0].start()
    assert marked.wait(10)
    threads[1].start()
    threads[1].join(1)  # SQLite lets nobody write beside the hand-in, PostgreSQL does
    go_on.set()
    for thread in threads:
        thread.join()
    assert make.score(Attempt.objects.get()) == (0.0, 4.0)
