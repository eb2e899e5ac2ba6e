"""What people say they do at work: the share who apply the course, and each behavior, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from analytics import disclosure
from analytics.facts import Figures
from analytics.reports.cohorts import applying, supervised
from analytics.reports.cohorts.applying import Applying, Behavior
from analytics.reports.cohorts.supervised import Seen
from analytics.reports.document import (
    Block,
    Cell,
    Column,
    Figure,
    Measure,
    Method,
    Number,
    Picture,
    Row,
    Sentence,
    Table,
    Unit,
)
from analytics.reports.measures import scale, share, span
from analytics.reports.shares import Range
from analytics.reports.words import in_language

# From "never" to "always".
ENDS = (1.0, 5.0)


@dataclass(frozen=True, slots=True)
class Absent:
    """Who is not in it: asked and silent, and without an answer from before the course."""

    missing: int
    first: int


def figures(published: Figures, live: Figures, *, audience: str) -> tuple[Block, ...]:
    """The tables; none of a program that asks nobody, or as long as nothing is published."""
    found = applying.applying(published, audience)
    absent = Absent(applying.missing(live), applying.without_first(live))
    parts = (
        shares(found, absent) if found.people else None,
        seen_by_others(supervised.seen(published, audience)),
        behaviors(found.behaviors, absent, audience=audience),
    )
    return tuple(part for part in parts if part is not None)


def shares(found: Applying, absent: Absent) -> Figure:
    """Who applies it, said by the people themselves."""
    rows = []
    if found.n:
        rows = [
            _row(_("Before the course, own answers"), found.before, found.n),
            _row(_("After it, own answers of the same people"), found.later, found.n),
            Row(
                _("Change in points"),
                (
                    _change(found, Number(found.change.value or 0.0, Unit.CHANGE)),
                    Measure(Number(found.n), found.n, found.later),
                    span(found.change, found.n, Unit.CHANGE, count=found.later),
                ),
                found.n,
            ),
        ]
    if found.alone:
        rows.append(_row(_("After it, everybody who answered"), found.count, found.people))
    return Figure(
        _finding(found),
        Table(
            "applying",
            _("Who applies it at work"),
            _("Whose answers"),
            (Column(_("Apply it")), Column(_("People")), Column(_("95% interval"))),
            tuple(rows),
        ),
        said=(Sentence("applying.said"),),
        limits=(Sentence("applying.limit"),),
        method=Method(
            what=Sentence("method.applying.what"),
            people=Sentence("method.applying.people", {"n": Number(found.n)}, people=found.n),
            left_out=_left_out(absent),
            formula=Sentence("method.applying.formula"),
            limits=Sentence("method.applying.limits"),
            version="applying 1",
        ),
        plain=True,
    )


def seen_by_others(found: Seen) -> Figure | None:
    """Who applies it as supervisors see it, and the same people by their own account."""
    if not found.people:
        return None
    rows = [_row(_("As supervisors see it"), found.applying, found.people)]
    if found.same:
        rows = [
            _row(_("As supervisors see it"), found.same_seen, found.same),
            _row(_("The same people, own answers"), found.same_own, found.same),
        ]
    if found.people > found.same > 0:
        rows.append(
            _row(_("As supervisors see it, everybody they answered about"), found.applying, found.people)
        )
    return Figure(
        _seen_finding(found),
        Table(
            "supervised",
            _("Who applies it at work, as supervisors see it"),
            _("Whose answers"),
            (Column(_("Apply it")), Column(_("People")), Column(_("95% interval"))),
            tuple(rows),
        ),
        said=(Sentence("supervised.said"), Sentence("supervised.kindly")),
        limits=(Sentence("supervised.limit"),),
        method=Method(
            what=Sentence("method.supervised.what"),
            people=Sentence("method.supervised.people", {"n": Number(found.people)}, people=found.people),
            left_out=Sentence("method.supervised.left_out"),
            formula=Sentence("method.supervised.formula"),
            limits=Sentence("method.supervised.limits"),
            version="supervised 1",
        ),
        plain=True,
    )


def behaviors(found: Sequence[Behavior], absent: Absent, *, audience: str) -> Figure | None:
    """Each behavior: the mean answer of the same people, before and after."""
    shown = [one for one in found if disclosure.is_shown(one.n, audience)]
    if not shown:
        return None
    fewest = min(one.n for one in shown)
    rows = tuple(
        Row(
            in_language(one.words),
            (
                scale(one.before, one.n),
                scale(one.later, one.n),
                Measure(Number(one.later - one.before, Unit.SHIFT, 1), one.n),
                span(one.change, one.n, Unit.SHIFT, 1),
            ),
            one.n,
        )
        for one in shown
    )
    return Figure(
        _behaviors_finding(shown),
        Table(
            "behaviors",
            _("How often people do it, before the course and after it"),
            _("Behavior"),
            (Column(_("Before")), Column(_("After")), Column(_("Difference")), Column(_("95% interval"))),
            rows,
        ),
        Picture(
            "levels",
            columns=(0, 1, 2),
            legend=(("before", _("Before")), ("after", _("After"))),
            axis=_("1 never, 5 always"),
            ends=ENDS,
        ),
        limits=(Sentence("behaviors.limit"),),
        method=Method(
            what=Sentence("method.behaviors.what"),
            people=Sentence("method.applying.people", {"n": Number(fewest)}, people=fewest),
            left_out=_left_out(absent),
            formula=Sentence("method.behaviors.formula"),
            limits=Sentence("method.applying.limits"),
            version="behaviors 1",
        ),
    )


def _row(name: object, count: int, n: int) -> Row:
    from analytics.reports.shares import share as proportion

    return Row(
        name,  # type: ignore[arg-type]
        (
            share(count, n),
            Measure(Number(n), n, count),
            span(proportion(count, n), n, Unit.PERCENT, count=count),
        ),
        n,
    )


def _change(found: Applying, shown: Number) -> Measure:
    return Measure(shown, found.n, found.later)


def _finding(found: Applying) -> Sentence:
    plain = Sentence("applying.plain")
    if not found.n:
        values: dict[str, Cell] = {
            "count": Measure(Number(found.count), found.people, found.count),
            "n": Measure(Number(found.people), found.people, found.count),
        }
        return Sentence("applying.after", values, otherwise=plain)
    values = {
        "before": Measure(Number(found.before), found.n, found.before),
        "later": Measure(Number(found.later), found.n, found.later),
        "n": Measure(Number(found.n), found.n, found.later),
    }
    return Sentence(f"applying.{_verdict(found.change)}", values, otherwise=plain)


def _seen_finding(found: Seen) -> Sentence:
    plain = Sentence("supervised.plain")
    if not found.same:
        values: dict[str, Cell] = {
            "count": Measure(Number(found.applying), found.people, found.applying),
            "n": Measure(Number(found.people), found.people, found.applying),
        }
        return Sentence("supervised.seen", values, otherwise=plain)
    values = {
        "seen": Measure(Number(found.same_seen), found.same, found.same_seen),
        "own": Measure(Number(found.same_own), found.same, found.same_own),
        "n": Measure(Number(found.same), found.same, found.same_seen),
    }
    return Sentence("supervised.beside", values, otherwise=plain)


def _behaviors_finding(found: Sequence[Behavior]) -> Sentence:
    unclear = [one for one in found if _verdict(one.change) != "rose"]
    values: dict[str, Cell] = {"count": Number(len(found) - len(unclear)), "of": Number(len(found))}
    if len(unclear) == 1 and len(found) > 1:
        values = {"behavior": in_language(unclear[0].words)}
        return Sentence("behaviors.unclear_one", values, people=min(one.n for one in found))
    return Sentence("behaviors.rose", values, people=min(one.n for one in found))


def _verdict(change: Range) -> str:
    if change.low is None or change.high is None:
        return "unclear"
    return "rose" if change.low > 0 else "fell" if change.high < 0 else "unclear"


def _left_out(absent: Absent) -> Sentence:
    return Sentence(
        "method.applying.left_out", {"missing": Number(absent.missing), "first": Number(absent.first)}
    )
