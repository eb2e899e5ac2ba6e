"""Typing the results of a test on paper into a delivery, and checking what somebody else typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessments.interfaces.paper.content import paper_code
from assessments.interfaces.paper.grid import GridLine, line, rows_a_page, rows_in, typed_in
from assessments.interfaces.paper.setup_forms import PaperSetupForm
from assessments.models import Delivery
from assessments.registries import Running, by_name
from assessments.selectors.paper_entries import forms_on_paper, papers_of, papers_to_check, without_paper
from assessments.selectors.sittings import Place
from assessments.services.paper_entries import check_paper, enter_paper, paper_places, unreadable
from assessments.views.running import RUNNERS, base_context, running_or_404
from lms.accounts.access import roles
from lms.core.errors import UserError

PAGE_SIZE = 25
MODES = ("type", "check")


@dataclass(frozen=True, slots=True)
class Desk:
    """What is on the desk: a delivery, the papers that are typed, and whether for the second time."""

    delivery: Delivery
    running: Running
    setup: PaperSetupForm
    mode: str
    places: Sequence[Place]


@require_http_methods(["GET", "POST"])
@roles(*RUNNERS)
def paper_entries(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """The grid (`?mode=check` for the second hand); POST keeps the rows in which something stands."""
    try:
        desk = _desk(request, delivery)
    except UserError as error:
        messages.warning(request, str(error))
        return redirect("delivery", delivery)
    rows = _rows(request, desk)
    if request.method == "GET":
        lines = [line(str(one.uuid), _name(one, desk.mode), desk.places, {}) for one in rows]
        return _page(request, desk, rows, lines)
    kept, stored, lines = 0, 0, []
    for one in [*_elsewhere(request, desk, rows), *rows.object_list]:
        uuid = str(one.uuid)
        typed = typed_in(request.POST, uuid, desk.places)
        if not typed:
            lines.append(line(uuid, _name(one, desk.mode), desk.places, {}))
            continue
        try:
            entry = _keep(request, desk, one, typed)
        except UserError as error:
            wrong = [place.position for place in unreadable(desk.places, typed)]
            lines.append(
                line(uuid, _name(one, desk.mode), desk.places, typed, wrong=wrong, problem=str(error))
            )
        else:
            kept, stored = kept + 1, stored + (entry.attempt_id is not None)
    if kept:
        messages.success(request, _told(kept, stored, desk.mode))
    if any(one.problem for one in lines):
        return _page(request, desk, rows, lines, status=422)
    if not kept:
        messages.info(request, _("Nothing was typed, so nothing was kept."))
    return redirect(request.get_full_path())


def _keep(request: HttpRequest, desk: Desk, one: Any, typed: dict[str, str]) -> Any:
    if desk.mode == "check":
        return check_paper(actor=request.user, entry=one.uuid, typed=typed)
    return enter_paper(
        actor=request.user,
        delivery=desk.delivery,
        version=desk.setup.chosen.version,
        edition=desk.setup.edition_chosen,
        person=one,
        sat_on=desk.setup.day,
        typed=typed,
    )


def _told(kept: int, stored: int, mode: str) -> str:
    if mode == "type":
        return ngettext(
            "%(n)d paper is kept. It counts once somebody else has checked it.",
            "%(n)d papers are kept. They count once somebody else has checked them.",
            kept,
        ) % {"n": kept}
    words = ngettext("%(n)d paper is stored and marked.", "%(n)d papers are stored and marked.", stored)
    if kept == stored:
        return words % {"n": stored}
    differ = ngettext("%(n)d differs: see below.", "%(n)d differ: see below.", kept - stored)
    return f"{words % {'n': stored}} {differ % {'n': kept - stored}}"


def _desk(request: HttpRequest, uuid: UUID) -> Desk:
    delivery, running = running_or_404(request, uuid)
    if running.people is None or delivery.anonymous:
        raise Http404
    forms = forms_on_paper(delivery)
    draws = any(one.version.sections.filter(draw__isnull=False).exists() for one in forms)
    setup = PaperSetupForm(request.GET, offered=forms, draws=draws)
    mode = request.GET.get("mode", "")
    places = paper_places(setup.chosen.version, setup.edition_chosen)
    return Desk(delivery, running, setup, mode if mode in MODES else "type", places)


def _rows(request: HttpRequest, desk: Desk) -> Any:
    """The page of people or papers that are typed now."""
    people: Any = desk.running.people
    if desk.mode == "check":
        rows: Any = papers_to_check(
            desk.delivery,
            people,
            version=desk.setup.chosen.version,
            edition=desk.setup.edition_chosen,
            actor=request.user,
        )
    else:
        rows = without_paper(desk.delivery, people)
    return Paginator(rows, rows_a_page(desk.places)).get_page(request.GET.get("page"))


def _elsewhere(request: HttpRequest, desk: Desk, rows: Any) -> list[Any]:
    """The rows that were sent and stand on this page no more, since others type and check meanwhile."""
    sent = rows_in(request.POST) - {one.uuid for one in rows.object_list}
    if not sent:
        return []
    people: Any = desk.running.people
    if desk.mode == "check":
        papers = papers_of(desk.delivery, people).filter(instrument_version=desk.setup.chosen.version)
        found = list(papers.filter(edition=desk.setup.edition_chosen, uuid__in=sent))
    else:
        found = list(by_name(people.filter(uuid__in=sent)))
    if gone := len(sent) - len(found):
        words = ngettext(
            "%(n)d row that you sent is of no paper here any more and was not kept.",
            "%(n)d rows that you sent are of no paper here any more and were not kept.",
            gone,
        )
        messages.warning(request, words % {"n": gone})
    return found


def _name(one: Any, mode: str) -> str:
    return str(one.person if mode == "check" else one)


def _page(
    request: HttpRequest, desk: Desk, rows: Any, lines: Sequence[GridLine], *, status: int = 200
) -> HttpResponse:
    papers = papers_of(desk.delivery, desk.running.people)  # type: ignore[arg-type]
    context = {
        **base_context(desk.delivery, desk.running),
        "setup": desk.setup,
        "mode": desk.mode,
        "places": desk.places,
        "rows": rows,
        "lines": lines,
        "refused": sum(bool(one.problem) for one in lines),
        "code": paper_code(desk.setup.chosen.version, desk.setup.edition_chosen),
        "papers": Paginator(papers, PAGE_SIZE).get_page(request.GET.get("papers")),
        "day": desk.setup.day,
    }
    return render(request, "assessments/paper/grid.html", context, status=status)
