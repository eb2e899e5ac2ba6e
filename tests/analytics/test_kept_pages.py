"""A center's page is kept as it was drawn, and never when it would say something else (ADR 0065)."""

import dataclasses
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.test import override_settings
from django.urls import reverse

from analytics.certificates.services.issuing import issue_certificate
from analytics.program import services
from analytics.releases import publishing
from analytics.releases.models import latest
from analytics.render.documents import kept
from analytics.reports.pages import program
from analytics.selectors import changes
from analytics.selectors import released as seam
from analytics.selectors.changes import page_mark
from analytics.selectors.scopes import centers_scope
from assessments.models import Attempt, Moderation, Rating, RatingCase
from courses import api as courses
from courses.models import Lesson, LessonProgress
from lms.accounts.models import Center, Office
from lms.accounts.roles import Role
from lms.core import clock
from tests.analytics import factories as make
from tests.budgets import counted

pytestmark = pytest.mark.django_db

SECRET = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def published(about, trainer, center):
    """Twenty-two people with results, one who is late, and a release of them."""
    late = make.enrolled(
        about,
        at=center,
        user=make.assessments.person(first_name="Rocío", last_name="Lara Peña", center=center),
    )
    make.crowd(about, 22, trainer, at=center)
    publishing.publish()
    return late


def look(client, **asked):
    answer = client.get(reverse("center_home"), asked)
    assert answer.status_code == 200
    return SECRET.sub("", answer.content.decode())


def anew(client, **asked):
    caches["reports"].clear()
    return look(client, **asked)


@pytest.fixture
def built(monkeypatch):
    """Counts how often figures were read for a page."""
    times = []

    def counting(*arguments):
        times.append(1)
        return was(*arguments)

    was = seam.released
    monkeypatch.setattr("analytics.reports.pages.center.released", counting)
    return times


def test_a_second_look_costs_little_with_few_people_and_with_many(
    client, about, published, trainer, manager, center
):
    client.force_login(manager)

    def second_look():
        look(client)
        with counted() as spent:
            look(client)
        return spent

    few = second_look()
    few.within(queries=17)
    assert not few.repeated
    make.crowd(about, 300, trainer, at=center)
    assert second_look().queries == few.queries


def test_nothing_is_built_twice_and_names_are_read_each_time(client, published, manager, built):
    client.force_login(manager)
    first = look(client)
    assert str(published.user) in first
    held = b"".join(caches["reports"]._cache.values())
    assert b"They know" in held or b"No" in held
    assert b"Lara Pe" not in held, "the list of who is behind is kept without names"
    assert look(client) == first
    assert len(built) == 1
    published.user.last_name = "Otra Ahora"
    published.user.save()
    assert "Otra Ahora" in look(client)
    assert len(built) == 1


def test_after_five_minutes_it_is_built_anew(client, published, manager, built, monkeypatch):
    monkeypatch.setattr(changes, "SECONDS", 300)
    began = clock.now().timestamp() // 300 * 300
    client.force_login(manager)
    for moment, times in ((1, 1), (299, 1), (300, 2)):
        with time_machine.travel(began + moment, tick=False):
            look(client)
        assert len(built) == times


ACTS = {
    "somebody enrolls": lambda about, late, trainer, manager: make.enrolled(about, at=late.center),
    "a test is handed in": lambda about, late, trainer, manager: make.sat(late, "pre_test", 2),
    "a role-play is rated": lambda about, late, trainer, manager: make.rated(late, trainer),
    "a sheet is dropped in the box": lambda about, late, trainer, manager: make.opined(late),
    "somebody left": lambda about, late, trainer, manager: late.__class__.objects.filter(
        pk=late.pk
    ).update(status="withdrawn", withdrawn_at=clock.now() - timedelta(days=90)),
    "a last day moves": lambda about, late, trainer, manager: about.steps.get(
        kind="post_test"
    ).delivery.__class__.objects.update(closes_at=clock.now() + timedelta(days=3)),
    "a cohort is renamed": lambda about, late, trainer, manager: about.__class__.objects.update(name="Otra"),
    "a center is renamed": lambda about, late, trainer, manager: Center.objects.update(name="Otro"),
    "figures are published": lambda about, late, trainer, manager: publishing.publish(),
}  # fmt: skip


@pytest.mark.slow("draws the page twice after each of nine changes")
def test_what_changes_is_seen_at_once(client, about, published, trainer, manager, built):
    client.force_login(manager)
    before = look(client)
    for what, act in ACTS.items():
        act(about, published, trainer, manager)
        seen = look(client)
        assert seen != before, what
        assert seen == anew(client), what
        before = look(client)
    release = publishing.publish()
    look(client)
    publishing.withdraw(actor=manager, release=release, reason="wrong")
    assert look(client) != before


def test_an_earlier_publication_that_is_withdrawn_is_shown_no_more(
    client, about, published, trainer, manager, officer, center
):
    first = latest()
    make.crowd(about, 5, trainer, at=center)
    publishing.publish()
    pages = ((manager, "center_home"), (officer, "program_home"))

    def looks():
        found = []
        for who, page in pages:
            client.force_login(who)
            answer = client.get(reverse(page), {"release": first.number})
            found.append(SECRET.sub("", answer.content.decode()))
        return found

    before = looks()
    publishing.withdraw(actor=officer, release=first, reason="wrong")
    seen = looks()
    caches["reports"].clear()
    assert seen == looks()
    assert all(was != now for was, now in zip(before, seen, strict=True))


def test_a_certificate_is_seen_at_once(client, about, trainer, manager, center):
    done = [make.finisher(about, trainer, at=center) for _person in range(3)]
    make.crowd(about, 22, trainer, at=center)
    publishing.publish()
    client.force_login(manager)
    assert "Issue those of" in look(client)
    earned = {one.pk for one in done}
    for info in courses.enrollment_infos(cohort_ids=[about.pk]):
        if info.id in earned:
            issue_certificate(actor=trainer, enrollment=info)
    assert "Issue those of" not in look(client)


def test_each_row_that_is_read_changes_the_mark(about, published, trainer, center):
    """Also what no page of this small cohort shows: lessons, drafts, what was talked over, corrections."""

    def mark():
        return page_mark(centers_scope(center.code), {})

    rated = make.rated(published, trainer)
    lesson = Lesson.objects.create(course=about.course)
    office = Office.objects.create(center=center, name="Norte")
    post_test, now = make.delivery_of(about, "post_test"), clock.now()
    open_one = Attempt.objects.create(
        delivery=post_test, instrument_version=post_test.instrument_version, user=published.user,
        started_at=now, due_at=now + timedelta(hours=1),
    )  # fmt: skip
    changes = (
        lambda: Attempt.objects.filter(pk=open_one.pk).update(due_at=now - timedelta(hours=1)),
        lambda: LessonProgress.objects.create(enrollment=published, lesson=lesson, completed_at=clock.now()),
        lambda: LessonProgress.objects.all().delete(),
        lambda: Rating.objects.filter(pk=rated.pk).update(revision=7),
        lambda: Rating.objects.filter(pk=rated.pk).update(set_aside=True),
        lambda: RatingCase.objects.filter(ratee=published.user).update(state="agreed", released_at=None),
        lambda: Moderation.objects.create(
            case=RatingCase.objects.get(ratee=published.user), moderator=trainer, reason="r", opened_at=now
        ),
        lambda: Attempt.objects.filter(delivery=post_test, revision=1).update(revision=2),
        lambda: published.__class__.objects.filter(pk=published.pk).update(office=office),
        lambda: published.__class__.objects.filter(pk=published.pk).update(sex="M"),
        lambda: about.course.__class__.objects.update(edition="0b0f0a0e-0000-4000-8000-000000000002"),
    )  # fmt: skip
    before = mark()
    for number, change in enumerate(changes):
        change()
        assert mark() != before, f"change {number} is not told"
        before = mark()


def test_nobody_is_shown_what_was_kept_for_others(client, about, published, trainer, manager, center, built):
    other_center = make.center("Centro Sierra")
    make.crowd(about, 25, trainer, at=other_center)
    publishing.publish()
    client.force_login(manager)
    own = look(client)
    client.force_login(make.staff(Role.CENTER_MANAGER, of=center))
    assert len(built) == 1
    look(client)
    assert len(built) == 1, "who manages the same center is shown the same page"

    other = make.staff(Role.CENTER_MANAGER, of=other_center)
    client.force_login(other)
    theirs = look(client)
    assert "Centro Sierra" in theirs
    assert "Centro Valles" not in theirs
    assert "Lara Peña" not in theirs
    assert theirs == anew(client)

    client.force_login(manager)
    look(client)
    manager.role_grants.create(role=Role.CENTER_MANAGER, center=other_center, granted_at=clock.now())
    both = look(client)
    assert "Centro Sierra" in both
    assert both != own
    manager.role_grants.filter(center=other_center).delete()
    assert look(client) == own
    manager.language = "es-mx"
    manager.save()
    assert "Take it with you" in own
    assert (
        "Take it with you"
        not in client.get("/es-mx" + reverse("center_home").removeprefix("/en")).content.decode()
    )
    for role in (Role.TRAINER, Role.PROGRAM_OFFICER):
        client.force_login(make.staff(role))
        assert client.get(reverse("center_home")).status_code == 403
    manager.role_grants.all().delete()
    client.force_login(manager)
    assert client.get(reverse("center_home")).status_code == 403


def test_where_each_persons_scores_are_read_live_nothing_is_kept(client, published, manager, built):
    client.force_login(manager)
    with override_settings(MANAGERS_SEE_INDIVIDUAL_SCORES=True):
        look(client)
        look(client)
    assert len(built) == 2
    assert not caches["reports"]._cache


def test_without_a_cache_the_page_is_there(client, published, manager, built):
    client.force_login(manager)
    page = look(client)
    backends = "django.core.cache.backends"
    away = {
        "default": {"BACKEND": f"{backends}.locmem.LocMemCache"},
        "reports": {"BACKEND": f"{backends}.dummy.DummyCache"},
    }
    with override_settings(CACHES=away):
        assert look(client) == page
        assert look(client) == page
    assert len(built) == 3
    assert kept.find("") is None


def test_the_programs_page_is_kept_until_a_publication_a_target_or_a_note(
    client, about, published, officer, manager, monkeypatch
):
    times = []
    was = program.build
    report = dataclasses.replace(program.REPORT, build=lambda asked: times.append(1) or was(asked))
    monkeypatch.setattr(program, "REPORT", report)

    def look():
        answer = client.get(reverse("program_home"))
        assert answer.status_code == 200
        return SECRET.sub("", answer.content.decode())

    client.force_login(officer)
    first = look()
    assert look() == first
    client.force_login(make.staff(Role.ADMINISTRATOR))
    look()
    assert len(times) == 1
    client.force_login(officer)
    services.set_target(actor=officer, code="K2", value=0.61, period="", reason="agreed")
    changed = look()
    assert changed != first
    assert len(times) == 2
    publishing.publish()
    assert look() != changed
    with counted() as spent:
        look()
    spent.within(queries=12)
    assert len(times) == 3
    client.force_login(manager)
    assert client.get(reverse("program_home")).status_code == 403
