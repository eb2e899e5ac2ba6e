"""How hard questions turned out, kept with each so that the bank finds them by it."""

from typing import Any

from django.db.models import Count, F, Sum

from assessments.models import AttemptItem, Item, Response

BATCH = 500


def refresh_difficulties() -> int:
    """Work out anew how much of its points each question earned, over the first sittings of everybody.

    Two statements that sum up in the database, whatever the number of people; only questions whose figure
    moved are written, and counted. For the daily job.
    """
    first = {"attempt__number": 1, "attempt__revision__gt": 0}
    asked = AttemptItem.objects.filter(points__gt=0, **first).order_by().values("item_version__item")
    worth = dict(_figures(asked.annotate(sum=Sum("points"), n=Count("pk"))))
    marked = Response.objects.filter(mark__isnull=False, **first).order_by().values("item_version__item")
    earned = dict(_figures(marked.annotate(sum=Sum("mark"), n=Count("pk"))))
    moved = []
    for item in Item.objects.only("pk", "difficulty", "difficulty_n").order_by("pk"):
        points, n = worth.get(item.pk, (0.0, 0))
        # A question without any mark was annulled, or waits for whoever marks it.
        known = item.pk in earned and points > 0
        share, people = (round(earned[item.pk][0] / points, 4), n) if known else (None, 0)
        if (item.difficulty, item.difficulty_n) != (share, people):
            item.difficulty, item.difficulty_n = share, people
            moved.append(item)
    Item.objects.bulk_update(moved, ["difficulty", "difficulty_n"], batch_size=BATCH)
    return len(moved)


def _figures(rows: Any) -> list[tuple[int, tuple[float, int]]]:
    return [
        (pk, (total, n))
        for pk, total, n in rows.annotate(item=F("item_version__item")).values_list("item", "sum", "n")
    ]
