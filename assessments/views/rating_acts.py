"""What is done with ratings beside writing them: reopening one's own, releasing results."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from assessments import registries
from assessments.models import Occasion
from assessments.selectors.occasions import bare_occasion
from assessments.services.rating_cases import release_case, release_cases
from assessments.services.ratings import reopen_rating
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.errors import UserError


@signed_in
@require_POST
def release(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """Release one person's result (`person`) or, with `all`, everybody's that is rated."""
    found = bare_occasion(occasion)
    if found is None or not registries.may_release(request.user, found):
        raise Http404
    try:
        _release(request, found)
    except UserError as error:
        messages.warning(request, str(error))
    return redirect("rating_list", occasion=found.uuid)


def _release(request: HttpRequest, occasion: Occasion) -> None:
    if request.POST.get("all"):
        count = release_cases(actor=request.user, occasion=occasion)
        words = ngettext("%(count)s result released.", "%(count)s results released.", count)
        messages.success(request, words % {"count": count})
        return
    person = _person(request.POST.get("person", ""))
    if person is None:
        raise UserError(_("Choose whose result to release."), code="nobody")
    release_case(actor=request.user, occasion=occasion, subject=person)
    messages.success(request, _("Released: %(person)s can read the result now.") % {"person": person})


def _person(sent: str) -> User | None:
    try:
        return User.objects.filter(uuid=UUID(sent)).first()
    except ValueError:
        return None


@signed_in
@require_POST
def reopen(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """Take one's own rating back to change it."""
    found, person = bare_occasion(occasion), User.objects.filter(uuid=subject).first()
    if found is None or person is None or not registries.may_rate(request.user, found, person):
        raise Http404
    try:
        reopen_rating(actor=request.user, occasion=found, subject=person)
    except UserError as error:
        messages.warning(request, str(error))
    return redirect("rating", occasion=found.uuid, subject=person.uuid)
