"""Rows that never change once they are written: versions, marks, the audit log.

How to freeze a table:

1. derive the model from `FrozenRow`, named first: `class Score(FrozenRow, PublicModel)`;
2. add `NeverChanged(name="score_frozen")` to the constraints of its Meta;
3. columns that must still change, a comment that erasure blanks or an owner whom merging
   replaces, are named there: `may_change=("comment", "user")`; `deletable=True` lets rows go;
4. `makemigrations` writes the rest: the triggers come and go with the constraint;
5. write with `create`, `bulk_create` or `get_or_create`, and change the named columns with
   `update()`; everything else raises `FrozenError`, and `IntegrityError` in raw SQL.
"""

from lms.core.frozen.constraint import NeverChanged
from lms.core.frozen.rows import FrozenError, FrozenQuerySet, FrozenRow

__all__ = ["FrozenError", "FrozenQuerySet", "FrozenRow", "NeverChanged"]
