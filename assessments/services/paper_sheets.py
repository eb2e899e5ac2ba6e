"""From an assessor's sheet on paper to a rating: typed by one person, checked by another, then handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import DECIDING_KINDS, Judgment, Medium, OccasionMode
from assessments.models import Assignment, Occasion, PaperSheet, Rating, RatingCase
from assessments.rules.sheet_edits import FORM, merged
from assessments.services.criterion_scores import Mark, clean, known_scores, write_scores
from assessments.services.rating_checks import check_access, check_held, check_ratable, not_yours
from assessments.services.ratings import begun, hand_in, held
from assessments.services.sheet_words import Closing
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

NOT_OBSERVED, JUDGMENT = "no", "~judgment"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a hand read on the paper: levels ("3", "no") by criterion and the judgment; and the words."""

    levels: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    closing: Closing = field(default_factory=Closing)

    def as_json(self) -> dict[str, object]:
        told = self.closing.cleaned
        return {
            "levels": {key: value for key, value in self.levels.items() if value},
            "comments": {key: clean(text) for key, text in self.comments.items() if clean(text)},
            "comment": clean(self.comment),
            "closing": [told.strength, told.second_strength, told.next_step],
        }


def typed_of(data: Mapping[str, object]) -> Typed:
    """What is kept of a hand."""
    if not data:
        return Typed()
    return Typed(data["levels"], data["comments"], data["comment"], Closing(*data["closing"]))  # type: ignore[arg-type,misc]


def enter_sheet(
    *, actor: User, occasion: Occasion, subject: User, assessor: User, typed: Typed
) -> PaperSheet:
    """Keep an assessor's sheet as it was typed first.

    Raises UserError: "not_yours", "blind", "not_held", "closed", "has_paper", "has_rating", "incomplete",
    "bad_level".
    """
    must_type(actor, occasion, subject, assessor=assessor)
    check_access(assessor, occasion, subject)
    check_held(occasion)
    with transaction.atomic():
        case, _created = RatingCase.objects.get_or_create(occasion=occasion, ratee=subject)
        check_ratable(case, assessor=assessor)
        _check_typed(_blank(assessor, occasion, subject), occasion, typed)
        try:
            with transaction.atomic():
                sheet = PaperSheet.objects.create(
                    case=case,
                    assessor=assessor,
                    first=typed.as_json(),
                    entered_by=actor,
                    entered_at=clock.now(),
                )
        except IntegrityError as error:
            raise UserError(
                _("This assessor's sheet of %(name)s was typed already. Nothing was changed.")
                % {"name": subject},
                code="has_paper",
            ) from error
        audit.record(actor=actor, action="assessments.enter_paper_sheet", target=sheet)
    return sheet


def check_sheet(*, actor: User, sheet: UUID, typed: Typed) -> PaperSheet:
    """Keep what a second person read; where both read the same levels, it is handed in.

    The words are those of the second hand, who had the first one's before them. Raises UserError:
    "not_found", "blind", "stored", "own_paper", "incomplete", "bad_level", "has_rating", "not_yours",
    "closed".
    """
    with transaction.atomic():
        kept, occasion = held_sheet(actor, sheet)
        if kept.entered_by_id == actor.pk:
            raise UserError(_("Who typed a sheet does not check it: ask somebody else."), code="own_paper")
        _check_typed(_blank(kept.assessor, occasion, kept.case.ratee), occasion, typed)
        kept.second, kept.settled = typed.as_json(), {}
        kept.checked_by, kept.checked_at = actor, clock.now()
        kept.save(update_fields=["second", "settled", "checked_by", "checked_at"])
        apart = differing(kept)
        audit.record(actor=actor, action="assessments.check_paper_sheet", target=kept, differing=len(apart))
        if not apart:
            _store(actor, kept, occasion)
    return kept


def settle_sheet(*, actor: User, sheet: UUID, levels: Mapping[str, str]) -> PaperSheet:
    """Say what the paper says where the two hands differed; then it is handed in.

    Raises UserError: "not_found", "stored", "not_checked", "unsettled", "bad_level", "has_rating".
    """
    with transaction.atomic():
        kept, occasion = held_sheet(actor, sheet)
        if kept.checked_at is None:
            raise UserError(_("A second person has to check it first."), code="not_checked")
        apart = differing(kept)
        kept.settled = {key: levels[key] for key in apart if levels.get(key)}
        if len(kept.settled) < len(apart):
            raise UserError(_("Please say what the paper says wherever the two differ."), code="unsettled")
        kept.save(update_fields=["settled"])
        audit.record(actor=actor, action="assessments.settle_paper_sheet", target=kept, fields=sorted(apart))
        _store(actor, kept, occasion)
    return kept


def discard_sheet(*, actor: User, sheet: UUID) -> None:
    """Forget what was typed, while there is no rating of it. Raises UserError: "not_found", "stored"."""
    with transaction.atomic():
        kept, _occasion = held_sheet(actor, sheet)
        audit.record(actor=actor, action="assessments.discard_paper_sheet", target=kept)
        kept.delete()


def differing(sheet: PaperSheet) -> list[str]:
    """The criteria, and the judgment, on which the two hands read different levels."""
    first, second = typed_of(sheet.first).levels, typed_of(sheet.second).levels
    return [key for key in dict.fromkeys([*first, *second]) if first.get(key) != second.get(key)]


def must_type(actor: User, occasion: Occasion, subject: User, *, assessor: User) -> None:
    """Whoever rates the person, or answers for the results, may type; raises UserError ("not_yours").

    An assessor of the same performance reads nobody else's paper before their own sheet is sent ("blind").
    """
    if not registries.may_release(actor, occasion) and not registries.may_rate(actor, occasion, subject):
        raise not_yours()
    if occasion.mode == OccasionMode.ASSESSED and actor != assessor and _owes(actor, occasion, subject):
        raise UserError(
            _("You rate %(name)s as well: send your own sheet first, or let somebody else read this one.")
            % {"name": subject},
            code="blind",
        )


def _owes(actor: User, occasion: Occasion, subject: User) -> bool:
    """Whether they are to rate the person and their own sheet is not sent."""
    theirs = Assignment.objects.filter(
        case__occasion=occasion,
        case__ratee=subject,
        assessor=actor,
        kind__in=sorted(DECIDING_KINDS),
        stood_down=False,
    )
    sent = Rating.objects.standing().filter(assignment__in=theirs)
    return theirs.exists() and not sent.exists()


def _store(actor: User, sheet: PaperSheet, occasion: Occasion) -> None:
    """The rating, with the paper's assessor as its author; within the caller's transaction."""
    rating = _blank(sheet.assessor, occasion, sheet.case.ratee)
    check_ratable(rating.assignment.case, assessor=sheet.assessor)
    told = typed_of(sheet.second)
    levels = {**told.levels, **sheet.settled}
    known = known_scores(rating, occasion)
    marks = {
        key: Mark(_value(levels[key]), True, told.comments.get(key, ""), seq=(known[key].seq or 0) + 1)
        for key in known
    }
    written = write_scores(rating, known, marks)
    rating.devices = {key: merged(rating.devices.get(key, {}), {FORM: seq}) for key, seq in written.items()}
    rating.comment, rating.comment_seq = told.comment, rating.comment_seq + 1
    told.closing.put(rating, rating.closing_seq + 1)
    rating.medium = Medium.PAPER
    rating.revision += 1
    rating.saved_at = clock.now()
    rating.save()
    hand_in(
        rating,
        occasion,
        actor=actor,
        judgment=_value(levels.get(JUDGMENT, "")),
        owing=True,
        medium=Medium.PAPER.value,
        entered_by=str(sheet.entered_by.uuid) if sheet.entered_by else "",
        checked_by=str(sheet.checked_by.uuid) if sheet.checked_by else "",
    )
    sheet.rating = rating
    sheet.save(update_fields=["rating"])


def _blank(assessor: User, occasion: Occasion, subject: User) -> Rating:
    """The assessor's draft on which nothing stands yet; raises UserError ("has_rating")."""
    rating = held(assessor, occasion, subject) or begun(assessor, occasion, subject)
    if rating.is_submitted or rating.revision:
        raise UserError(
            _("This assessor has rated %(name)s on a screen: the paper cannot be stored beside it.")
            % {"name": subject},
            code="has_rating",
        )
    return rating


def _check_typed(rating: Rating, occasion: Occasion, typed: Typed) -> None:
    known = known_scores(rating, occasion)
    if not {*typed.levels, *typed.comments} <= {*known, JUDGMENT}:
        raise UserError(_("This form does not fit the rubric. Please reload the page."), code="bad_level")
    allowed = {str(level["value"]) for level in occasion.rubric_version.levels} | {NOT_OBSERVED}
    judged = {str(value) for value in Judgment.values}
    for key, value in typed.levels.items():
        if value and value not in (judged if key == JUDGMENT else allowed):
            raise UserError(_("This form does not fit the rubric. Please reload the page."), code="bad_level")
    needed = [*known, *([JUDGMENT] if occasion.mode == OccasionMode.ASSESSED else [])]
    if missing := [key for key in needed if not typed.levels.get(key)]:
        raise UserError(
            _("Without a level: %(count)s. A gap on the paper is for its assessor to fill.")
            % {"count": len(missing)},
            code="incomplete",
        )


def _value(level: str) -> int | None:
    return int(level) if level.isdecimal() else None


def held_sheet(actor: User, uuid: UUID) -> tuple[PaperSheet, Occasion]:
    """The sheet, held, while it is not handed in, for whoever may type it.

    Raises UserError: "not_found", "not_yours", "blind", "stored".
    """
    rows = PaperSheet.objects.select_for_update(of=("self",)).select_related(
        "case__occasion__rubric_version", "case__ratee", "assessor", "entered_by", "checked_by"
    )
    sheet = rows.filter(uuid=uuid).first()
    if sheet is None:
        raise UserError(_("This sheet is no longer here."), code="not_found")
    must_type(actor, sheet.case.occasion, sheet.case.ratee, assessor=sheet.assessor)
    if sheet.rating_id is not None:
        raise UserError(_("This sheet is stored already; it no longer changes."), code="stored")
    return sheet, sheet.case.occasion
