"""Tests, questionnaires, rubrics and scenarios as they stand, to be read beside the lessons.

These pages stand in Wagtail's admin and change nothing: scenarios are written in the files of a course, tests
and rubrics there or as drafts (`instrument_drafts`, `rubric_drafts`).
"""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from assessments.selectors.library import Reading, from_shelf, on_shelf
from assessments.selectors.parallel_forms import forms_of
from assessments.selectors.sittings import Place
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.templatetags.acuerdo import localized

PER_PAGE = 50
TITLES = {
    "instruments": gettext_lazy("Tests and questionnaires"),
    "rubrics": gettext_lazy("Rubrics"),
    "scenarios": gettext_lazy("Role-play scenarios"),
}
QUESTIONS = "questions"
_LANGUAGES = (("es-mx", "es-MX"), ("en", "en"))


@require_safe
@roles(Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
def library(request: HttpRequest, kind: str) -> HttpResponse:
    """The list of one kind."""
    if kind not in TITLES:
        raise Http404
    page = Paginator(on_shelf(kind), PER_PAGE).get_page(request.GET.get("page"))
    rows = [_row(version, kind) for version in page]
    context = {"kind": kind, "kinds": TITLES.items(), "page": page, "rows": rows}
    return render(request, "assessments/library/list.html", context | furniture(str(TITLES[kind])))


@require_safe
@roles(Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
def library_entry(request: HttpRequest, kind: str, uuid: UUID) -> HttpResponse:
    """One thing in its newest version, in both languages side by side, with its key."""
    found = from_shelf(kind, uuid) if kind in TITLES else None
    if found is None:
        raise Http404
    about = found.definition
    context = {
        "found": about,
        "says": about.says,
        "questions": both_languages(found, request.user),
        "uuid": uuid,
        "forms": forms_of(uuid) if kind == "instruments" else [],
    }
    template = f"assessments/library/{about.kind}.html"
    return render(request, template, context | furniture(localized(about.says["title"]), kind))


def in_each_language(place: Place, user: Any) -> list[tuple[str, SafeString]]:
    """A question as it is asked, with what is right, for `user`: the tag of each language, and the HTML."""
    drawn = []
    for code, tag in _LANGUAGES:
        with translation.override(code):
            context = {"place": place, "name": f"{code}-{place.position}", "user": user}
            drawn.append((tag, render_to_string("assessments/library/_place.html", context)))
    return drawn


def both_languages(reading: Reading | None, user: Any) -> list[tuple[Place, list[tuple[str, SafeString]]]]:
    """Each question of what is read, with how it is asked in each language; nothing of nothing."""
    return [(place, in_each_language(place, user)) for place in reading.places] if reading else []


def furniture(title: str, kind: str = "") -> dict[str, Any]:
    """What Wagtail's own template puts around a page; `kind` names the list that it belongs to."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if kind == QUESTIONS:
        trail.append({"url": reverse("item_bank"), "label": _("Questions")})
    elif kind:
        trail.append({"url": reverse("library", args=[kind]), "label": str(TITLES[kind])})
    trail.append({"url": "", "label": title})
    return {"header_title": title, "breadcrumbs_items": trail, "header_icon": "form"}


def _row(version: Any, kind: str) -> dict[str, Any]:
    owner = getattr(version, kind[:-1])
    return {
        "title": localized(version.title),
        "uuid": owner.uuid,
        "key": owner.key,
        "number": version.number,
        "lacks": [code for code, text in version.title.items() if not text],
        "parts": getattr(version, "parts", None),
    }
