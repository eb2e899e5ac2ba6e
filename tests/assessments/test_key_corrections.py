"""A key found wrong after people were marked: another key, or no part in the score."""

from types import SimpleNamespace

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments import api, registries, tasks
from assessments.data import Consequence, Onward
from assessments.models import ItemDraft, KeyCorrection, Regrade, RegradeRun, Response, Score
from assessments.rules.corrections import Correction, CorrectionKind, rekeyed
from assessments.selectors.correction_effects import planned_effects
from assessments.selectors.results import result_of
from assessments.selectors.sittings import own_sitting
from assessments.services import key_corrections
from assessments.services.deliveries import release_results
from assessments.services.key_corrections import correct_key
from lms.accounts.models import Letter, RoleGrant
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.frozen import FrozenError
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]

OUT, CREDIT = Correction(CorrectionKind.OUT), Correction(CorrectionKind.CREDIT)


def rekey(item, *raw):
    return Correction(CorrectionKind.KEY, rekeyed(item.type, item.content, raw))


def officer():
    user = make.person()
    RoleGrant.objects.create(user=user, role=Role.PROGRAM_OFFICER, granted_at=clock.now())
    return user


def correct(delivery, correction, *, item=None, actor=None, everywhere=False, reason="La clave era otra"):
    return correct_key(
        actor=actor or officer(),
        item_version=item or make.items_of(delivery)[0],
        delivery=None if everywhere else delivery,
        correction=correction,
        reason=reason,
    )


@pytest.fixture
def sat():
    """Two sittings of four questions: everything right, and everything wrong ("b")."""
    delivery = make.delivery(feedback="score")
    return delivery, *(make.finished_attempt(make.person(), delivery, right=right) for right in (4, 0))


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [("key", (3.0, 4.0), (1.0, 4.0)), ("out", (3.0, 3.0), (0.0, 3.0)), ("credit", (4.0, 4.0), (1.0, 4.0))],
)
def test_what_each_decision_does(sat, kind, first, second):
    delivery, right, wrong = sat
    item = make.items_of(delivery)[0]
    correct(delivery, rekey(item, "b") if kind == "key" else Correction(CorrectionKind(kind)))
    assert (make.score(right), make.score(wrong)) == (first, second)
    assert api.verify_scores(delivery_ids=[delivery.pk]) == []
    topics = {(one.user_id, one.topic): one.max_score for one in api.topic_scores(delivery_ids=[delivery.pk])}
    assert topics[right.user_id, "m1"] == (1.0 if kind == "out" else 2.0)


def test_before_and_after_are_told_before_anything_is_written(sat, host):
    delivery, right, wrong = sat
    host.follows = Onward(pass_share=0.8)
    item = make.items_of(delivery)[0]
    found = planned_effects(item_version=item, delivery_ids=[delivery.pk], correction=rekey(item, "b"))
    assert (found.asked, found.loses, found.gains) == (2, 1, 0)
    assert [(one.user, one.before, one.after) for one in found.changed] == [
        (right.user, (4.0, 4.0), (3.0, 4.0)),
        (wrong.user, (0.0, 4.0), (1.0, 4.0)),
    ]
    assert found.changed[0].loses
    assert not KeyCorrection.objects.exists()
    assert not Regrade.objects.exists()
    assert make.score(right) == (4.0, 4.0)


def test_the_same_decision_twice_is_one(sat):
    delivery, right, _wrong = sat
    actor = officer()
    first = correct(delivery, OUT, actor=actor)
    assert correct(delivery, OUT, actor=actor) == first
    assert KeyCorrection.objects.count() == 1
    assert Regrade.objects.filter(attempt=right).count() == 1
    assert AuditEvent.objects.filter(action="assessments.correct_key").count() == 1
    assert first.regrades.count() == 2


def test_the_latest_decision_holds_and_none_is_rewritten(sat):
    delivery, right, wrong = sat
    correct(delivery, OUT)
    made = correct(delivery, rekey(make.items_of(delivery)[0], "c"))
    assert (make.score(right), make.score(wrong)) == ((3.0, 4.0), (0.0, 4.0))
    assert right.regrades.count() == 2
    with pytest.raises(FrozenError):
        KeyCorrection.objects.filter(pk=made.pk).update(reason="otra")
    for values in ({"kind": "key"}, {"kind": "out", "content": {"a": 1}}, {"kind": "else"}, {"reason": ""}):
        ground = {"item_version": made.item_version, "kind": "out", "reason": "x", "at": clock.now()}
        with pytest.raises(IntegrityError), transaction.atomic():
            KeyCorrection.objects.create(**ground | values)


def test_one_delivery_or_wherever_it_was_asked(sat):
    delivery, right, _wrong = sat
    other = make.delivery(delivery.instrument_version)
    elsewhere = make.finished_attempt(make.person(), other, right=4)
    correct(delivery, OUT)
    assert make.score(elsewhere) == (4.0, 4.0)
    correct(delivery, CREDIT, everywhere=True)
    assert (make.score(right), make.score(elsewhere)) == ((4.0, 4.0), (4.0, 4.0))
    correct(delivery, OUT, everywhere=True)
    assert (make.score(right), make.score(elsewhere)) == ((3.0, 3.0), (3.0, 3.0))


def test_sittings_that_end_later_are_marked_by_it_too(sat):
    delivery, *_others = sat
    open_one = api.start_attempt(user=make.person(), delivery=delivery)
    correct(delivery, OUT)
    for item in make.items_of(delivery):
        make.answer(open_one, item, "a")
    closed = api.submit_attempt(user=open_one.user, attempt=open_one)
    assert make.score(closed) == (3.0, 3.0)
    assert Response.objects.get(attempt=closed, item_version=make.items_of(delivery)[0]).mark is None
    assert api.verify_scores(delivery_ids=[delivery.pk]) == []


def test_all_questions_annulled_leave_no_score():
    delivery = make.delivery(make.knowledge_test(1))
    attempt = make.finished_attempt(make.person(), delivery, right=1)
    correct(delivery, OUT)
    assert make.score(attempt) is None
    assert Score.objects.filter(attempt=attempt).count() == 2
    assert api.verify_scores(delivery_ids=[delivery.pk]) == []


def test_who_could_see_a_result_that_changed_gets_a_letter(
    sat, mailoutbox, django_capture_on_commit_callbacks
):
    delivery, right, wrong = sat
    Response.objects.filter(attempt=wrong).delete()
    with django_capture_on_commit_callbacks(execute=True):
        correct(delivery, rekey(make.items_of(delivery)[0], "c"))
    (letter,) = Letter.objects.filter(kind="result_changed")
    assert letter.user == right.user
    assert "Evaluación de conocimientos" in letter.context["title"]
    assert letter.context["link"].endswith(reverse("attempt_submitted", args=[right.uuid]))
    (sent,) = mailoutbox
    assert sent.subject == f"Cambió su resultado en «{letter.context['title']}»"


def test_where_nothing_is_told_nobody_is_written_to():
    delivery = make.delivery(feedback="none")
    make.finished_attempt(make.person(), delivery, right=4)
    correct(delivery, OUT)
    assert not Letter.objects.exists()


def test_while_results_wait_nobody_is_written_to():
    delivery = make.delivery(feedback="score", held=True)
    make.finished_attempt(make.person(), delivery, right=4)
    correct(delivery, OUT)
    assert Regrade.objects.count() == 1
    assert not Letter.objects.exists()
    release_results(actor=None, delivery=delivery)
    correct(delivery, CREDIT)
    assert Letter.objects.count() == 1


def test_the_right_key_is_proposed_in_the_bank_once(sat):
    delivery, *_others = sat
    item = make.items_of(delivery)[0]
    correct(delivery, rekey(item, "b"))
    draft = ItemDraft.objects.get(item=item.item)
    assert (draft.content["correct"], draft.state) == ("b", "draft")
    assert item.content["correct"] == "a"
    correct(delivery, rekey(item, "c"))
    assert ItemDraft.objects.get(item=item.item).content["correct"] == "b"
    correct(delivery, OUT, item=make.items_of(delivery)[1])
    assert ItemDraft.objects.count() == 1


def test_the_result_shows_the_right_key(sat):
    delivery, right, _wrong = sat
    delivery.feedback = "answers"
    delivery.save()
    first, second = make.items_of(delivery)[:2]
    correct(delivery, rekey(first, "b"))
    correct(delivery, OUT, item=second)
    sitting = own_sitting(user=right.user, uuid=right.uuid)
    lines = {line.place.item.pk: line for line in result_of(sitting).lines}
    assert (lines[first.pk].right, lines[first.pk].place.right.value) == (False, "b")
    assert (lines[second.pk].right, lines[second.pk].place.annulled) == (None, True)


def test_who_may(sat, host):
    delivery, *_others = sat
    host.marks = False
    with refused("not_yours"):
        correct(delivery, OUT, actor=make.person())
    host.marks = True
    with refused("not_yours"):
        correct(delivery, OUT, actor=make.person(), everywhere=True)
    with refused("no_reason"):
        correct(delivery, OUT, reason=" ")
    assert not KeyCorrection.objects.exists()


def test_the_way_through_the_pages(client, sat, host, monkeypatch):
    delivery, right, _wrong = sat
    host.follows = Onward(pass_share=0.8)
    rests = Consequence(right.user_id, "Constancia X", "/x/")
    monkeypatch.setattr(registries, "consequences", [lambda delivery, users: [rests] if users else []])
    client.force_login(make.person())
    item = make.items_of(delivery)[0]
    url = reverse("key_correction", args=[delivery.uuid, item.uuid])
    assert client.get(url).status_code == 200
    asked = {"kind": "key", "answer": "b", "reason": "Era la otra"}
    refused_page = client.get(url, asked | {"answer": "a"}).content.decode()
    assert "Esta respuesta ya es la clave." in refused_page
    preview = client.get(url, asked).content.decode()
    assert "Cambiarían 2 resultados" in preview
    assert str(right.user) in preview
    assert not KeyCorrection.objects.exists()
    done = client.post(url, asked, follow=True)
    assert "Cambiaron 2 resultados" in done.content.decode()
    assert "Constancia X" in done.content.decode()
    assert make.score(right) == (3.0, 4.0)
    stranger = make.delivery(make.opinion_form(), purpose="survey")
    assert client.get(reverse("key_correction", args=[stranger.uuid, item.uuid])).status_code == 404
    host.marks = False
    assert client.get(url).status_code == 404


def test_whoever_trains_one_group_reads_no_names_of_another(client, sat, host):
    delivery, right, _wrong = sat
    other = make.delivery(delivery.instrument_version, feedback="score")
    elsewhere = make.finished_attempt(make.person(), other, right=4)
    host.marks = lambda _actor, about: about == delivery
    client.force_login(officer())
    item = make.items_of(delivery)[0]
    url = reverse("key_correction", args=[delivery.uuid, item.uuid])
    asked = {"kind": "out", "everywhere": "on", "reason": "Dos son correctas"}
    for html in (client.get(url, asked), client.post(url, asked, follow=True)):
        page = html.content.decode()
        assert str(right.user) in page
        assert str(elsewhere.user) not in page
        assert page.count("Alguien") == 1


@pytest.fixture
def many(monkeypatch):
    """Five sittings, of which two are marked while somebody waits; the worker is away."""
    monkeypatch.setattr(key_corrections, "PORTION", 2)
    started = []
    worker = SimpleNamespace(enqueue=started.append)
    monkeypatch.setattr("assessments.views.key_corrections.mark_anew", worker)
    delivery = make.delivery(feedback="score")
    return delivery, [make.finished_attempt(make.person(), delivery, right=4) for _ in range(5)], started


def test_many_sittings_are_marked_in_portions_and_the_page_says_how_far(client, many):
    delivery, sat, started = many
    client.force_login(make.person())
    url = reverse("key_correction", args=[delivery.uuid, make.items_of(delivery)[0].uuid])
    page = client.post(url, {"kind": "out", "reason": "Dos son correctas"}, follow=True)
    made = KeyCorrection.objects.get()
    assert started == [made.pk]
    assert [make.score(one) for one in sat] == [(3.0, 3.0)] * 2 + [(4.0, 4.0)] * 3
    html = page.content.decode()
    assert "Por ahora cambiaron 2 resultados" in html
    assert "2 de 5" in html
    assert 'http-equiv="refresh"' in html
    assert tasks.mark_anew.func(made.pk) == 5
    assert [make.score(one) for one in sat] == [(3.0, 3.0)] * 5
    html = client.get(page.redirect_chain[-1][0]).content.decode()
    assert "Cambiaron 5 resultados" in html
    assert "refresh" not in html
    assert Letter.objects.filter(kind="result_changed").count() == 5
    assert tasks.mark_anew.func(made.pk) == 5
    assert Regrade.objects.count() == Letter.objects.filter(kind="result_changed").count() == 5


def test_what_a_worker_left_half_way_is_taken_up_by_the_daily_job(many):
    delivery, sat, _started = many
    made = correct(delivery, OUT)
    assert tasks.take_up_marking() == 0  # somebody may be at it
    with time_machine.travel(clock.now() + key_corrections.IDLE * 2, tick=False):
        assert tasks.take_up_marking() == 1
        assert tasks.take_up_marking() == 0
    assert RegradeRun.objects.get(correction=made).finished_at is not None
    assert [make.score(one) for one in sat] == [(3.0, 3.0)] * 5


def test_a_sitting_and_its_letter_are_one(many, monkeypatch):
    delivery, sat, _started = many

    def away(**_):
        raise LookupError("no letters today")

    monkeypatch.setattr(key_corrections.accounts, "queue_letter", away)
    with pytest.raises(LookupError, match="no letters today"):
        correct(delivery, OUT)
    assert [make.score(one) for one in sat] == [(4.0, 4.0)] * 5
    monkeypatch.undo()
    correct(delivery, OUT)
    assert Letter.objects.filter(kind="result_changed").count() == 5
