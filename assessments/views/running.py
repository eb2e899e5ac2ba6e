"""What the pages of whoever runs a delivery share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assessments import registries
from assessments.models import Delivery
from assessments.registries import Running
from assessments.selectors.audiences import OPENERS
from lms.accounts.models import User

RUNNERS = OPENERS
PAGE_SIZE = 25


def running_or_404(request: HttpRequest, uuid: UUID) -> tuple[Delivery, Running]:
    """The delivery, for whoever runs it; it exists for nobody else."""
    found = get_object_or_404(Delivery.objects.select_related("instrument_version", "opened_by"), uuid=uuid)
    running = registries.running(request.user, found)
    if running is None:
        raise Http404
    return found, running


def people_or_404(running: Running, uuid: UUID) -> User:
    """One of the people whom the runner sees by name."""
    if running.people is None:
        raise Http404
    return get_object_or_404(running.people, uuid=uuid)


@contextmanager
def speaking(zone: str) -> Iterator[None]:
    """Moments are read in the delivery's zone, whatever zone the reader is in."""
    with timezone.override(zone):
        yield


def base_context(delivery: Delivery, running: Running) -> Mapping[str, object]:
    """What the head of each of these pages says."""
    return {"delivery": delivery, "running": running}
