"""What people thought of the course, and what the report says and does not say."""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.facts import Figures
from analytics.reports.cohorts.data import Indicator
from analytics.reports.document import (
    Cell,
    Column,
    Figure,
    Method,
    Note,
    Number,
    Row,
    Section,
    Sentence,
    Table,
    Unit,
)
from analytics.reports.gain import Gain
from analytics.reports.measures import change, scale, span

BEST = 5


def opinions(reaction: Indicator) -> Figure | None:
    """R1: the reaction index; None while nobody's sheet may be read."""
    if reaction.value.value is None:
        return None
    n = reaction.n
    row = Row(
        _("Satisfaction with the course, of 5"),
        (
            scale(reaction.value.value, n),
            span(reaction.value, n, Unit.SCALE, 1),
            Number(reaction.target, Unit.SCALE, 1),
        ),
        n,
    )
    return Figure(
        Sentence("opinions.finding", {"mean": scale(reaction.value.value, n), "n": Number(n)}, people=n),
        Table(
            "opinions", _("Satisfaction"), _("What"),
            (Column(_("Mean")), Column(_("95% interval")), Column(_("Target"))), (row,),
        ),
        limits=(Sentence("opinions.limit"),),
        method=Method(
            what=Sentence("method.opinions.what"),
            people=Sentence("method.opinions.people", {"n": Number(n)}, people=n),
            left_out=Sentence("method.opinions.left_out"),
            formula=Sentence("method.opinions.formula"),
            limits=Sentence("method.opinions.limits"),
            version="reaction 1",
        ),
    )  # fmt: skip


def says_and_says_not(figures: Figures, gain: Gain) -> Section:
    """The limits of all of it, in the order in which they matter."""
    notes = [Note(Sentence("limits.same_people")), Note(Sentence("limits.not_practice"))]
    if gain.missing and gain.gain.value is not None:
        # Whoever took neither test counts too: the mean over everybody, with no change where one is missing.
        unchanged = gain.gain.value * gain.n / (gain.n + gain.missing)
        values: dict[str, Cell] = {"missing": Number(gain.missing), "gain": change(unchanged, gain.n)}
        notes.append(Note(Sentence("limits.missing", values, people=gain.n)))
    notes.append(Note(Sentence("limits.no_comparison")))
    if int(np.count_nonzero(~figures.people["active"])):
        notes.append(Note(Sentence("limits.left")))
    return Section("limits", tuple(notes), _("What this says and what not"))
