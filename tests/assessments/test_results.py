"""What a person learns of a sitting: by topic, what was gained and on which scale, and what waits."""

import pytest
from django.urls import reverse

from assessments import api, registries
from assessments.data import Lessons, Onward
from assessments.models import Attempt, AttemptItem, Delivery, Response
from assessments.rules.stages import Stage, stage_of, that_counts
from assessments.rules.timing import State
from assessments.selectors.gains import gain_of
from assessments.selectors.marking_state import waiting
from lms.core import clock
from tests.assessments import factories as make
from tests.assessments.test_forms import form_versions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]
TAUGHT = {
    "m2": Lessons({"es": "El registro"}, "/es/m2/", 12),
    "m1": Lessons({"es": "La solicitud"}, "/es/m1/", 8),
}


@pytest.mark.parametrize(
    ("state", "waits", "tells", "stage"),
    [
        (State.IN_PROGRESS, False, True, Stage.IN_PROGRESS),
        (State.EXPIRED, False, True, Stage.EXPIRED),
        (State.SUBMITTED, True, True, Stage.SUBMITTED),
        (State.SUBMITTED, True, False, Stage.SUBMITTED),
        (State.SUBMITTED, False, False, Stage.MARKED),
        (State.SUBMITTED, False, True, Stage.RELEASED),
    ],
)
def test_stages(state, waits, tells, stage):
    assert stage_of(state, waits=waits, tells=tells) is stage


def test_of_several_scores_one_counts():
    scores = [(2.0, "a"), (4.0, "b"), (4.0, "c"), (1.0, "d")]
    assert [that_counts(rule, scores) for rule in ("first", "best", "last")] == ["a", "b", "d"]
    assert that_counts("best", []) is None


def shown(client, attempt):
    client.force_login(attempt.user)
    return client.get(reverse("attempt_submitted", args=[attempt.uuid])).content.decode()


def test_each_topic_has_a_word_in_the_order_in_which_it_is_taught(client, host):
    host.follows = Onward(pass_share=0.75, needed=3, source="la fuente", lessons=TAUGHT)
    attempt = make.finished_attempt(
        make.person(), make.delivery(purpose="post_test", feedback="score"), right=3
    )
    page = shown(client, attempt)  # m1: 2 of 2, m2: 1 of 2
    topics = page.partition('id="by-topic"')[2].partition("</section>")[0]
    assert topics.index("El registro") < topics.index("La solicitud")
    assert "En parte" in topics.partition("La solicitud")[0]
    assert "Firme" in topics.partition("La solicitud")[2]
    assert "Es el 75" in page
    assert ": la fuente." in page


def test_without_feedback_nothing_is_told_by_topic(client, host):
    host.follows = Onward(lessons=TAUGHT)
    page = shown(client, make.finished_attempt(make.person(), make.delivery(), right=3))
    assert "by-topic" not in page


def pair(user, first, second, *, right=(1, 3)):
    before = make.delivery(first)
    after = make.delivery(second, purpose="post_test", feedback="score", max_attempts=2)
    make.finished_attempt(user, before, right=right[0])
    attempt = make.finished_attempt(user, after, right=right[1])
    return attempt, Onward(before=before.pk, lessons=TAUGHT)


def test_the_gain_of_the_same_form_is_told_by_topic(client, host):
    version = make.knowledge_test()
    attempt, host.follows = pair(make.person(), version, version)
    gain = gain_of(attempt=attempt, onward=host.follows)
    assert (gain.before, gain.after, gain.of, gain.points) == (1.0, 3.0, 4.0, 2.0)
    assert [(one.topic, one.before, one.after, one.gain) for one in gain.topics] == [
        ("m1", 1.0, 2.0, 1.0),
        ("m2", 0.0, 1.0, 1.0),
    ]
    page = shown(client, attempt)
    assert "Pasó de <strong>1 a 3 puntos de 4</strong>." in page
    assert "Se mide en su primer intento." not in page


def test_the_gain_is_that_of_the_first_attempt_on_a_later_one_too(client, host):
    version, user = make.knowledge_test(), make.person()
    attempt, host.follows = pair(user, version, version)
    again = make.finished_attempt(user, attempt.delivery, right=4)
    page = shown(client, again)
    assert "Pasó de <strong>1 a 3 puntos de 4</strong>." in page
    assert "Se mide en su primer intento." in page


def crossed_pair(user):
    versions = form_versions("A", "B")
    before, after = (
        make.delivery(versions["A"], purpose=purpose, feedback="score")
        for purpose in ("pre_test", "post_test")
    )
    for one in (before, after):
        for label, version in versions.items():
            api.add_form(actor=None, delivery=one, instrument_version=version, label=label)
    api.cross_same_forms(actor=None, deliveries=[before, after])
    for one in (before, after):
        attempt = api.start_attempt(user=user, delivery=one)
        place = attempt.items.select_related("item_version").get()
        make.answer(attempt, place.item_version, "a")
        api.submit_attempt(user=user, attempt=attempt)
    return attempt, Onward(before=before.pk)


def test_two_forms_are_not_compared_until_a_scale_is_known(client, host, monkeypatch):
    attempt, host.follows = crossed_pair(make.person())
    page = shown(client, attempt)
    assert "Antes tuvo la forma A y ahora la B." in page
    assert "Pasó de" not in page
    monkeypatch.setattr(registries, "scales", [lambda points, earlier, later: points / 2])
    gain = gain_of(attempt=attempt, onward=host.follows)
    assert (gain.before, gain.after, gain.topics) == (0.5, 1.0, ())
    assert "en la escala de la segunda" in shown(client, attempt)


def test_whoever_missed_the_test_before_has_no_gain():
    before, after = make.delivery(), make.delivery(purpose="post_test", feedback="score")
    attempt = make.finished_attempt(make.person(), after, right=2)
    assert gain_of(attempt=attempt, onward=Onward(before=before.pk)) is None
    assert gain_of(attempt=attempt, onward=Onward()) is None


def test_a_test_before_whose_results_wait_is_told_by_no_gain(client, host):
    version = make.knowledge_test()
    attempt, host.follows = pair(make.person(), version, version)
    before = Delivery.objects.filter(pk=host.follows.before)
    before.update(held=True)
    assert gain_of(attempt=attempt, onward=host.follows) is None
    assert "Pasó de" not in shown(client, attempt)
    before.update(released_at=clock.now())
    assert gain_of(attempt=attempt, onward=host.follows).points == 2.0


def test_words_that_earn_points_wait_for_whoever_marks(client):
    """No instrument gives points for words yet; the rule looks at what a sitting asked."""
    version = make.opinion_form(0, open_questions=2)
    delivery, user = make.delivery(version, purpose="practice", feedback="score"), make.person()
    attempts = []
    for points in (0.0, 2.0):
        attempt = Attempt.objects.create(
            delivery=delivery, instrument_version=version, user=user, number=len(attempts) + 1,
            started_at=clock.now(), submitted_at=clock.now(),
        )  # fmt: skip
        written, empty = make.items_of(delivery)
        for place, item in enumerate((written, empty), start=1):
            AttemptItem.objects.create(attempt=attempt, position=place, item_version=item, points=points)
        Response.objects.create(
            attempt=attempt, item_version=written, answer={"value": "Porque sí"}, saved_at=clock.now()
        )
        attempts.append(attempt)
    assert waiting([one.pk for one in attempts]) == {attempts[1].pk}
    assert "Enviada, sin calificar" in shown(client, attempts[1])
    Response.objects.filter(attempt=attempts[1]).update(mark=1.5)
    assert waiting([attempts[1].pk]) == set()


def test_a_result_that_waits_says_so(client):
    delivery = make.delivery(purpose="post_test", feedback="score", held=True)
    page = shown(client, make.finished_attempt(make.person(), delivery, right=3))
    assert "Su resultado está en espera" in page
    assert "3 de 4" not in page
