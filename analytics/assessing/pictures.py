"""Pictures about rating; the table behind each is the template's."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from analytics.assessing.figures import Moment
from analytics.render.charts import draw
from analytics.render.dates import long_date
from analytics.render.numbers import signed
from analytics.render.pictures import IntervalRow, intervals


def drift(moments: Sequence[Moment]) -> SafeString | None:
    """How far an assessor lay from the others, day by day."""
    if len(moments) < 2:
        return None
    rows = [IntervalRow(long_date(one.day), signed(one.gap, 2), one.gap, None, None) for one in moments]
    return draw(
        intervals(rows, axis=_("levels from the other assessors"), mark=0),
        title=_("Day by day"),
        description="; ".join(f"{row.label}: {row.text}" for row in rows),
    )
