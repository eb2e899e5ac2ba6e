"""What can be wrong with a table that somebody uploads."""

from django.utils.functional import Promise

from lms.core.errors import UserError


class SpreadsheetError(UserError):
    """A file that cannot be used, with the place in it as the person's own program shows it.

    `row` counts from 1 with the heading row included; `column` is the heading or the letter.
    """

    def __init__(
        self,
        message: str | Promise,
        *,
        code: str,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.row = row
        self.column = column
