"""Picture A: where people are with each step. Five states that always add up to everybody enrolled."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from analytics.reports.center import labels
from analytics.reports.cohorts.data import Step
from analytics.reports.document import Cell, Column, Figure, Method, Number, Picture, Row, Sentence, Table
from analytics.reports.measures import took_part

LAST_TEST = "post_test"
# What nobody owes: it is drawn, and not named as what is missing most.
ONLY_ASKED = ("baseline", "follow_up")


def figure(steps: Sequence[Step]) -> Figure | None:
    """The path of everybody enrolled; None without steps."""
    if not steps:
        return None
    ready = any(step.ready for step in steps)
    shown = ["done", *(["ready"] if ready else []), "missing", "not_yet", "out"]
    rows = tuple(
        Row(labels.STEPS[step.key], tuple(took_part(_count(step, state)) for state in shown), step.people)
        for step in steps
    )
    columns = tuple(Column(labels.STATES[state]) for state in shown)
    return Figure(
        _finding(steps),
        Table("path", _("Where people are, step by step"), _("Step"), columns, rows),
        Picture(
            "states",
            columns=tuple(range(len(shown))),
            legend=tuple((state, labels.STATES[state]) for state in shown),
        ),
        said=_most_missing(steps),
        method=Method(
            what=Sentence("method.path.what"),
            people=Sentence("method.path.people", {"people": Number(steps[0].people)}),
            left_out=Sentence("method.path.left_out"),
            formula=Sentence("method.path.formula"),
            limits=Sentence("method.path.limits"),
            version="states 1",
        ),
    )


def _count(step: Step, state: str) -> int:
    return step.left + step.exempt if state == "out" else int(getattr(step, state))


def _finding(steps: Sequence[Step]) -> Sentence:
    last = next((step for step in steps if step.key == LAST_TEST), steps[-1])
    due = last.done + last.missing
    if not due:
        return Sentence("path.waiting")
    values: dict[str, Cell] = {
        "due": Number(due),
        "done": took_part(last.done),
        "missing": took_part(last.missing),
    }
    key = "path.lacking" if last.missing else "path.all"
    return Sentence(key, values, otherwise=Sentence("path.plain"))


def _most_missing(steps: Sequence[Step]) -> tuple[Sentence, ...]:
    found = [step for step in steps if step.key not in ("certificate", *ONLY_ASKED)]
    most = max((step.missing for step in found), default=0)
    said = []
    if most:
        step = next(one for one in found if one.missing == most)
        values = {"step": labels.STEPS[step.key], "count": took_part(most)}
        said.append(Sentence("path.most_missing", values))
    waiting = max((step.not_yet for step in steps), default=0)
    if waiting:
        said.append(Sentence("path.not_yet", {"count": took_part(waiting)}))
    return tuple(said)
