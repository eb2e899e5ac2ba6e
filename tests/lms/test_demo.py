"""The demo's invented programme holds together: nothing comes before its time, words fit their criterion."""

import random
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db.models import F, Q
from django.utils import timezone

from analytics.models import ReleaseClients
from assessments.api import verify_scores
from assessments.models import Attempt, CriterionScore, Delivery, Rating, RatingCase
from assessments.selectors.occasions import criteria_of, occasion_by_uuid
from courses.models import Enrollment, LessonProgress
from lms.accounts.models import User
from lms.core.models import AuditEvent
from lms.demo import answers, clients, people, programme


def test_every_comment_is_about_its_criterion():
    criteria = [SimpleNamespace(key=key, position=n) for n, key in enumerate(answers.MISSING, 1)]
    assert answers.MISSING.keys() == answers.WELL_DONE.keys()
    rng = random.Random(4)
    for _ in range(200):
        for criterion, level, said in answers.rate(rng, criteria, rng.gauss(0, 2), 1):
            if level in (1, 2):
                assert said in answers.MISSING[criterion.key]
            elif level == 4 and said:
                assert said in answers.WELL_DONE[criterion.key]
            else:
                assert said == ""


@pytest.mark.slow("loads the whole course and a small programme")
@pytest.mark.django_db
def test_nothing_in_the_demo_comes_before_what_it_rests_on(monkeypatch):
    monkeypatch.setattr(people, "CENTERS", [(*one[:5], 12, one[6]) for one in people.CENTERS])
    monkeypatch.setattr(programme, "PLANS", [replaced(one, people=30) for one in programme.PLANS])
    monkeypatch.setattr(programme, "_issue", lambda cohort, officer: 0)
    call_command("load_course", verbosity=0)
    programme.load(report=lambda text: None)
    # Surveys of clients that are over are published, with enough sheets of both sides to tell them apart.
    sides = ReleaseClients.objects.values_list("cells__sides", flat=True)
    assert [{"employer", "worker"} <= own.keys() for own in sides] == [True] * len(clients.SHEETS)
    now = timezone.now()
    sent = Rating.objects.filter(status="submitted")
    assert sent.count() > 50
    held, released = "assignment__case__occasion__held_at", "assignment__case__released_at"
    assert not sent.filter(Q(submitted_at__lt=F(held)) | Q(submitted_at__gt=F(released))).exists()
    assert not sent.filter(Q(submitted_at__gt=now) | Q(**{f"{released}__gt": now})).exists()
    low = CriterionScore.objects.filter(value__lte=2)
    assert low.exists()
    assert not low.filter(comment="").exists()
    for rating in sent.select_related("assignment__case__occasion")[:20]:
        occasion = occasion_by_uuid(rating.assignment.case.occasion.uuid)
        assert rating.scores.count() == len(criteria_of(occasion))

    first = Attempt.objects.filter(delivery__purpose="pre_test")
    begun = Counter(first.values_list("delivery_id", "instrument_version_id"))
    for cohort in {delivery for delivery, _version in begun}:
        evens = [number for (delivery, _version), number in begun.items() if delivery == cohort]
        assert len(evens) == 2
        assert abs(evens[0] - evens[1]) <= 1
    before = {(one.user_id): one.instrument_version_id for one in first}
    after = Attempt.objects.filter(delivery__purpose="post_test", number=1)
    assert after.exists()
    assert not [one for one in after if one.instrument_version_id == before[one.user_id]]

    later = Attempt.objects.filter(delivery__purpose="follow_up")
    assert later.exists()
    assert not later.filter(Q(started_at__lt=F("delivery__opens_at")) | Q(started_at__gt=now)).exists()

    earlier = Attempt.objects.filter(delivery__purpose="baseline")
    assert not earlier.filter(started_at__gte=F("delivery__closes_at")).exists()
    both = {one.user_id for one in later} & {one.user_id for one in earlier}
    assert later.count() > len(both) > later.count() * 0.7

    done = [(one.user_id, one.started_at) for one in Attempt.objects.all()]
    done += LessonProgress.objects.values_list("enrollment__user_id", "completed_at")
    enrolled = dict(Enrollment.objects.values_list("user_id", "enrolled_at"))
    seen = dict(User.objects.values_list("pk", "last_login"))
    joined = dict(User.objects.values_list("pk", "date_joined"))
    for user, at in done:
        assert joined[user] <= enrolled[user] < at <= now
        assert seen[user] is not None
        assert (at - seen[user]).total_seconds() < 600
    gone = Enrollment.objects.filter(status="withdrawn")
    assert gone.exists()
    assert not gone.filter(lesson_progress__completed_at__gt=F("withdrawn_at")).exists()
    assert not AuditEvent.objects.filter(action="courses.enroll", at__gt=now - timedelta(days=1)).exists()

    tests = list(Delivery.objects.values_list("pk", flat=True))
    assert Attempt.objects.filter(revision__gt=0).count() > 50
    assert verify_scores(delivery_ids=tests) == []

    states = set(RatingCase.objects.filter(occasion__mode="coached").values_list("state", flat=True))
    assert {"rated", "released"} <= states
    shown = RatingCase.objects.get(ratee__email__startswith="conciliadora@")
    assert shown.state == "released"
    assert not User.objects.filter(last_login=None, role_grants__isnull=False).exists()


def replaced(plan, **fields):
    return programme.Plan(**{name: getattr(plan, name) for name in plan.__slots__} | fields)
