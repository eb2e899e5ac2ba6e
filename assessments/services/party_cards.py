"""How it was for those who played the parties: said once, alone, and never counted."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments import registries
from assessments.models import Occasion, PartyCard, RatingCase, RoleCast
from assessments.models.rating_sheets import PARTY_LEVELS
from assessments.services.criterion_scores import clean
from assessments.services.rating_checks import check_held, not_yours
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError


def write_card(
    *,
    actor: User,
    occasion: Occasion,
    subject: User,
    heard: int,
    even_handed: int,
    would_return: int,
    comment: str = "",
) -> PartyCard:
    """Keep a player's card about somebody they played for.

    Raises UserError: "not_yours" for whoever plays nothing there, "not_held", "closed", "written",
    "bad_level".
    """
    role = RoleCast.objects.filter(occasion=occasion, user=actor).order_by("pk").first()
    ratees = registries.people_of(occasion).ratees
    if role is None or subject.pk == actor.pk or not ratees.filter(pk=subject.pk).exists():
        raise not_yours()
    check_held(occasion)
    if not {heard, even_handed, would_return} <= set(PARTY_LEVELS):
        raise UserError(_("Choose one answer to each question."), code="bad_level")
    with transaction.atomic():
        case, _created = RatingCase.objects.get_or_create(occasion=occasion, ratee=subject)
        if case.is_public:
            raise UserError(
                _("The result was released already: what you say now would no longer be your own view."),
                code="closed",
            )
        try:
            with transaction.atomic():
                card = PartyCard.objects.create(
                    case=case,
                    author=actor,
                    role=role.role,
                    heard=heard,
                    even_handed=even_handed,
                    would_return=would_return,
                    comment=clean(comment),
                    written_at=clock.now(),
                )
        except IntegrityError as error:
            raise UserError(_("You have said it already; it stays as it is."), code="written") from error
        audit.record(actor=actor, action="assessments.write_party_card", target=card)
    return card
