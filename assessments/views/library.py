"""Tests, questionnaires, rubrics and scenarios as they stand, to be read beside the lessons.

They are written in the files of the course; these pages stand in Wagtail's admin and change nothing.
"""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from assessments.selectors.definitions import Definition
from assessments.selectors.library import from_shelf, on_shelf
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.templatetags.acuerdo import localized

PER_PAGE = 50
TITLES = {
    "instruments": gettext_lazy("Tests and questionnaires"),
    "rubrics": gettext_lazy("Rubrics"),
    "scenarios": gettext_lazy("Role-play scenarios"),
    "questions": gettext_lazy("Questions"),
}
TYPES = {
    "single_choice": gettext_lazy("One answer"),
    "multiple_choice": gettext_lazy("Several answers"),
    "true_false": gettext_lazy("True or false"),
    "likert": gettext_lazy("Scale"),
    "number": gettext_lazy("Number"),
    "open_text": gettext_lazy("Free text"),
}
_LANGUAGES = (("es", "es-MX"), ("en", "en"))


@require_safe
@roles(Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
def library(request: HttpRequest, kind: str) -> HttpResponse:
    """The list of one kind."""
    if kind not in TITLES:
        raise Http404
    page = Paginator(on_shelf(kind), PER_PAGE).get_page(request.GET.get("page"))
    rows = [_row(version, kind) for version in page]
    context = {"kind": kind, "kinds": TITLES.items(), "page": page, "rows": rows}
    return render(request, "assessments/library/list.html", context | _furniture(str(TITLES[kind])))


@require_safe
@roles(Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
def library_entry(request: HttpRequest, kind: str, uuid: UUID) -> HttpResponse:
    """One thing in its newest version, in both languages side by side, with its key."""
    found = from_shelf(kind, uuid) if kind in TITLES else None
    if found is None:
        raise Http404
    says = dict(found.says)
    if found.kind == "instrument":
        says["questions"] = [_question(item) for item in says["items"]]
    elif found.kind == "item":
        says["questions"] = [_question({"key": found.key, **says})]
    context = {"found": found, "says": says, "languages": _LANGUAGES}
    return render(
        request,
        f"assessments/library/{found.kind}.html",
        context | _furniture(_title(found), kind),
    )


def _furniture(title: str, kind: str = "") -> dict[str, Any]:
    """What Wagtail's own template puts around a page."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if kind:
        trail.append({"url": reverse("library", args=[kind]), "label": TITLES[kind]})
    trail.append({"url": "", "label": title})
    return {"header_title": title, "breadcrumbs_items": trail, "header_icon": "form"}


def _row(version: Any, kind: str) -> dict[str, Any]:
    owner = getattr(version, {"questions": "item"}.get(kind, kind[:-1]))
    title = version.content["stem"] if kind == "questions" else version.title
    return {
        "title": localized(title),
        "uuid": owner.uuid,
        "key": owner.key,
        "number": version.number,
        "parts": getattr(version, "parts", None),
        "type": TYPES.get(getattr(version, "type", ""), ""),
        "topic": getattr(owner, "topic", ""),
    }


def _title(found: Definition) -> str:
    if found.kind == "item":
        return found.key.rpartition("/")[2]
    return localized(found.says["title"])


def _question(item: dict[str, Any]) -> dict[str, Any]:
    """A question as rows: its choices, each with whether it is right where something can be."""
    content = item["content"]
    correct = content.get("correct")
    right = set(correct) if isinstance(correct, list) else {correct}
    choices = [(option["text"], option["key"] in right) for option in content.get("options", ())]
    choices += [(point["label"], False) for point in content.get("scale", ())]
    answer = correct if not choices and correct is not None else None
    if isinstance(answer, bool):
        answer = _("True") if answer else _("False")
    return {
        "key": item["key"].rpartition("/")[2],
        "topic": item["topic"],
        "type": TYPES.get(item["type"], item["type"]),
        "stem": content["stem"],
        "group": content.get("group"),
        "choices": choices,
        "answer": answer,
        "low": content.get("low"),
        "high": content.get("high"),
    }
