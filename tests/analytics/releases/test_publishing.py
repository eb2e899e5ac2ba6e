"""Releases: what is frozen, what waits, what moves on, and what a reader sees of it."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from analytics.facts import subset
from analytics.models import Release, ReleaseMember, ReleaseParticipation, ReleaseTable, ReleaseUnit
from analytics.releases import calendar, personal_data, publishing
from analytics.releases.rows import in_no_order
from analytics.reports.cohorts.indicators import counts
from analytics.selectors.figures import figures_of
from analytics.selectors.released import released
from analytics.selectors.scopes import center_scope, program_scope
from courses.data import AFTER
from lms.accounts.api import absolute_url
from lms.accounts.models import Letter, RoleGrant
from lms.accounts.services.letters import send_letter
from lms.core import clock
from lms.core.errors import UserError
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db


def fill(about, center, count, *, right=4, sex="FM"):
    """People who took both tests: one right before, `right` of four after."""
    people = [make.enrolled(about, at=center, sex=sex[number % len(sex)]) for number in range(count)]
    make.all_sat([(one, 1) for one in people], "pre_test")
    make.all_sat([(one, right) for one in people], "post_test")


def seen(manager):
    found = released(center_scope(manager))
    return found.release, counts(found.figures)["K2"], int(found.figures.paired.sum())


def test_a_unit_waits_for_twice_the_minimum_and_the_pool_for_the_rest(
    about, center, trainer, manager, officer
):
    fill(about, center, 12, right=3)
    assert seen(manager) == (None, (12, 12), 12)  # no release yet: live
    first = publishing.publish()
    assert seen(manager) == ("1", (12, 12), 12)
    assert (first.number, first.next_on) == (1, calendar.next_day(clock.today()))
    unit = ReleaseUnit.objects.get()
    assert (unit.people, unit.causes["due"]["K2"]) == (12, [12, 12])

    # One more is late, and another cohort has seven: nothing of either is seen.
    fill(about, center, 1, right=0)
    small = make.cohort(centers=[center], trainers=[trainer])
    fill(small, center, 7, right=0)
    publishing.publish()
    assert seen(manager) == ("2", (12, 12), 12)
    assert ReleaseUnit.objects.count() == 1
    assert released(center_scope(manager)).participation.standing(AFTER)["done"] == 20

    # With two more there are ten: they come into the cumulative figure, and into no cohort's.
    fill(small, center, 2, right=0)
    publishing.publish()
    assert seen(manager) == ("3", (12, 22), 22)
    whole = released(center_scope(manager))
    assert [int(whole.over([one.pk]).paired.sum()) for one in (about, small)] == [12, 0]
    assert ReleaseUnit.objects.get(cohort=None).people == 10

    # Ten late records of one cohort move that cohort on.
    fill(about, center, 10, right=4)
    publishing.publish()
    assert seen(manager) == ("4", (22, 32), 32)
    moved = ReleaseUnit.objects.get(cohort=about, release__number=4)
    assert (moved.people, moved.changed) == (22, 10)
    assert moved.causes == {"new": {"people": 10, "K1": [10, 10], "K2": [10, 10], "S1": [0, 0]}}
    program = released(program_scope(officer))
    assert (program.release, counts(program.figures)["K2"]) == ("4", (22, 32))


@pytest.mark.slow("two cohorts with whole sittings, and a release")
def test_a_release_shows_what_is_live_when_it_is_made(about, center, trainer, officer):
    """Rows bit by bit, topics, ratings and opinions, of people who differ in everything that is kept."""
    other = make.cohort(centers=[center], trainers=[trainer])
    for place, cohort in enumerate((about, other)):
        for number in range(24):
            one = make.enrolled(cohort, at=center if number % 2 else None, sex="FM"[number // 2 % 2])
            make.sat(one, "pre_test", number % 4)
            if number > 1:
                make.sat(one, "post_test", (number + place) % 5)
            if number > 3:
                make.rated(one, trainer, number % 4 + 1, None)
            make.opined(one, 5, number % 5 + 1, 3)
    scope = program_scope(officer)
    live, names = figures_of(scope.cohorts)
    publishing.publish()
    shown = released(scope)
    assert in_no_order(shown.figures.people).tobytes() == in_no_order(live.people).tobytes()
    assert shown.figures.opinions == live.opinions
    assert shown.names == names
    for cohort, topics in live.topics.items():
        assert shown.figures.topics[cohort].keys() == topics.keys()
        for topic, one in topics.items():
            found = shown.figures.topics[cohort][topic]
            # Each center brings its own counts of the same scores.
            assert (found.maximum, counted(found.cells)) == (one.maximum, counted(one.cells))
    for cohort, rated in live.ratings.items():
        found = shown.figures.ratings[cohort]
        assert (found.people, found.criteria.keys()) == (rated.people, rated.criteria.keys())
        for key, one in rated.criteria.items():
            assert found.criteria[key] == pytest.approx(one)


def counted(cells):
    found = Counter()
    for before, after, people in cells:
        found[before, after] += people
    return found


def test_opinions_stay_in_the_ballot_box_alone():
    """Neither table has a column for them: a copy would tell which sheet came since."""
    names = {model: {one.name for one in model._meta.fields} for model in (ReleaseUnit, ReleaseParticipation)}
    assert names[ReleaseUnit] == {
        "id", "release", "cohort", "center", "people", "changed", "definition", "columns", "topics",
        "ratings", "causes", "digest", "form",
    }  # fmt: skip
    assert names[ReleaseParticipation] == {"id", "release", "columns", "sheets", "form"}


def test_no_measure_rests_on_or_moves_by_fewer_than_twice_the_minimum(about, center, trainer, manager):
    """Else "16 of 17 in all" beside "9 of 10 of this cohort" tells that the other seven are competent."""

    def shown():
        figures = released(center_scope(manager)).figures
        return counts(figures)["K2"], counts(figures)["S1"]

    def rate(cohort, first, last, level):
        for one in cohort.enrollments.order_by("pk")[first:last]:
            make.rated(one, trainer, level)

    other = make.cohort(centers=[center], trainers=[trainer])
    for cohort, rated in ((about, 10), (other, 7)):
        fill(cohort, center, 12)
        rate(cohort, 0, rated, 4)
    publishing.publish()
    assert shown() == ((24, 24), (10, 10))
    few = ReleaseUnit.objects.get(cohort=other)
    assert (few.people, few.ratings, few.causes["due"]["S1"]) == (12, [0, {}], [0, 0])

    # Ten new people move the tests of a cohort on; of the three among them who were rated nothing is told.
    fill(about, center, 10)
    rate(about, 12, 15, 1)
    rate(other, 7, 9, 4)
    publishing.publish()
    assert shown() == ((34, 34), (10, 10))
    assert ReleaseUnit.objects.get(cohort=about, release__number=2).ratings[0] == 10
    rate(about, 15, 22, 4)
    rate(other, 9, 10, 4)
    publishing.publish()
    assert shown() == ((34, 34), (27, 30))


def test_an_earlier_release_is_read_as_it_was(about, center, manager):
    """Participation too: who enrolled since is not in it."""
    fill(about, center, 12)
    publishing.publish()
    first = released(center_scope(manager))
    fill(about, center, 10)
    publishing.publish()
    again = released(center_scope(manager), Release.objects.get(number=1))
    assert (again.release, counts(again.figures), len(again.participation)) == (
        "1",
        counts(first.figures),
        12,
    )
    assert again.participation.people["after"].tolist() == first.participation.people["after"].tolist()
    assert len(released(center_scope(manager)).participation) == 22


def test_a_breakdown_keeps_its_date_until_every_row_may_move(about, center, manager):
    fill(about, center, 24)
    publishing.publish()
    fill(about, center, 11, sex="FFFFFFFFFFM")
    publishing.publish()
    found = released(center_scope(manager))
    assert int(found.figures.paired.sum()) == 35
    _day, by_sex = found.tables["sex"]
    assert int(by_sex.paired.sum()) == 24
    tables = ReleaseTable.objects.filter(release__number=2, center=center)
    assert set(tables.values_list("dimension", "since__number")) == {
        ("sex", 1), ("age_band", 2), ("job_role", 2), ("office", 2), ("modality", 2),
    }  # fmt: skip


def test_the_figure_of_somebody_who_was_erased_stays_and_forgets_whose_it_was(about, center, manager):
    fill(about, center, 12)
    publishing.publish()
    before = released(center_scope(manager)).figures
    user = about.enrollments.order_by("pk").first().user
    assert len(personal_data.export_members(user)) == 1
    assert personal_data.erase_members(user) == 1
    assert personal_data.export_members(user) == []
    assert ReleaseMember.objects.filter(enrollment=None, mark="", group="").count() == 1
    after = released(center_scope(manager)).figures
    assert np.array_equal(before.people.tobytes(), after.people.tobytes())
    publishing.publish()
    assert ReleaseUnit.objects.count() == 1


def test_cohorts_under_way_are_in_no_release(center, trainer, manager):
    running = make.cohort(centers=[center], trainers=[trainer], ends_on=date(2100, 1, 1))
    fill(running, center, 12)
    publishing.publish()
    assert ReleaseUnit.objects.count() == 0
    found = released(center_scope(manager))
    assert (len(found.figures), int(found.figures.paired.sum())) == (12, 0)
    assert subset(found.participation, [running.pk]).standing(AFTER)["done"] == 12


def test_a_withdrawn_release_shows_nothing_in_its_place(about, center, manager, officer):
    fill(about, center, 12)
    made = publishing.publish()
    with pytest.raises(UserError):
        publishing.withdraw(actor=officer, release=made, reason=" ")
    publishing.withdraw(actor=officer, release=made, reason="Wrong key")
    found = released(center_scope(manager))
    assert (found.withdrawn, int(found.figures.paired.sum())) == ("Wrong key", 0)
    with pytest.raises(UserError):
        publishing.withdraw(actor=officer, release=made, reason="Twice")


def test_managers_who_may_see_scores_read_live(about, center, manager, settings):
    fill(about, center, 12)
    publishing.publish()
    settings.MANAGERS_SEE_INDIVIDUAL_SCORES = True
    fill(about, center, 1)
    assert seen(manager) == (None, (13, 13), 13)
    assert released(center_scope(manager)).as_of == clock.today()


def test_the_daily_run_publishes_on_the_days_that_were_announced(about, manager, officer):
    assert [publishing.publish_when_due(), publishing.publish_when_due()] == [1, 0]
    assert Release.objects.get().next_on == calendar.next_day(clock.today())
    letters = Letter.objects.filter(kind="release")
    assert {one.user_id for one in letters} == {manager.pk, officer.pk}
    assert {one.context["number"] for one in letters} == {1}
    assert calendar.coming(date(2026, 11, 27), 3) == [date(2026, 12, 1), date(2027, 1, 5), date(2027, 2, 2)]
    assert calendar.next_day(date(2026, 12, 1)) == date(2027, 1, 5)


def test_a_letter_of_a_release_goes_to_whoever_may_read_it_when_it_leaves(manager, officer, mailoutbox):
    """The role is asked again, and a release that was withdrawn meanwhile is told of to nobody."""
    publishing.publish_when_due()
    RoleGrant.objects.filter(user=manager).update(revoked_at=clock.now())
    queued = {one.user_id: one.pk for one in Letter.objects.filter(kind="release")}
    assert [send_letter(letter_id=queued[one.pk]) for one in (manager, officer)] == [False, True]
    (letter,) = mailoutbox
    assert (letter.to, absolute_url("program_home", language=officer.language) in letter.body) == (
        [officer.email],
        True,
    )
    assert not Letter.objects.filter(user=manager).exists()

    publishing.withdraw(actor=officer, release=Release.objects.get(), reason="Wrong key")
    Letter.objects.filter(user=officer).update(state="queued", due_at=clock.now())
    assert send_letter(letter_id=queued[officer.pk]) is False
    assert len(mailoutbox) == 1
