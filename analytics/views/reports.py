"""Any report of the registry, as a page or as a file."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from analytics.render.documents.formats import FILES
from analytics.reports.document import Document
from analytics.reports.registry import Asked, Report, UnknownChoice, report, run
from analytics.selectors.scopes import Scope
from lms.accounts.access import signed_in
from lms.core import audit


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: HttpRequest, key: str) -> HttpResponse:
    """The report of that key over the people asked for; `?format=` gives it as a file.

    One with names in it is taken by POST alone, since that is written down.
    """
    found = report(key)
    taking = request.method == "POST"
    if taking and (found is None or not found.holds):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if found is None:
        raise Http404
    if not found.rule(request.user):
        raise PermissionDenied
    if taking:
        kind = request.POST.get("format", "")
        response = as_file(read(request, found), kind)
        _note(request, found, kind)
        return response
    if found.holds:
        return render(request, "analytics/document_taken.html", taken_context(request, found))
    kind = request.GET.get("format", "")
    document = read(request, found)
    if kind:
        return as_file(document, kind)
    return render(request, "analytics/document.html", page_context(request, found, document))


def taken_context(request: HttpRequest, found: Report) -> dict[str, Any]:
    """What the page says of a report that is only taken as a file; 404 for people that it does not offer."""
    filters = asked_for(request, found)
    try:
        about = found.about(Asked(request.user, filters)) if found.about is not None else ()
    except UnknownChoice as error:
        raise Http404 from error
    return {"report": found, "home": home_of(found, filters), "about": about, "kinds": list(FILES)}


def home_of(found: Report, asked: Mapping[str, str]) -> dict[str, Any] | None:
    """The page that leads to the report: `{url, title}`, or None where it is an entry of the navigation."""
    if found.home is None:
        return None
    name, title = found.home
    return {"url": reverse(name, args=[asked[part] for part in found.home_of]), "title": title}


def _note(request: HttpRequest, found: Report, kind: str) -> None:
    with transaction.atomic():
        asked = {name: value for name, value in asked_for(request, found).items() if value}
        audit.record(
            actor=request.user, action="analytics.take_report", report=found.key, format=kind, **asked
        )


def asked_for(request: HttpRequest, found: Report) -> dict[str, str]:
    """The filters of the address that the report knows."""
    return {name: request.GET.get(name, "") for name in found.filters}


def read(request: HttpRequest, found: Report, scope: Scope | None = None) -> Document | None:
    """The document that the address asks for; 404 for people that it does not offer."""
    try:
        return run(found, Asked(request.user, asked_for(request, found), scope))
    except UnknownChoice as error:
        raise Http404 from error


def as_file(document: Document | None, kind: str) -> HttpResponse:
    """The document to be saved under its key and the day of its data."""
    if document is None or kind not in FILES:
        raise Http404
    media_type, write = FILES[kind]
    response = HttpResponse(write(document), content_type=media_type)
    name = f"{document.key}-{document.head.as_of.isoformat()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def page_context(request: HttpRequest, found: Report, document: Document | None) -> dict[str, Any]:
    """What the template of all reports needs; without anybody to report on, the words for that."""
    # Drawing and writing are loaded by whoever reads a report: most workers never need them.
    from analytics.interfaces.report_letters import letters_address
    from analytics.render.documents import html

    if document is None:
        title, text = found.empty
        empty = {"title": title, "text": text}
        if (home := home_of(found, {})) is not None:
            empty |= {"url": home["url"], "action": home["title"]}
        return {"title": found.title, "empty": empty}
    asked = {name: value for name in found.filters if (value := request.GET.get(name, ""))}
    return {
        **html.context(document),
        "home": home_of(found, asked),
        "address": request.path,
        "file_address": reverse("report", args=[found.key]),
        "asked": urlencode(asked),
        "letters_address": letters_address(found, asked),
        "kinds": list(FILES),
        "today": document.head.as_of,
    }
