"""What several pages ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from assessments import registries
from assessments.models import Delivery, Occasion
from assessments.selectors.sittings import Sitting, own_sitting
from lms.core.errors import UserError


def why_not(request: HttpRequest, delivery: Delivery) -> str:
    """Why the person may not take the delivery yet, in words; "" when they may.

    Raises Http404 when it is not theirs at all.
    """
    try:
        if not registries.may_take(request.user, delivery):
            raise Http404
    except UserError as error:
        return str(error)
    return ""


def way_back(request: HttpRequest, target: Delivery | Occasion) -> str:
    """Where "back" leads from a delivery or an occasion."""
    return registries.return_url(request.user, target) or reverse("home")


@contextmanager
def own_or_404() -> Iterator[None]:
    """What a service refuses as not the person's own does not exist for them."""
    try:
        yield
    except UserError as error:
        if error.code == "not_yours":
            raise Http404 from error
        raise


def sitting_or_404(request: HttpRequest, uuid: UUID) -> Sitting:
    """The person's own sitting; nobody else's exists for them."""
    sitting = own_sitting(user=request.user, uuid=uuid)
    if sitting is None:
        raise Http404
    return sitting
