"""Who is left to rate on an occasion, and what may be released."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from assessments import registries
from assessments.enums import OccasionMode
from assessments.models import Occasion
from assessments.selectors.appeals import appeals_on
from assessments.selectors.assessors import subjects
from assessments.selectors.calibration import lacks_licence
from assessments.selectors.cases import ready_cases
from assessments.selectors.day_boards import days_of
from assessments.selectors.evidence_notes import owed_words
from assessments.selectors.exam_days import today_for
from assessments.selectors.moderation import third_asked
from assessments.selectors.occasions import bare_occasion, criteria_of, occasion_by_uuid, scenarios_of
from assessments.selectors.rating_lists import (
    LEFT,
    MINE,
    SENT,
    SHOWN,
    Counts,
    at_door,
    counts,
    found_by,
    in_order,
    work_of,
)
from assessments.views.shared import way_back
from lms.accounts.access import signed_in
from lms.accounts.models import User
from lms.core.permissions import open_to

PAGE_SIZE, MOST_NAMES = 25, 200
NOBODY = UUID(int=0)
TABS = (("", _("Everybody")), (LEFT, _("Still to rate")), (MINE, _("Only mine")), (SENT, _("Sent by me")))


@signed_in
def rating_list(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """The people whom the signed-in assessor rates, those left first, with how far each rating is.

    `q` searches by name, `show` narrows to those left, one's own or those sent. Whoever may release
    but rates nobody sees the same list without the sheets.
    """
    found = occasion_by_uuid(occasion)
    if found is None:
        raise Http404
    may_release = registries.may_release(request.user, found)
    people, known = _rated_by(request.user, found)
    rates = known.total > 0
    if not rates and may_release:
        people = registries.by_name(registries.people_of(found).ratees)
        known = Counts(total=people.count())
    if not known.total and not may_release:
        raise Http404
    q, show = request.GET.get("q", "").strip()[:80], request.GET.get("show", "")
    if rates and show in SHOWN:
        people = people.filter(SHOWN[show])
    people = at_door(people.filter(found_by(q, found)), found)
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = subjects(assessor=request.user, occasion=found, people=page.object_list)
    # Days, licences and objections are of assessed role-plays: a coached one asks for none of it.
    assessed = found.mode == OccasionMode.ASSESSED
    context = {
        "occasion": found,
        "page": page,
        "rows": rows,
        "today": today_for(request.user, found) if rates and assessed else [],
        "dated": assessed,
        "owed": _owed(request.user, found) if known.sent else [],
        "legend": rates and any(one.waits_for_own for one in rows),
        "rates": rates,
        "counts": known,
        "tabs": _tabs(known, show) if rates else [],
        "q": q,
        "show": show if show in SHOWN else "",
        "may_release": may_release,
        "third": third_asked(request.user, found)[:PAGE_SIZE] if rates and assessed else [],
        "unlicensed": rates and lacks_licence(request.user, found),
        "appeals": appeals_on(found, besides=request.user) if may_release and assessed else [],
        "pages": registries.occasion_pages(found) if may_release and found.has_begun else [],
        "ready": ready_cases(found).count() if may_release else 0,
        "scenarios": scenarios_of(found),
        "criteria": [] if found.has_begun else criteria_of(found),
        "days": days_of(found, request.user) if may_release and assessed else None,
        "back": way_back(request, found),
    }
    return render(request, "assessments/rating_list.html", context)


def _owed(assessor: User, occasion: Occasion) -> list[User]:
    """Whose sheets were sent without all their words, each once."""
    people = owed_words(occasion, assessor=assessor).order_by()
    found = people.values("rating__assignment__case__ratee")
    return list(registries.by_name(User.objects.filter(pk__in=found))[:PAGE_SIZE])


def _rated_by(assessor: User, occasion: Occasion) -> tuple[QuerySet[User], Counts]:
    work = work_of(assessor, occasion, registries.subjects_of(assessor, occasion))
    return in_order(work), counts(work)


def _tabs(known: Counts, show: str) -> list[dict[str, object]]:
    return [
        {"key": key, "label": label, "count": getattr(known, key or "total"), "current": key == show}
        for key, label in TABS
    ]


@signed_in
@require_safe
def rating_hand_over(request: HttpRequest, occasion: UUID) -> HttpResponse:
    """Where a device gives a sheet to another one; the scripts do it, and nothing is sent."""
    found = bare_occasion(occasion)
    people = registries.subjects_of(request.user, found) if found else None
    if found is None or people is None or not people.exists():
        raise Http404
    context = {"occasion": found, "people": people[:MOST_NAMES], "nobody": NOBODY}
    return open_to(render(request, "assessments/rating_hand_over.html", context), "camera")
