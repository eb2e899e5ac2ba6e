"""By office and modality: frozen with the release, small offices by zone, nothing without offices."""

import numpy as np
import pytest

from analytics.disclosure import LADDERS, office_ladder
from analytics.facts import PERSON, Figures
from analytics.models import ReleaseMember, ReleaseTable
from analytics.releases import publishing
from analytics.reports.center import groups
from analytics.reports.gain import gain_of
from analytics.reports.registry import Asked, report, run
from courses import api as courses
from lms.accounts.models import Office
from tests.analytics import factories as make
from tests.analytics.releases.test_publishing import fill

pytestmark = pytest.mark.django_db


def tables(manager):
    """By key, the rows of each table of a manager's page, as (name, people)."""
    document = run(report("center"), Asked(manager))
    return {
        one.table.key: [
            (str(row.name), getattr(row.cells[0], "value", row.cells[0])) for row in one.table.rows
        ]
        for one in document.figures
    }


def put(about, offices, count):
    """The people without an office, so many into each."""
    waiting = list(about.enrollments.filter(office=None).order_by("pk"))
    for office in offices:
        for one in waiting[:count]:
            one.office = office
            one.save(update_fields=["office"])
        waiting = waiting[count:]


@pytest.mark.slow("forty people who sat whole tests, and two releases")
def test_small_offices_stand_by_zone_and_large_ones_alone(center, trainer, manager):
    about = make.cohort(centers=[center], trainers=[trainer], modality="remote")
    fill(about, center, 24)
    assert "by_office" not in tables(manager)  # a center without offices sees nothing of it
    assert "by_modality" not in tables(manager)
    north = [Office.objects.create(center=center, name=f"Norte {n}", zone="Norte") for n in range(2)]
    south = [Office.objects.create(center=center, name=f"Sur {n}", zone="Sur") for n in range(2)]
    put(about, [*north, *south], 6)
    publishing.publish()
    assert tables(manager)["by_office"] == [("Norte 0", 6), ("Norte 1", 6), ("Sur 0", 6), ("Sur 1", 6)]
    # Somebody moves: what was published stays where it was.
    Office.objects.filter(pk=north[0].pk).update(name="Nuevo nombre")
    about.enrollments.filter(office=north[0]).update(office=south[0])
    assert [n for _name, n in tables(manager)["by_office"]] == [6, 6, 6, 6]
    second = make.cohort(centers=[center], trainers=[trainer], modality="on_site")
    fill(second, center, 20)
    put(second, [south[0]], 20)
    publishing.publish()
    assert {row.dimension for row in ReleaseTable.objects.filter(center=center, release__number=2)} == {
        "sex", "age_band", "job_role", "office", "modality",
    }  # fmt: skip
    assert not ReleaseTable.objects.filter(center=None, dimension="office").exists()
    kept = ReleaseMember.objects.filter(unit__cohort=second).values_list("group", flat=True)
    assert set(kept) == {f"{sex}|30_39|conciliator|{south[0].pk}|on_site" for sex in "FM"}
    assert tables(manager)["by_modality"] == [("On site", 20), ("At a distance", 24)]


def test_an_office_of_three_stands_with_its_zone(about):
    people = np.zeros(68, dtype=PERSON)
    for name, value in {"cohort": about.pk, "pre": 1, "post": 3, "maximum": 4}.items():
        people[name] = value
    people["pre_done"] = people["post_done"] = True
    people["office"] = [1] * 3 + [2] * 30 + [3] * 20 + [4] * 15
    figures = Figures(courses.cohort_infos([about]), people)
    names = {1: "Costa", 2: "Sierra", 3: "Valle", 4: "Bajío", (1, 2): "Norte", (3, 4): "Sur"}
    overall = gain_of(None, figures.pre, figures.post)

    def rows(zones):
        found = groups.by_group(
            figures, "office", names, overall, audience="own_center", ladder=office_ladder(zones)
        )
        return [(str(row.name), row.people) for row in found.table.rows]

    assert rows({1: "N", 2: "N", 3: "S", 4: "S"}) == [("Norte", 33), ("Sur", 35)]
    # Without zones nothing is joined: the door hides the small row, and another with it.
    assert rows({}) == [("Costa", 3), ("Sierra", 30), ("Valle", 20), ("Bajío", 15)]


def test_the_ladder_goes_from_offices_to_zones():
    ladder = office_ladder({1: "N", 2: "N", 3: "S", 4: ""})
    assert ladder.steps == ((), ((1, 2),))
    assert ladder.labels(1, [1, 2, 3, 4, None]) == [(1, 2), (3,), (4,), (None,)]
    assert office_ladder({1: "", 2: ""}).steps == LADDERS["office"].steps == ((),)
