"""Tests as a panel that sets their pass mark reads them."""

from uuid import UUID

from django.db.models import Count, F, Q

from assessments.data import JudgedQuestion, JudgedTest
from assessments.enums import ScoreScope
from assessments.item_types import REGISTRY
from assessments.models import InstrumentEntry, InstrumentVersion, Score
from assessments.rules.key_checks import letter
from assessments.rules.paper_answers import choices, typed_of
from assessments.selectors.definitions import newest


def judged_tests() -> list[JudgedTest]:
    """The newest version of every test in which something is marked and nothing drawn, by key."""
    marked = InstrumentVersion.objects.annotate(
        worth=Count("entries", filter=Q(entries__points__gt=0), distinct=True),
        drawn=Count("sections", filter=Q(sections__draw__isnull=False), distinct=True),
    ).filter(worth__gt=0, drawn=0)
    rows = newest(marked.select_related("instrument"), "instrument")
    return [JudgedTest(one.pk, one.uuid, one.instrument.key, one.number, one.title) for one in rows]


def judged_questions(version: UUID) -> list[JudgedQuestion]:
    """The marked questions of a version in written order, with what is right."""
    entries = InstrumentEntry.objects.filter(version__uuid=version, points__gt=0)
    found = []
    for one in entries.select_related("item_version__item").order_by("position"):
        item = one.item_version
        found.append(
            JudgedQuestion(
                position=one.position,
                key=item.item.key,
                stem=item.content["stem"],
                options=tuple(
                    (letter(place), option.get("text", {}))
                    for place, option in enumerate(choices(item.content))
                ),
                right=typed_of(item.type, item.content, REGISTRY[item.type].right_answer(item.content)),
                points=one.points,
            )
        )
    return found


def score_shares(version: UUID) -> list[float]:
    """The share of the points that each first sitting of a version earned, lowest first; no names."""
    rows = Score.objects.filter(
        attempt__instrument_version__uuid=version,
        attempt__number=1,
        scope=ScoreScope.TOTAL,
        revision=F("attempt__revision"),
        maximum__gt=0,
    )
    return sorted(points / maximum for points, maximum in rows.values_list("points", "maximum"))
