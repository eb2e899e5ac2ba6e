"""What each person earned and answered in each question, as columns for item analysis: no names."""

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

from assessments.data import AskedQuestion, DeliveryFacts, FormInfo, FormMarks
from assessments.item_types import REGISTRY, is_graded
from assessments.models import (
    Attempt,
    AttemptItem,
    Delivery,
    DeliveryForm,
    InstrumentEntry,
    InstrumentSection,
    Response,
)
from assessments.rules.corrections import Correction, CorrectionKind
from assessments.selectors.corrections import corrections_in
from assessments.selectors.marking_state import BY_HAND

Ids = Collection[int]


def delivery_facts(*, delivery_ids: Ids | None = None, uuid: UUID | None = None) -> list[DeliveryFacts]:
    """The deliveries with the forms that were sat in them, by opening; it limits nothing by person."""
    worth = InstrumentEntry.objects.filter(version=OuterRef("instrument_version"), points__gt=0)
    rows = Delivery.objects.select_related("instrument_version").order_by("opens_at", "pk")
    by_hand = worth.filter(item_version__type__in=BY_HAND)
    rows = rows.annotate(is_marked=Exists(worth.order_by()), by_hand=Exists(by_hand.order_by()))
    rows = rows.filter(uuid=uuid) if uuid is not None else rows.filter(pk__in=delivery_ids or ())
    deliveries = list(rows)
    forms = _forms([one.pk for one in deliveries])
    return [
        DeliveryFacts(
            id=one.pk,
            uuid=one.uuid,
            purpose=one.purpose,
            title=one.instrument_version.title,
            opens_at=one.opens_at,
            closes_at=one.closes_at,
            anonymous=one.anonymous,
            is_marked=one.is_marked,
            label=one.get_purpose_display(),
            by_hand=one.by_hand,
            forms=tuple(forms.get(one.pk, ())),
        )
        for one in deliveries
    ]


def form_marks(*, delivery_ids: Ids, version_id: int, user_ids: Ids | None = None) -> FormMarks:
    """Marks and answers of each person's first sitting of one form in these deliveries.

    Five statements, one of them with a row for each answer. A question that was asked and not answered
    has no row and earned nothing; `asked` tells who was asked what where questions are drawn, and is
    None where everybody was asked everything. Keys are as corrected: in one delivery by what was decided
    for it too, in several by what was decided for all.
    """
    sittings = first_sittings(delivery_ids).filter(instrument_version=version_id)
    if user_ids is not None:
        sittings = sittings.filter(user_id__in=user_ids)
    cells = Response.objects.filter(attempt__in=sittings.order_by().values("pk")).order_by()
    drawn = InstrumentSection.objects.filter(version=version_id, draw__isnull=False).exists()
    asked = AttemptItem.objects.filter(attempt__in=sittings.order_by().values("pk")).order_by()
    return FormMarks(
        questions=tuple(_questions(version_id, corrections_in(delivery_ids))),
        sittings=tuple(sittings.order_by("pk").values_list("pk", "user_id")),
        cells=_cells(cells),
        asked=list(asked.values_list("attempt_id", "item_version_id")) if drawn else None,
    )


def _cells(responses: QuerySet[Response]) -> list[tuple[int, int, float | None, Any]]:
    """One row for each answer. Few texts are given by many, so each is read as JSON once."""
    rows = responses.values_list("attempt_id", "item_version_id", "mark", Cast("answer", TextField()))
    said: dict[str, Any] = {}
    for text in {row[3] for row in rows}:
        value = json.loads(text).get("value")
        said[text] = value if value is None or isinstance(value, str) else json.dumps(value)
    return [(attempt, item, mark, said[text]) for attempt, item, mark, text in rows]


def first_sittings(delivery_ids: Ids) -> QuerySet[Attempt]:
    """The first sitting of each person in each delivery, once it is marked.

    Later ones of the same person are not independent of it.
    """
    return Attempt.objects.filter(delivery_id__in=delivery_ids, number=1, revision__gt=0)


def _forms(delivery_ids: Ids) -> dict[int, list[FormInfo]]:
    labels = {
        (delivery, version): label
        for delivery, version, label in DeliveryForm.objects.filter(delivery_id__in=delivery_ids)
        .order_by()
        .values_list("delivery_id", "instrument_version_id", "label")
    }
    sat = (
        first_sittings(delivery_ids)
        .order_by()
        .values_list("delivery_id", "instrument_version_id", "instrument_version__uuid")
        .annotate(n=Count("pk"))
    )
    found: dict[int, list[FormInfo]] = {}
    for delivery, version, version_uuid, people in sat:
        label = labels.get((delivery, version), "")
        found.setdefault(delivery, []).append(FormInfo(version, version_uuid, label, people))
    return {key: sorted(own, key=lambda one: (one.label, one.version_id)) for key, own in found.items()}


def _questions(version_id: int, corrections: Mapping[int, Correction]) -> list[AskedQuestion]:
    rows = (
        InstrumentEntry.objects.filter(version=version_id)
        .select_related("item_version__item")
        .order_by("position")
    )
    return [
        _question(one, corrections.get(one.item_version_id))
        for one in rows
        if is_graded(one.item_version.type, one.item_version.content)
    ]


def _question(entry: InstrumentEntry, change: Correction | None) -> AskedQuestion:
    version = entry.item_version
    content = change.content if change is not None and change.content else version.content
    return AskedQuestion(
        id=version.pk,
        uuid=version.uuid,
        item_id=version.item_id,
        item_uuid=version.item.uuid,
        key=version.item.key,
        number=version.number,
        position=entry.position,
        type=version.type,
        content=content,
        topic=version.item.topic,
        points=entry.points,
        options=_options(version.type, content),
        right=_right(version.type, content),
        annulled=change is not None and change.kind is not CorrectionKind.KEY,
    )


def _options(type: str, content: Mapping[str, Any]) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Key and words of each option of a question in which one is chosen; empty for other kinds."""
    if not isinstance(_right(type, content), str):
        return ()
    if isinstance(content.get("correct"), bool):
        return (("true", {}), ("false", {}))
    return tuple((option["key"], option["text"]) for option in content.get("options", ()))


def _right(type: str, content: Mapping[str, Any]) -> str | None:
    """The key of the option that earns everything, as `cells` name it; None where it is not one option."""
    answer = REGISTRY[type].right_answer(content)
    if isinstance(answer, bool):
        return "true" if answer else "false"
    named = {option["key"] for option in content.get("options", ())}
    return answer if isinstance(answer, str) and answer in named else None
