"""Convening a panel, judging, closing rounds, approving the mark."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from analytics.standards.enums import CELLS, LIMITS, ROUNDS, Method
from analytics.standards.figures import PanelFigures, panel_figures, used_cells
from analytics.standards.models import StandardJudge, StandardRating, StandardRecord, StandardStudy
from assessments import api as assessments
from courses import api as courses
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def convene(
    *, actor: User, version: UUID, method: str, borderline: str, judges: Iterable[User]
) -> StandardStudy:
    """Open the first round of a panel. Raises UserError: "no_test", "no_judges", "no_borderline"."""
    test = next((one for one in assessments.judged_tests() if one.uuid == version), None)
    people = list(judges)
    if test is None:
        raise UserError(_("Please choose a test in which something is marked."), code="no_test")
    if not people:
        raise UserError(_("Please choose at least one judge."), code="no_judges")
    if not borderline.strip():
        raise UserError(_("Please describe the person who just passes."), code="no_borderline")
    with transaction.atomic():
        study = StandardStudy.objects.create(
            version_id=test.id,
            method=Method(method),
            borderline=borderline.strip(),
            created_at=clock.now(),
            created_by=actor,
        )
        StandardJudge.objects.bulk_create([StandardJudge(study=study, user=one) for one in people])
        audit.record(
            actor=actor,
            action="analytics.convene_panel",
            target=study,
            method=str(method),
            judges=[str(one.uuid) for one in people],
        )
    return study


def judge(*, actor: User, study: UUID, values: Mapping[str, Any]) -> StandardRating:
    """Keep what one judge says in the round that is open; said again it replaces what they said.

    Raises UserError: "not_found" (also for whoever is no judge of it), "closed", "unfinished".
    """
    with transaction.atomic():
        held = _held(study)
        seat = StandardJudge.objects.filter(study=held, user=actor).first()
        if seat is None:
            raise _gone()
        if not held.is_open:
            raise UserError(_("This round is closed; nothing of it changes any more."), code="closed")
        if missing := lacking(held.method, values, places_of(held)):
            raise UserError(
                _("Something is missing or out of its bounds: %(what)s.") % {"what": ", ".join(missing)},
                code="unfinished",
            )
        rating, _created = StandardRating.objects.update_or_create(
            judge=seat, round=held.round, defaults={"values": dict(values), "sent_at": clock.now()}
        )
        audit.record(actor=actor, action="analytics.judge_standard", target=held, round=held.round)
    return rating


def close_round(*, actor: User, study: UUID) -> StandardStudy:
    """Close the round: from now on judges see the spread. UserError: "not_found", "closed", "nobody"."""
    with transaction.atomic():
        held = _held(study)
        if not held.is_open:
            raise UserError(_("This round is closed already."), code="closed")
        if not StandardRating.objects.filter(judge__study=held, round=held.round).exists():
            raise UserError(_("Nobody has judged yet: the round stays open."), code="nobody")
        held.is_open = False
        held.save(update_fields=["is_open"])
        audit.record(actor=actor, action="analytics.close_round", target=held, round=held.round)
    return held


def open_next_round(*, actor: User, study: UUID) -> StandardStudy:
    """Ask the judges again. Raises UserError: "not_found", "still_open", "approved", "last_round"."""
    with transaction.atomic():
        held = _held(study)
        if held.is_open:
            raise UserError(_("Please close the round that is open first."), code="still_open")
        if StandardRecord.objects.filter(study=held).exists():
            raise UserError(_("The mark is approved; the panel has ended."), code="approved")
        if held.round >= ROUNDS:
            raise UserError(_("There was a second round already."), code="last_round")
        held.round, held.is_open = held.round + 1, True
        held.save(update_fields=["round", "is_open"])
        audit.record(actor=actor, action="analytics.open_round", target=held, round=held.round)
    return held


def approve(*, actor: User, study: UUID, reason: str, course: UUID | None = None) -> StandardRecord:
    """Make the panel's mark a record, and the pass mark of a course where one is named.

    Cohorts that stand keep theirs. Raises UserError: "not_found", "still_open", "approved", "no_reason",
    "no_mark", and what `courses.set_pass_mark` says.
    """
    if not reason.strip():
        raise UserError(_("Please say why this mark holds."), code="no_reason")
    with transaction.atomic():
        held = _held(study)
        if held.is_open:
            raise UserError(_("Please close the round that is open first."), code="still_open")
        if StandardRecord.objects.filter(study=held).exists():
            raise UserError(_("The mark is approved; the panel has ended."), code="approved")
        figures = figures_of(held)
        if figures.share is None:
            raise UserError(_("The panel has come to no mark: see why."), code="no_mark")
        share = round(figures.share, 4)
        row = None
        if course is not None:
            source = f"analytics.standardstudy {held.uuid}"
            row = courses.set_pass_mark(actor=actor, course=course, pass_mark=share, source=source)
        record = StandardRecord.objects.create(
            study=held,
            share=share,
            low=figures.low,
            high=figures.high,
            judges=figures.judges,
            is_provisional=figures.is_provisional,
            reason=reason.strip(),
            course_key=row.key if row else "",
            approved_at=clock.now(),
            approved_by=actor,
        )
        audit.record(
            actor=actor,
            action="analytics.approve_standard",
            target=record,
            share=share,
            judges=figures.judges,
            reason=record.reason,
            course=record.course_key,
        )
    return record


def figures_of(study: StandardStudy, *, number: int | None = None) -> PanelFigures:
    """The mark of one round, by default the last one that judges spoke in."""
    said = list(
        StandardRating.objects.filter(judge__study=study, round=number or study.round)
        .order_by("judge_id")
        .values_list("values", flat=True)
    )
    questions = assessments.judged_questions(study.version.uuid)
    scores = assessments.score_shares(study.version.uuid) if study.method == Method.HOFSTEE else ()
    return panel_figures(study.method, {one.position: one.points for one in questions}, said, scores)


def places_of(study: StandardStudy) -> list[int]:
    """The places of the questions that the panel judges."""
    return [one.position for one in assessments.judged_questions(study.version.uuid)]


def lacking(method: str, values: Mapping[str, Any], places: Iterable[int]) -> list[str]:
    """The names of what is not said or cannot be: places, cells or limits; empty when all is there."""
    if method == Method.HOFSTEE:
        if wrong := [name for name in LIMITS if not _percent(values.get(name))]:
            return wrong
        crossed = [pair for pair in (("low", "high"), ("few", "many")) if values[pair[0]] > values[pair[1]]]
        return [name for pair in crossed for name in pair]
    if method == Method.EBEL:
        cells = values.get("cells", {})
        wrong = [str(place) for place in places if values.get("items", {}).get(str(place)) not in CELLS]
        return wrong + [
            cell for cell in CELLS if cell in used_cells(values) and not _percent(cells.get(cell))
        ]
    if method == Method.YES_NO:
        return [str(place) for place in places if values.get(str(place)) not in (0, 1)]
    return [str(place) for place in places if not _percent(values.get(str(place)))]


def _percent(value: object) -> bool:
    return type(value) in (int, float) and 0 <= value <= 100  # type: ignore[operator]


def _held(study: UUID) -> Any:
    held = StandardStudy.objects.select_for_update(of=("self",)).select_related("version").filter(uuid=study)
    found = held.first()
    if found is None:
        raise _gone()
    return found


def _gone() -> UserError:
    return UserError(_("There is no such panel."), code="not_found")
