"""How somebody saw their own performance, or a peer's: said before the result is read, and never counted."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import AssessorKind, RatingStatus
from assessments.models import Assignment, Occasion, Rating, RatingCase
from assessments.services.criterion_scores import Mark, clean, known_scores, write_scores
from assessments.services.rating_checks import RatingError, check_held, misfit, not_yours
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def rate_self(*, actor: User, occasion: Occasion, marks: Mapping[str, Mark], comment: str = "") -> Rating:
    """Keep how the person rates themselves, once, from the session on and until the result is released.

    Every criterion needs a level or N/O; no comment is asked. Raises UserError: "not_yours", "not_held",
    "closed", "written", "bad_criterion", "bad_level", and RatingError where something is missing.
    """
    return _say(actor, occasion, actor, AssessorKind.SELF, marks, comment)


def rate_peer(
    *, actor: User, occasion: Occasion, subject: User, marks: Mapping[str, Mark], comment: str = ""
) -> Rating:
    """The same about somebody else who is rated there, where peers rate each other."""
    ratees = registries.people_of(occasion).ratees
    if not occasion.peers or actor.pk == subject.pk or not ratees.filter(pk=subject.pk).exists():
        raise not_yours()
    return _say(actor, occasion, subject, AssessorKind.PEER, marks, comment)


def _say(
    actor: User,
    occasion: Occasion,
    subject: User,
    kind: AssessorKind,
    marks: Mapping[str, Mark],
    comment: str,
) -> Rating:
    if not registries.people_of(occasion).ratees.filter(pk=actor.pk).exists():
        raise not_yours()
    check_held(occasion)
    with transaction.atomic():
        RatingCase.objects.get_or_create(occasion=occasion, ratee=subject)
        case = RatingCase.objects.select_for_update().get(occasion=occasion, ratee=subject)
        if case.is_public:
            raise UserError(
                _("The result was released already: what you say now would no longer be your own view."),
                code="closed",
            )
        assignment, _created = Assignment.objects.get_or_create(
            case=case, assessor=actor, defaults={"kind": kind}
        )
        if assignment.kind != kind:
            raise not_yours()
        now = clock.now()
        rating, created = Rating.objects.get_or_create(
            assignment=assignment,
            version=1,
            defaults={
                "status": RatingStatus.SUBMITTED,
                "comment": clean(comment),
                "saved_at": now,
                "submitted_at": now,
            },
        )
        if not created:
            raise UserError(_("You have said it already; it stays as it is."), code="written")
        _write(rating, occasion, marks)
        action = "assessments.rate_self" if kind == AssessorKind.SELF else "assessments.rate_peer"
        audit.record(actor=actor, action=action, target=rating, occasion=str(occasion.uuid))
    return rating


def _write(rating: Rating, occasion: Occasion, marks: Mapping[str, Mark]) -> None:
    levels = {level["value"] for level in occasion.rubric_version.levels}
    known = known_scores(rating, occasion)
    if not marks.keys() <= known.keys():
        raise misfit("bad_criterion")
    if any(mark.value is not None and mark.value not in levels for mark in marks.values()):
        raise misfit("bad_level")
    if missing := [key for key in known if not marks.get(key, Mark()).decided]:
        raise RatingError(dict.fromkeys(missing, _("Choose a level, or N/O if you cannot say.")))
    write_scores(rating, known, marks)
