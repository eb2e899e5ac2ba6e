"""Pages of a list, with the list counted in the query that reads the page."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window

from lms.core.typed_numbers import whole


def page_of(rows: QuerySet[Any], asked: str | None, per_page: int) -> Page:
    """The page asked for; the last one when there are fewer, the first when the number is none."""
    number = whole(asked, most=999_999) or 1
    first = (number - 1) * per_page
    found = list(rows.annotate(in_list=Window(Count("*")))[first : first + per_page])
    paginator = Paginator(rows, per_page)
    if not found:
        return paginator.get_page(asked)
    paginator.count = found[0].in_list
    return Page(found, number, paginator)
