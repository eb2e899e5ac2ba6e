"""A published test as a test on paper, its key, and a rubric as an empty sheet."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.enums import Judgment
from assessments.interfaces.paper.content import CODES, paper_code, paper_test
from assessments.interfaces.paper.pictures import paper_pictures
from assessments.models import InstrumentSection, InstrumentVersion, RubricVersion
from assessments.selectors.parallel_forms import parallel_forms
from assessments.selectors.plan_items import APPROVED
from assessments.services.paper_entries import paper_places
from assessments.views.instrument_drafts import SHELF
from assessments.views.library import furniture
from lms.accounts.access import roles
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized
from lms.core.typed_numbers import whole

PRINTERS = (Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
MOST_EDITIONS = 99
KINDS = ("test", "key")


@require_safe
@roles(*PRINTERS)
def instrument_paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What can be printed of the newest version of an instrument."""
    version = _newest(uuid)
    edition = _edition(request)
    try:
        places = paper_places(version, edition)
    except UserError as error:
        messages.warning(request, str(error))
        return redirect("library_entry", SHELF, uuid)
    draws = version.sections.filter(draw__isnull=False).exists()
    forms = parallel_forms(version)
    context = {
        "unready": [one.item.item.key for one in places if one.item.item.status != APPROVED],
        "uuid": uuid,
        "version": version,
        "edition": edition,
        "most": MOST_EDITIONS,
        "draws": draws,
        "code": paper_code(version, edition),
        "forms": [one for one in forms if one.version != version],
    }
    title = _("Print: %(title)s") % {"title": localized(version.title)}
    return render(request, "assessments/library/paper.html", context | furniture(title, SHELF))


@require_safe
@roles(*PRINTERS)
def instrument_paper_file(request: HttpRequest, uuid: UUID, kind: str, language: str) -> HttpResponse:
    """The booklet ("test") or the key ("key") as PDF, in Spanish or English."""
    # ReportLab is loaded at the first sheet, not at start.
    from assessments.interfaces.paper.drawing import draw_key, draw_test

    if kind not in KINDS or language not in CODES:
        raise Http404
    version, edition = _newest(uuid), _edition(request)
    try:
        places = paper_places(version, edition)
    except UserError as error:
        messages.warning(request, str(error))
        return redirect("library_entry", SHELF, uuid)
    label = next((one.label for one in parallel_forms(version) if one.version == version), "")
    test = paper_test(
        version,
        places,
        language=language,
        edition=edition,
        label=label,
        headings=_headings(version),
        pictures=paper_pictures([place.item.content for place in places]),
    )
    response = HttpResponse(
        draw_test(test) if kind == "test" else draw_key(test), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{kind}-{test.code}-{language}.pdf"'
    return response


def _headings(version: InstrumentVersion) -> dict[int, dict[str, str]]:
    """The title of the section of every question."""
    sections = InstrumentSection.objects.filter(version=version)
    rows = sections.order_by("position").values_list("entries__item_version_id", "title")
    return dict(rows)


@require_safe
@roles(*PRINTERS)
def rubric_paper(request: HttpRequest, uuid: UUID, language: str) -> HttpResponse:
    """The newest version of a rubric as a sheet to be written on, in Spanish or English."""
    versions = RubricVersion.objects.filter(rubric__uuid=uuid).prefetch_related("criteria__levels")
    version = versions.order_by("-number").first()
    if version is None or language not in CODES:
        raise Http404
    with translation.override(CODES[language]):
        context = {
            "uuid": uuid,
            "version": version,
            "criteria": version.criteria.all(),
            "judgments": Judgment.choices,
        }
        return render(request, "assessments/paper/rubric.html", context)


def _newest(uuid: UUID) -> InstrumentVersion:
    found = InstrumentVersion.objects.filter(instrument__uuid=uuid).select_related("instrument")
    version = found.order_by("-number").first()
    if version is None:
        raise Http404
    return version


def _edition(request: HttpRequest) -> int:
    return whole(request.GET.get("edition"), least=1, most=MOST_EDITIONS) or 1
