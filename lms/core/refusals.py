"""How it is said that a request was not read: calmly, with what to do, and with nothing of the request."""

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lms.core import calm
from lms.core.bodies import Fault
from lms.core.uploads import MAX_BYTES


def foreign_host(request: HttpRequest) -> HttpResponse:
    """400: whoever asked used a name that is not this site's."""
    message = _("Acuerdo does not answer under this name.")
    return calm.answer(request, 400, code="foreign_host", template="400_host.html", message=message)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than any page of ours needs."""
    message = _("What was sent is too large. Nothing of it was kept.")
    context = {"limit": MAX_BYTES // (1024 * 1024)}
    return calm.answer(request, 413, code="too_large", template="413.html", message=message, context=context)


def other_kind(request: HttpRequest, *, as_json: bool = False) -> HttpResponse:
    """415: a kind of data, or of characters, that this address does not take."""
    message = _("This address does not take this kind of data.")
    return calm.answer(
        request, 415, code="unsupported_kind", template="415.html", message=message, as_json=as_json
    )


def unreadable(request: HttpRequest) -> HttpResponse:
    """400: broken on the way, or never whole."""
    message = _("We could not read that request. Nothing was changed.")
    return calm.answer(request, 400, code="unreadable", template="400.html", message=message)


def by_fault(request: HttpRequest, fault: Fault) -> HttpResponse:
    """The refusal for what `bodies.fault_of` found."""
    says = {Fault.TOO_LARGE: too_large, Fault.KIND: other_kind, Fault.UNREADABLE: unreadable}
    return says[fault](request)


def by_exception(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The refusal for what Django found while reading."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if isinstance(exception, DisallowedHost):
        return foreign_host(request)
    return unreadable(request)
