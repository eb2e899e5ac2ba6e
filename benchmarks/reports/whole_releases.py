"""A release of a whole country, written as its rows: everybody has two scores, and nobody an account."""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np
from django.db import transaction

from analytics.facts import DONE, PERSON, People
from analytics.models import Release, ReleaseParticipation, ReleaseTable, ReleaseUnit
from analytics.releases.forms import FORM
from analytics.releases.rows import in_no_order, packed, without_results
from analytics.releases.states import DIMENSIONS, OF_ONE_CENTER
from benchmarks.pages import crowd
from courses.data import STOOD
from courses.models import Cohort
from lms.core import clock

LIVE_AT_MOST = 10_000  # more people are written as a release alone: no page of the program reads theirs live
OF_COHORT, OF_UNIT = 500, 50
TOPICS = ("m1", "m2", "m3", "m4", "m5", "m6")
MONTHS = 12


def make(size: int, centers: int) -> str:
    """Publish `size` people in cohorts of 500, fifty of each center; what was made."""
    last = Release.objects.latest("number")
    if last.units.count() * OF_UNIT >= size:
        return "there already"
    draw = np.random.default_rng(1)
    places = [one.pk for one in crowd.make_centers(centers)]
    with transaction.atomic():
        cohorts = _cohorts(size // OF_COHORT, last.number + 1)
        made = Release.objects.create(
            number=last.number + 1, published_at=clock.now(), data_as_of=clock.now(),
            next_on=clock.today() + timedelta(days=30), definitions=last.definitions, digest="0" * 64,
        )  # fmt: skip
        everybody: list[People] = []
        ReleaseUnit.objects.bulk_create(_units(made, cohorts, places, draw, everybody), batch_size=500)
        took_part = packed(without_results(np.concatenate(everybody)))
        ReleaseParticipation.objects.create(release=made, columns=took_part, form=FORM)
        ReleaseTable.objects.bulk_create(
            ReleaseTable(release=made, dimension=one, since=made, withheld=False)
            for one in DIMENSIONS
            if one not in OF_ONE_CENTER
        )
    crowd.settle()
    return f"{len(cohorts):,} cohorts, {size // OF_UNIT:,} units"


def _cohorts(count: int, release: int) -> list[Cohort]:
    model = Cohort.objects.order_by("pk").first()
    assert model is not None
    return Cohort.objects.bulk_create(
        Cohort(
            name=f"Cohorte N{number}", code=f"N{release}-{number}", course_id=model.course_id,
            course_title=model.course_title, created_at=clock.now(), pass_mark=0.8, improved_items=2,
            starts_on=clock.today() - timedelta(days=75 + 30 * (number % MONTHS)),
            ends_on=clock.today() - timedelta(days=15 + 30 * (number % MONTHS)), is_simulated=True,
        )
        for number in range(count)
    )  # fmt: skip


def _units(
    made: Release,
    cohorts: list[Cohort],
    centers: list[int],
    draw: np.random.Generator,
    everybody: list[People],
) -> Iterator[ReleaseUnit]:
    each = OF_COHORT // OF_UNIT
    for place, cohort in enumerate(cohorts):
        for number in range(each):
            people = _people(cohort.pk, centers[(place * each + number) % len(centers)], draw)
            everybody.append(people)
            cells = [[before / 4, (before + 1) / 4, 10] for before in range(4)] + [[1.0, 1.0, 10]]
            yield ReleaseUnit(
                release=made, cohort=cohort, center_id=int(people["center"][0]), people=OF_UNIT,
                changed=OF_UNIT, definition={"pass_mark": 0.8, "improved_items": 2}, form=FORM,
                columns=packed(in_no_order(people)), topics={topic: [4.0, cells] for topic in TOPICS},
                ratings=[OF_UNIT, {f"c{one}": [OF_UNIT, 3.0] for one in range(10)}], digest="0" * 64,
                causes={"due": {"people": OF_UNIT, "K1": [40, 50], "K2": [30, 50], "S1": [40, 50]}},
            )  # fmt: skip


def _people(cohort: int, center: int, draw: np.random.Generator) -> People:
    rows = np.zeros(OF_UNIT, dtype=PERSON)
    rows["cohort"], rows["center"], rows["maximum"] = cohort, center, 20.0
    rows["sex"] = draw.choice([b"F", b"M"], OF_UNIT)
    rows["age_band"] = draw.choice([one.encode() for one in crowd.AGES], OF_UNIT)
    rows["job_role"] = draw.choice([one.encode() for one in crowd.JOBS], OF_UNIT)
    rows["pre"] = draw.integers(4, 16, OF_UNIT)
    rows["post"] = np.minimum(rows["pre"] + draw.integers(-1, 9, OF_UNIT), 20.0)
    rows["passed"], rows["competent"] = rows["post"] >= 16, draw.random(OF_UNIT) < 0.8
    for name in ("pre_done", "lessons_done", "has_lessons", "post_done", "rated", "complete", "active"):
        rows[name] = True
    for name in STOOD:
        rows[name] = DONE
    return rows
