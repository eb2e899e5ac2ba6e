"""Finding what an address names; what is not this person's does not exist for them."""

from uuid import UUID

from django.http import Http404

from courses.models import Cohort, Enrollment, RosterUpload
from courses.selectors.cohorts import cohort_for
from courses.selectors.roster_previews import upload_for
from courses.selectors.rosters import enrollment_for
from lms.accounts.models import User


def cohort_or_404(actor: User, uuid: UUID) -> Cohort:
    """A cohort that the person may see."""
    cohort = cohort_for(actor, uuid)
    if cohort is None:
        raise Http404
    return cohort


def enrollment_or_404(actor: User, uuid: UUID) -> Enrollment:
    """An enrollment whose person the person may see."""
    enrollment = enrollment_for(actor, uuid)
    if enrollment is None:
        raise Http404
    return enrollment


def upload_or_404(actor: User, uuid: UUID) -> RosterUpload:
    """A table that this very person uploaded."""
    upload = upload_for(actor, uuid)
    if upload is None:
        raise Http404
    return upload
