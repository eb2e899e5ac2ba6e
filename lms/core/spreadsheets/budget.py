"""How much of a table may still be read: its cells, the gaps between them included, and its letters."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from lms.core.spreadsheets.errors import SpreadsheetError
from lms.core.spreadsheets.table import Limits


class Budget:
    """Counts what was read of one file; raises SpreadsheetError once it is more than `limits` allow.

    A few bytes can stand for very much: one cell at the end of each row, one long text in every cell.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cells = limits.cells
        self.letters = limits.letters

    def spend(self, number: int, cells: Sequence[Any]) -> None:
        """Count the record in row `number`."""
        self.cells -= len(cells)
        if self.cells < 0:
            raise too_many_cells()
        for cell in cells:
            if isinstance(cell, str):
                if len(cell) > self.limits.cell:
                    raise SpreadsheetError(
                        _("Row %(row)d: a cell holds too much text.") % {"row": number},
                        code="cell_size",
                        row=number,
                    )
                self.letters -= len(cell)
        if self.letters < 0:
            raise SpreadsheetError(
                _("The file holds too much text. Leave out the columns that are not needed."), code="letters"
            )


def too_many_cells() -> SpreadsheetError:
    """The refusal of a table with more cells, blank ones between others included, than are read."""
    return SpreadsheetError(
        _("The file holds too many cells. Copy the table into a new file and save it as XLSX or CSV."),
        code="cells",
    )
