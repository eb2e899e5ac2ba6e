"""Answers that people mark: blind, by one, by two, or by a third who decides."""

import itertools
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments import api
from assessments.item_types import REGISTRY, is_graded
from assessments.models import Attempt, ManualMark, Response, Score
from assessments.rules.corrections import Correction, CorrectionKind
from assessments.rules.manual_marking import settled
from assessments.selectors.manual_marks import next_answer, place_of, progress
from assessments.selectors.marking_state import unmarked, waiting
from assessments.services import privacy_marking
from assessments.services.key_corrections import correct_key
from assessments.services.manual_marking import mark_answer, plan_markers, take_back
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused

LEVELS = [
    {"points": points, "text": make.text(words)}
    for points, words in ((0, "Nada"), (1, "Algo"), (2, "Bien"), (4, "Todo"))
]
CONTENT = {"stem": make.text("Explique el artículo."), "levels": LEVELS}


@pytest.mark.parametrize(
    ("marks", "two", "points"),
    [
        ([], False, None),
        ([2], False, 2),
        ([2], True, None),
        ([2, 4], True, 3),
        ([1, 4], True, None),
        ([0, 1], True, 0.5),
        ([0, 4, 1], True, 1),
    ],
)
def test_what_markers_come_to(marks, two, points):
    assert settled([0, 1, 2, 4], marks, two=two) == points


def test_levels_make_free_words_earn_points():
    kind = REGISTRY["open_text"]
    plain = {"stem": make.text("¿Qué mejoraría?")}
    assert (kind.problems(CONTENT), kind.max_mark(CONTENT), is_graded("open_text", CONTENT)) == (
        [],
        4.0,
        True,
    )
    assert (kind.max_mark(plain), is_graded("open_text", plain)) == (0.0, False)
    assert kind.mark(CONTENT, "palabras") is None
    rising = "levels: at least two, the first worth 0 and each worth more than the one before"
    for points, problem in (([0], rising), ([1, 2], rising), ([0, 2, 2], rising), ([0, -1], "from 0 up")):
        levels = [{"points": one, "text": make.text("x")} for one in points]
        (found,) = kind.problems(CONTENT | {"levels": levels})
        assert problem in found
    assert kind.problems(CONTENT | {"levels": "x"}) == ["levels: a list is needed"]


@pytest.fixture
def essay(open_to_all):
    """A test with one choice (1 point) and one graded text (8 points here, twice its levels)."""
    choice = make.choice_items(1)[0]
    api.ensure_item(key="essay", topic="m2")
    text = api.ensure_item_version(key="essay", type="open_text", content=CONTENT)
    version = api.ensure_instrument_version(
        key="essays", title=make.text("Ensayo"), intro=make.text("x"), minutes=10,
        items=[api.EntrySpec(choice), api.EntrySpec(text, 8.0)],
    )  # fmt: skip
    return make.delivery(version, purpose="post_test", feedback="score"), choice, text


def sat(essay, words="La conciliación es gratuita."):
    delivery, choice, text = essay
    attempt = api.start_attempt(user=make.person(), delivery=delivery)
    make.answer(attempt, choice, "a")
    if words:
        make.answer(attempt, text, words)
    return api.submit_attempt(user=attempt.user, attempt=attempt)


def mark(essay, attempt, points, *, actor=None, **more):
    delivery, _choice, text = essay
    return mark_answer(
        actor=actor or make.person(),
        delivery=delivery,
        item=text,
        attempt=attempt.uuid,
        points=points,
        **more,
    )


pytestmark = pytest.mark.django_db


def test_nothing_is_told_until_the_words_are_marked(essay):
    delivery, choice, text = essay
    attempt = sat(essay)
    assert (make.score(attempt), attempt.revision) == (None, 0)
    assert Response.objects.get(attempt=attempt, item_version=choice).mark == 1.0
    assert waiting([attempt.pk]) == {attempt.pk}
    assert api.attempt_scores(delivery_ids=[delivery.pk]) == []
    assert api.verify_scores(delivery_ids=[delivery.pk]) == []
    mark(essay, attempt, 2, comment=" Falta el plazo. ")
    assert make.score(attempt) == (5.0, 9.0)
    assert Response.objects.get(attempt=attempt, item_version=text).mark == 4.0
    assert (waiting([attempt.pk]), unmarked(delivery_ids=[delivery.pk], user_ids=[attempt.user_id])) == (
        set(),
        set(),
    )
    assert api.verify_scores(delivery_ids=[delivery.pk]) == []
    topics = Score.objects.filter(attempt=attempt, topic="m2").values_list("points", "maximum")
    assert list(topics) == [(4.0, 8.0)]
    event = AuditEvent.objects.get(action="assessments.mark_attempt")
    assert (event.data["score"], event.data["max_score"]) == (5.0, 9.0)
    assert ManualMark.objects.get().comment == "Falta el plazo."


def test_whoever_wrote_nothing_gets_nothing_and_waits_for_nobody(essay):
    assert make.score(sat(essay, words="")) == (1.0, 9.0)


def test_two_who_agree_count_half_each_and_a_third_decides_where_they_do_not(essay):
    delivery, *_items = essay
    plan_markers(actor=make.person(), delivery=delivery, two_markers=True)
    close, far = sat(essay), sat(essay)
    mark(essay, close, 2)
    assert make.score(close) is None
    mark(essay, close, 4)
    assert make.score(close) == (7.0, 9.0)
    mark(essay, far, 0)
    mark(essay, far, 2)
    assert make.score(far) is None
    mark(essay, far, 1)
    assert make.score(far) == (3.0, 9.0)
    with refused("not_waiting"):
        mark(essay, far, 4)
    assert api.verify_scores(delivery_ids=[delivery.pk]) == []


def test_one_marker_may_ask_for_a_second(essay):
    attempt = sat(essay)
    mark(essay, attempt, 1, asks_second=True)
    assert make.score(attempt) is None
    mark(essay, attempt, 1)
    assert make.score(attempt) == (3.0, 9.0)


def test_going_back_to_one_marker_settles_what_waited_for_a_second(essay):
    delivery, *_items = essay
    actor = make.person()
    plan_markers(actor=actor, delivery=delivery, two_markers=True)
    attempt = sat(essay)
    mark(essay, attempt, 1)
    plan_markers(actor=actor, delivery=delivery, two_markers=False)
    assert make.score(attempt) == (3.0, 9.0)


def test_nobody_marks_twice_or_what_they_wrote(essay):
    delivery, _choice, text = essay
    plan_markers(actor=make.person(), delivery=delivery, two_markers=True)
    attempt, marker = sat(essay), make.person()
    with refused("not_waiting"):
        mark(essay, attempt, 1, actor=attempt.user)
    mark(essay, attempt, 1, actor=marker)
    with refused("not_waiting"):
        mark(essay, attempt, 1, actor=marker)
    with refused("no_such_level"):
        mark(essay, attempt, 3)
    assert next_answer(delivery=delivery, item=text, marker=marker) is None
    (line,) = progress(delivery=delivery, marker=marker)
    assert (line.answers, line.marked, line.first, line.second, line.third, line.mine) == (1, 0, 0, 1, 0, 0)
    ground = {"attempt": attempt, "item_version": text, "points": 1, "at": clock.now()}
    for values in ({"marker": make.person(), "order": 1}, {"marker": marker, "order": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ManualMark.objects.create(**ground | values)


def test_the_order_is_each_markers_own_and_stays(essay):
    delivery, _choice, text = essay
    for number in range(6):
        sat(essay, words=f"Respuesta {number}")
    markers = [make.person() for _ in range(8)]
    first = [next_answer(delivery=delivery, item=text, marker=one).attempt_uuid for one in markers]
    again = [next_answer(delivery=delivery, item=text, marker=one).attempt_uuid for one in markers]
    assert first == again
    assert len(set(first)) > 1


def test_the_last_mark_can_be_taken_back_while_nothing_rests_on_it(essay):
    delivery, _choice, text = essay
    plan_markers(actor=make.person(), delivery=delivery, two_markers=True)
    attempt, marker = sat(essay), make.person()
    mark(essay, attempt, 1, actor=marker)
    take_back(actor=marker, delivery=delivery, item=text)
    assert not ManualMark.objects.exists()
    mark(essay, attempt, 2, actor=marker)
    mark(essay, attempt, 2)
    with refused("nothing_to_take_back"):
        take_back(actor=marker, delivery=delivery, item=text)


def test_a_text_that_is_annulled_waits_for_nobody(essay):
    delivery, _choice, text = essay
    attempt = sat(essay)
    actor = make.person()
    correct_key(
        actor=actor, item_version=text, delivery=delivery, reason="Mal planteada",
        correction=Correction(CorrectionKind.OUT),
    )  # fmt: skip
    assert make.score(attempt) == (1.0, 1.0)
    assert Attempt.objects.get(pk=attempt.pk).revision == 1


def test_strangers_mark_nothing(essay, host):
    attempt = sat(essay)
    host.marks = False
    with refused("not_yours"):
        mark(essay, attempt, 1)


def test_what_is_kept_of_markers_and_of_those_they_marked(essay):
    attempt, marker, other = sat(essay), make.person(), make.person()
    mark(essay, attempt, 1, actor=marker, comment="Sobre la persona")
    (given,), (got,) = (privacy_marking.export_marks(one) for one in (marker, attempt.user))
    assert (given["as"], got["as"], got["points"]) == ("marker", "marked", 1.0)
    assert privacy_marking.erase_marks(attempt.user) == 1
    assert ManualMark.objects.get().comment == ""
    assert privacy_marking.move(other, marker) == 1
    assert ManualMark.objects.get().marker == other


def test_the_way_through_the_pages(client, essay, host):
    delivery, _choice, text = essay
    attempt, marker = sat(essay), make.person()
    client.force_login(marker)
    listed = client.get(reverse("marking_progress", args=[delivery.uuid])).content.decode()
    assert "0 de 1 calificadas" in listed
    url = reverse("marking", args=[delivery.uuid, text.uuid])
    page = client.get(url).content.decode()
    assert "La conciliación es gratuita." in page
    assert attempt.user.last_name not in page
    assert client.post(url, {"attempt": str(attempt.uuid)}).status_code == 200
    client.post(url, {"attempt": str(attempt.uuid), "points": "4.0", "comment": "Bien"})
    assert make.score(attempt) == (9.0, 9.0)
    assert "Aquí nada espera por usted" in client.get(url).content.decode()
    client.post(reverse("marking_progress", args=[delivery.uuid]), {"two_markers": "on"})
    assert delivery.marking_plan.two_markers
    host.marks = False
    assert client.get(url).status_code == 404


def test_a_page_that_is_sent_without_a_level_comes_back_with_the_same_answer(client, essay):
    delivery, _choice, text = essay
    asked = sat(essay, words="La primera.")
    # A marker in whose own order the first answer comes late, so that another soon comes before it.
    own = (uuid.uuid4() for _again in itertools.count())
    marker = make.person(
        uuid=next(one for one in own if place_of(asked.uuid, item=text, marker=one) >= b"\xf0")
    )
    client.force_login(marker)
    url = reverse("marking", args=[delivery.uuid, text.uuid])
    assert "La primera." in client.get(url).content.decode()
    later = next(
        one
        for number in range(40)
        for one in [sat(essay, words=f"Llegó {number}.")]
        if next_answer(delivery=delivery, item=text, marker=marker).attempt_id == one.pk
    )
    html = client.post(url, {"attempt": str(asked.uuid), "comment": "Falta el plazo."}).content.decode()
    assert "La primera." in html
    assert f'value="{asked.uuid}"' in html
    assert "Falta el plazo." in html
    mark(essay, asked, 2)
    html = client.post(url, {"attempt": str(asked.uuid)}, follow=True).content.decode()
    assert "Esta respuesta ya no espera por usted" in html
    assert f'value="{later.uuid}"' in html
    assert str(asked.uuid) not in html
    assert client.post(url, {"attempt": "nobody"}).status_code == 302
