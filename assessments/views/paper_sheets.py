"""Assessors' sheets on paper: printed, typed, checked by a second person."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments import registries
from assessments.enums import Judgment, OccasionMode
from assessments.interfaces.paper_sheets import lines, read_typed
from assessments.models import Occasion, PaperPhoto, PaperSheet
from assessments.selectors.occasions import criteria_of, occasion_by_uuid
from assessments.selectors.rating_lists import found_by
from assessments.services import paper_photos as photos
from assessments.services import paper_sheets as services
from assessments.services.paper_sheets import JUDGMENT, Typed, differing, typed_of
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.errors import UserError

PAGE_SIZE = 25


@signed_in
@require_safe
def paper_sheets(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """Whose sheets were typed, and whose are to be: people, assessors, and what is to be checked."""
    found, people = _occasion(request, occasion)
    sheets = PaperSheet.objects.filter(case__occasion=found, case__ratee__in=people.order_by().values("pk"))
    rows = sheets.select_related("case__ratee", "assessor", "entered_by", "checked_by").order_by("pk")
    q = request.GET.get("q", "").strip()[:80]
    people = people.filter(found_by(q, found))
    context = {
        "occasion": found,
        "q": q,
        "papers": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("papers")),
        "page": Paginator(people, PAGE_SIZE).get_page(request.GET.get("page")),
        "assessors": registries.by_name(registries.people_of(found).assessors)[:PAGE_SIZE],
    }
    return render(request, "assessments/paper/sheets.html", context)


@signed_in
@require_safe
def paper_sheet_blank(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """The sheet to be printed, empty; with `person` for one of them, else for anybody."""
    found, people = _occasion(request, occasion)
    person = people.filter(uuid=_uuid(request.GET.get("person", ""))).first()
    context = {
        "occasion": found,
        "person": person,
        "criteria": criteria_of(found),
        "judgments": Judgment.choices if found.mode == OccasionMode.ASSESSED else [],
    }
    return render(request, "assessments/paper/sheet_blank.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def paper_sheet_new(request: HttpRequest, occasion: UUID, subject: UUID) -> HttpResponse:
    """Type the sheet of `assessor` about a person."""
    found, people = _occasion(request, occasion)
    person = people.filter(uuid=subject).first()
    sent = _uuid(request.POST.get("assessor") or request.GET.get("assessor", ""))
    assessor = registries.people_of(found).assessors.filter(uuid=sent).first()
    if person is None:
        raise Http404
    if assessor is None:
        messages.warning(request, _("Choose whose sheet it is."))
        return redirect("paper_sheets", found.uuid)
    if why := _why_not(request, found, person, assessor):
        messages.warning(request, why)
        return redirect("paper_sheets", found.uuid)
    typed, problem = Typed(), ""
    if request.method == "POST":
        typed = read_typed(request.POST)
        try:
            with transaction.atomic():
                kept = services.enter_sheet(
                    actor=request.user, occasion=found, subject=person, assessor=assessor, typed=typed
                )
                if pages := _pages(request):
                    photos.add_photos(actor=request.user, sheet=kept.uuid, pages=pages)
        except UserError as error:
            problem = str(error)
        else:
            messages.success(request, _("Kept. It counts once somebody else has checked it."))
            return redirect("paper_sheets", found.uuid)
    return _form(request, found, person, assessor, typed, problem)


@signed_in
@require_http_methods(["GET", "POST"])
def paper_sheet(request: HttpRequest, occasion: UUID, sheet: UUID) -> HttpResponse:
    """Check what somebody else typed, settle what differs, or forget it."""
    found, people = _occasion(request, occasion)
    rows = PaperSheet.objects.select_related("case__ratee", "assessor", "entered_by", "checked_by")
    about = people.order_by().values("pk")
    kept = rows.filter(uuid=sheet, case__occasion=found, case__ratee__in=about).first()
    if kept is None:
        raise Http404
    if why := _why_not(request, found, kept.case.ratee, kept.assessor):
        messages.warning(request, why)
        return redirect("paper_sheets", found.uuid)
    # Whoever checks reads the levels anew, and the words beside the first hand's.
    typed, problem = replace(typed_of(kept.first), levels={}), ""
    if request.method == "POST":
        typed = read_typed(request.POST)
        try:
            return _act(request, kept, typed)
        except UserError as error:
            problem = str(error)
            kept.refresh_from_db()
    return _form(request, found, kept.case.ratee, kept.assessor, typed, problem, kept)


def _why_not(request: HttpRequest, occasion: Occasion, person: User, assessor: User) -> str:
    """Why the reader may not see what the assessor wrote about the person, if so."""
    try:
        services.must_type(request.user, occasion, person, assessor=assessor)
    except UserError as error:
        return str(error)
    return ""


def _act(request: HttpRequest, kept: PaperSheet, typed: Typed) -> HttpResponse:
    occasion, go = kept.case.occasion.uuid, request.POST.get("go", "")
    if go == "photo" or request.POST.get("photo"):
        return _photographed(request, kept, go)
    if go == "discard":
        services.discard_sheet(actor=request.user, sheet=kept.uuid)
        messages.success(request, _("What was typed is forgotten."))
        return redirect("paper_sheets", occasion)
    if go == "settle":
        services.settle_sheet(actor=request.user, sheet=kept.uuid, levels=typed.levels)
    elif differing(services.check_sheet(actor=request.user, sheet=kept.uuid, typed=typed)):
        messages.warning(request, _("The two hands differ: say below what the paper says."))
        return redirect("paper_sheet", occasion, kept.uuid)
    messages.success(request, _("Checked and handed in for %(name)s.") % {"name": kept.assessor})
    return redirect("paper_sheets", occasion)


def _photographed(request: HttpRequest, kept: PaperSheet, go: str) -> HttpResponse:
    if go == "photo":
        photos.add_photos(actor=request.user, sheet=kept.uuid, pages=_pages(request))
    else:
        photo = _uuid(request.POST.get("photo", "")) or kept.uuid
        photos.remove_photo(actor=request.user, sheet=kept.uuid, photo=photo)
    return redirect("paper_sheet", kept.case.occasion.uuid, kept.uuid)


def _pages(request: HttpRequest) -> list[bytes]:
    return [one.read() for one in request.FILES.getlist("photos")[: photos.MOST_PHOTOS + 1]]


@signed_in
@require_safe
def paper_photo(request: HttpRequest, occasion: UUID, sheet: UUID, photo: UUID) -> HttpResponse:
    """A page of a sheet on paper, for whoever types or checks it."""
    rows = PaperPhoto.objects.select_related("sheet__case__occasion", "sheet__case__ratee", "sheet__assessor")
    found = rows.filter(uuid=photo, sheet__uuid=sheet, sheet__case__occasion__uuid=occasion).first()
    if found is None or not photos.may_see_photos(request.user, found.sheet):
        raise Http404
    response = HttpResponse(bytes(found.data), content_type=f"image/{found.kind}")
    response["Content-Disposition"] = "inline"
    return response


def _form(
    request: HttpRequest,
    occasion: Occasion,
    person: User,
    assessor: User,
    typed: Typed,
    problem: str,
    sheet: PaperSheet | None = None,
) -> HttpResponse:
    apart = differing(sheet) if sheet and sheet.checked_at else []
    settling = bool(apart) and sheet is not None and sheet.rating_id is None
    criteria = criteria_of(occasion)
    context = {
        "occasion": occasion,
        "person": person,
        "assessor": assessor,
        "sheet": sheet,
        "typed": typed,
        "apart": apart,
        "settling": settling,
        "lines": lines([one for one in criteria if not settling or one.key in apart], typed, sheet, apart),
        "levels": occasion.rubric_version.levels,
        "judgments": Judgment.choices
        if occasion.mode == OccasionMode.ASSESSED and (not settling or JUDGMENT in apart)
        else [],
        "judgment": typed.levels.get(JUDGMENT, ""),
        "photos": sheet.photos.defer("data").order_by("pk")
        if sheet and photos.may_see_photos(request.user, sheet)
        else [],
        "most": photos.MOST_PHOTOS,
        "own": sheet is not None and sheet.entered_by_id == request.user.pk,
        "problem": problem,
    }
    return render(request, "assessments/paper/sheet_form.html", context, status=422 if problem else 200)


def _occasion(request: HttpRequest, uuid: UUID) -> tuple[Occasion, QuerySet[User]]:
    """The occasion with the people whose sheets the reader may type; a 404 for everybody else."""
    found = occasion_by_uuid(uuid)
    if found is None:
        raise Http404
    people = registries.subjects_of(request.user, found)
    if registries.may_release(request.user, found):
        people = registries.by_name(registries.people_of(found).ratees)
    if not people.exists():
        raise Http404
    return found, people


def _uuid(sent: str) -> UUID | None:
    try:
        return UUID(sent)
    except ValueError:
        return None
