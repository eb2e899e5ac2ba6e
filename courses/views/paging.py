"""Pages of a list, with the list counted in the query that reads the page."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window


def page_of(rows: QuerySet[Any], asked: str | None, per_page: int) -> Page:
    """The page asked for; the last one when there are fewer, the first when the number is none."""
    number = int(asked) if asked and asked.isdecimal() and len(asked) < 7 else 1
    first = max(number - 1, 0) * per_page
    found = list(rows.annotate(in_list=Window(Count("*")))[first : first + per_page])
    paginator = Paginator(rows, per_page)
    if not found:
        return paginator.get_page(asked)
    paginator.count = found[0].in_list
    return Page(found, max(number, 1), paginator)
