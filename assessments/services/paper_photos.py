"""Photos of sheets on paper: small, bare, for two pairs of eyes, and gone when nobody can object any more."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.enums import CaseState
from assessments.models import PaperPhoto, PaperSheet
from assessments.services.paper_sheets import held_sheet, must_type
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError
from lms.core.tidy_pictures import tidied

# A sheet of ten criteria is three or four pages.
MOST_PHOTOS = 6


def add_photos(*, actor: User, sheet: UUID, pages: Sequence[bytes]) -> list[PaperPhoto]:
    """Keep photos of a sheet's pages, while it is not handed in; all of them or none.

    For whoever typed it. Raises UserError: "not_found", "blind", "stored", "not_typed", "too_many", and what
    `lms.core.tidy_pictures.tidied` raises.
    """
    with transaction.atomic():
        kept = _own(actor, sheet)
        if kept.photos.count() + len(pages) > MOST_PHOTOS:
            raise UserError(
                _("At most %(most)s photos are kept of a sheet.") % {"most": MOST_PHOTOS}, code="too_many"
            )
        made = [
            PaperPhoto.objects.create(
                sheet=kept,
                kind=one.kind,
                width=one.width,
                height=one.height,
                data=one.data,
                kept_at=clock.now(),
            )
            for one in map(tidied, pages)
        ]
        audit.record(actor=actor, action="assessments.add_paper_photos", target=kept, photos=len(made))
    return made


def remove_photo(*, actor: User, sheet: UUID, photo: UUID) -> None:
    """Take away a photo that shows something else. Raises UserError as `add_photos` does, and "no_photo"."""
    with transaction.atomic():
        kept = _own(actor, sheet)
        if not kept.photos.filter(uuid=photo).delete()[0]:
            raise UserError(_("This photo is no longer here."), code="no_photo")
        audit.record(actor=actor, action="assessments.remove_paper_photo", target=kept)


def may_see_photos(reader: User, sheet: PaperSheet) -> bool:
    """Whether the reader types or checks the sheet: until it is handed in whoever may, then who did."""
    if sheet.rating_id is not None:
        return reader.pk in {sheet.entered_by_id, sheet.checked_by_id}
    try:
        must_type(reader, sheet.case.occasion, sheet.case.ratee, assessor=sheet.assessor)
    except UserError:
        return False
    return True


def forget_photos() -> int:
    """Remove photos once nobody can object to the result any more, and after a year in any case; how many."""
    old = clock.now() - timedelta(days=settings.RETENTION_DAYS["paper_photos"])
    gone = PaperPhoto.objects.filter(Q(sheet__case__state=CaseState.LOCKED) | Q(kept_at__lt=old))
    return gone.delete()[0]


def _own(actor: User, sheet: UUID) -> PaperSheet:
    kept, _occasion = held_sheet(actor, sheet)
    if kept.entered_by_id != actor.pk:
        raise UserError(_("Whoever typed a sheet adds its photos."), code="not_typed")
    return kept
