"""What supervisors say of people's hearings, three months after the course, in the simulated programme."""

import random
from collections.abc import Sequence
from datetime import timedelta

from assessments.enums import RequestState
from assessments.item_types import REGISTRY
from assessments.models import ItemVersion, SheetRequest
from courses import api as courses
from courses.models import Cohort, Enrollment
from lms.accounts.models import User
from lms.core import clock
from lms.demo.people import DOMAIN, Simulated

NAMED, ANSWERS, DECLINES = 0.85, 0.6, 0.06
# How often somebody does it at an ability of 0, as others see it: a little less often than people say.
LEVEL = 3.25
SAW = 0.94
WORDS = (
    "Ya pregunta por los intereses antes de hablar de montos.",
    "Le falta tiempo para las reuniones separadas.",
    "Revisa el desglose con las dos partes antes de firmar.",
)


Named = list[tuple[Enrollment, Simulated]]


def name_them(
    rng: random.Random, cohort: Cohort, people: Sequence[tuple[Enrollment, Simulated]], actor: User
) -> Named:
    """Supervisors of most people of the cohort, one for every six; those of whom one is named."""
    named = [(row, person) for row, person in people if rng.random() < NAMED]
    wanted = {
        row.user_id: f"jefatura.{1 + place // 6}.{cohort.code.lower()}@{DOMAIN}"
        for place, (row, _person) in enumerate(named)
    }
    courses.save_supervisors(actor=actor, cohort=cohort, wanted=wanted, language="es-mx")
    return named


def hear(rng: random.Random, cohort: Cohort, named: Named) -> None:
    """What became of it, where the follow-up opened long enough ago."""
    step = cohort.steps.select_related("supervisor").get(key="follow-up")
    assert step.supervisor is not None
    opens_at = step.supervisor.opens_at
    if opens_at >= clock.now() - timedelta(days=31):
        return
    asked = [entry.item_version for entry in step.supervisor.instrument_version.entries.order_by("position")]
    rows = {one.about_id: one for one in SheetRequest.objects.filter(delivery=step.supervisor)}
    for row, person in named:
        one = rows[row.user_id]
        one.asked_at, one.address, one.letter = opens_at, "", None
        one.ended_at, one.state = opens_at + timedelta(days=30), RequestState.EXPIRED
        if rng.random() < ANSWERS:
            one.ended_at = opens_at + timedelta(days=rng.randint(0, 20), hours=rng.randint(1, 9))
            one.state = RequestState.ANSWERED
            one.answers = _says(rng, asked, LEVEL + 0.32 * (person.ability + person.gain))
        elif rng.random() < DECLINES:
            one.state = RequestState.DECLINED
    fields = ["asked_at", "address", "letter", "ended_at", "state", "answers"]
    SheetRequest.objects.bulk_update(rows.values(), fields, batch_size=200)


def _says(rng: random.Random, asked: Sequence[ItemVersion], level: float) -> dict[str, object]:
    found: dict[str, object] = {}
    for item in asked:
        if REGISTRY[item.type].is_scale and rng.random() < SAW:
            found[str(item.pk)] = max(1, min(5, round(rng.gauss(level, 0.7))))
        elif not REGISTRY[item.type].is_scale and rng.random() < 0.2:
            found[str(item.pk)] = rng.choice(WORDS)
    return found or {str(asked[0].pk): 3}
