"""What people said in evaluations and surveys, without who said it.

Nothing is hidden here: protecting small groups is the work of whoever shows it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.db.models import Count

from assessments.data import LikertSummary, OpenAnswers
from assessments.item_types import scale_types, word_types
from assessments.models import (
    AnonymousComment,
    AnonymousSheet,
    DeliveryChange,
    InstrumentEntry,
    Response,
)


def likert_summary(delivery_id: int) -> list[LikertSummary]:
    """Counts, n, missing and mean of each statement, in the order of the form."""
    entries = _entries(delivery_id, scale_types())
    answers = _named(delivery_id, scale_types())
    sheets = list(AnonymousSheet.objects.filter(delivery_id=delivery_id).order_by("key"))
    for item_id in {entry.item_version_id for entry in entries}:
        answers[item_id] += [sheet.answer_to(item_id) for sheet in sheets]
    return [
        _summary(entry.item_version.item.key, entry.item_version.content, answers[entry.item_version_id])
        for entry in entries
    ]


def open_answers(delivery_id: int) -> list[OpenAnswers]:
    """The texts under each open question, in the order of the form."""
    answers = _named(delivery_id, word_types())
    comments = AnonymousComment.objects.filter(delivery_id=delivery_id).order_by("key")
    for item_id, text in comments.values_list("item_version_id", "text"):
        answers[item_id].append(text)
    return [
        OpenAnswers(
            key=entry.item_version.item.key,
            stem=entry.item_version.content["stem"],
            texts=tuple(sorted(str(text) for text in answers[entry.item_version_id] if text)),
        )
        for entry in _entries(delivery_id, word_types())
    ]


def few_came_since(*, delivery_ids: Collection[int], least: int) -> set[int]:
    """The anonymous forms that were opened again after they had closed, to which few came since.

    Few are fewer than `least`, and not nobody: whoever saw the form closed before would read in the
    difference what they said. One statement, and one more where any was opened again.
    """
    changes = DeliveryChange.objects.filter(delivery_id__in=delivery_ids, sheets__isnull=False)
    opened = list(changes.order_by("at", "pk").values_list("delivery_id", "sheets"))
    if not opened:
        return set()
    sheets = AnonymousSheet.objects.filter(delivery_id__in={one for one, _seen in opened}).order_by()
    now = dict(sheets.values_list("delivery_id").annotate(Count("pk")))
    # The latest opening after which anybody came stands last.
    before = {one: seen or 0 for one, seen in opened if seen != now.get(one, 0)}
    return {one for one, seen in before.items() if 0 < now.get(one, 0) - seen < least}


def _entries(delivery_id: int, kinds: Collection[str]) -> list[InstrumentEntry]:
    return list(
        InstrumentEntry.objects.filter(version__deliveries=delivery_id, item_version__type__in=kinds)
        .select_related("item_version__item")
        .order_by("position")
    )


def _named(delivery_id: int, kinds: Collection[str]) -> dict[int, list[object]]:
    found: dict[int, list[object]] = defaultdict(list)
    rows = Response.objects.filter(
        attempt__delivery_id=delivery_id, attempt__submitted_at__isnull=False, item_version__type__in=kinds
    ).order_by("pk")
    for response in rows:
        found[response.item_version_id].append(response.value)
    return found


def _summary(key: str, content: dict, values: list[object]) -> LikertSummary:
    chosen = [value for value in values if isinstance(value, int)]
    counts = Counter(chosen)
    return LikertSummary(
        key=key,
        stem=content["stem"],
        labels={point["value"]: point["label"] for point in content["scale"]},
        counts={point["value"]: counts[point["value"]] for point in content["scale"]},
        n=len(chosen),
        missing=len(values) - len(chosen),
        mean=sum(chosen) / len(chosen) if chosen else None,
    )
