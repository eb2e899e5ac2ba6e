"""The grid of a test: how many questions it should hold of each module at each level, and holds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.rules.findings import CheckedItem
from assessments.rules.instrument_plans import Cell, Plan

# What stands where a question has no module or no level.
NONE = ""


@dataclass(frozen=True, slots=True)
class There:
    """How many questions of one form stand in a cell, and how many are missing there."""

    label: str
    there: int
    missing: int


@dataclass(frozen=True, slots=True)
class GridCell:
    """A module at a level: the target (None: nothing was said) and what each form holds."""

    module: str
    value: str
    target: int | None
    forms: Sequence[There]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A module with its cells; `target` and `forms` are its totals."""

    module: str
    cells: Sequence[GridCell]
    target: int
    forms: Sequence[There]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole blueprint: columns by value of its kind, rows by module, totals at the foot."""

    values: Sequence[str]
    rows: Sequence[GridRow]
    foot: GridRow

    @property
    def lacking(self) -> list[tuple[str, str, str, int]]:
        """(form, module, value, number missing), by form, wherever something is missing."""
        found = [
            (form.label, cell.module, cell.value, form.missing)
            for row in self.rows
            for cell in row.cells
            for form in cell.forms
            if form.missing
        ]
        return sorted(found, key=lambda one: one[0])


def grid(plan: Plan, items: Mapping[str, CheckedItem]) -> Grid:
    """The grid of a plan. A question that is tagged with two values counts in both cells.

    Questions of a section that draws count whether they are drawn or not.
    """
    held = {label: _held(plan, label, items) for label in plan.labels}
    targets = plan.blueprint.targets
    cells = set(targets).union(*held.values())
    modules = _in_order({module for module, _value in cells})
    values = _in_order({value for _module, value in cells})
    rows = []
    for module in modules:
        row = [_cell(module, value, targets, held) for value in values]
        rows.append(_row(module, row, plan.labels))
    foot = []
    for place, value in enumerate(values):
        column = [row.cells[place] for row in rows]
        total = _row(NONE, column, plan.labels)
        foot.append(GridCell(NONE, value, total.target, total.forms))
    return Grid(values, rows, _row(NONE, foot, plan.labels))


def _held(plan: Plan, label: str, items: Mapping[str, CheckedItem]) -> Counter[Cell]:
    found: Counter[Cell] = Counter()
    for entry in plan.entries(label):
        if one := items.get(entry.item):
            values = [value for kind, value in one.tags if kind == plan.blueprint.kind]
            found.update((one.module, value) for value in values or [NONE])
    return found


def _cell(
    module: str, value: str, targets: Mapping[Cell, int], held: Mapping[str, Counter[Cell]]
) -> GridCell:
    target = targets.get((module, value))
    forms = [
        There(label, found[module, value], max(0, (target or 0) - found[module, value]))
        for label, found in held.items()
    ]
    return GridCell(module, value, target, forms)


def _row(module: str, cells: Sequence[GridCell], labels: Sequence[str]) -> GridRow:
    forms = [
        There(
            label,
            sum(cell.forms[place].there for cell in cells),
            sum(cell.forms[place].missing for cell in cells),
        )
        for place, label in enumerate(labels)
    ]
    return GridRow(module, cells, sum(cell.target or 0 for cell in cells), forms)


def _in_order(names: set[str]) -> list[str]:
    """By name, what has none at the end."""
    return sorted(names, key=lambda name: (name == NONE, name))
