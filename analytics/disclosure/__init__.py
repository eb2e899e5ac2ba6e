"""What may be shown to whom, so that neither a row, a sum nor a second look tells one person's result.

`groups` says how small is too small; `ladders` which categories may stand as one row; `rows` which rows of
a breakdown are hidden; `splits` how a whole is divided into parts; `batches` when a published figure may
move on; `history` checks the lot against everything published before. All but `groups`, which reads the
minimums from the settings, is pure.
"""

from analytics.disclosure.batches import Step, advance, changed, pooled, rows_move, wait
from analytics.disclosure.classes import ordered_classes
from analytics.disclosure.groups import (
    FLOORS,
    UNANIMOUS_FLOORS,
    Group,
    is_shown,
    minimum,
    share_is_shown,
    unanimous_floor,
)
from analytics.disclosure.history import Finding, Published, audit, tells
from analytics.disclosure.ladders import LADDERS, Ladder, office_ladder
from analytics.disclosure.rows import Breakdown, Line, breakdown, choose, hidden, hidden_rows
from analytics.disclosure.splits import neighbors, shown_parts, two_by_two

__all__ = [
    "FLOORS",
    "LADDERS",
    "UNANIMOUS_FLOORS",
    "Breakdown",
    "Finding",
    "Group",
    "Ladder",
    "Line",
    "Published",
    "Step",
    "advance",
    "audit",
    "breakdown",
    "changed",
    "choose",
    "hidden",
    "hidden_rows",
    "is_shown",
    "minimum",
    "neighbors",
    "office_ladder",
    "ordered_classes",
    "pooled",
    "rows_move",
    "share_is_shown",
    "shown_parts",
    "tells",
    "two_by_two",
    "unanimous_floor",
    "wait",
]
