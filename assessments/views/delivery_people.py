"""To whom a delivery without a course is open, and how far each person is."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import registries
from assessments.interfaces.delivery_forms import PeopleForm
from assessments.interfaces.delivery_tables import table_of
from assessments.models import Delivery
from assessments.registries import Running, by_name
from assessments.selectors.audiences import members_of
from assessments.selectors.taking import figures, takers
from assessments.services.audiences import Added, add_lines, add_people, remove_person
from assessments.views.running import (
    PAGE_SIZE,
    RUNNERS,
    base_context,
    people_or_404,
    running_or_404,
    speaking,
)
from lms.accounts.access import roles
from lms.accounts.models import User
from lms.core.errors import UserError
from lms.core.search import matching
from lms.core.spreadsheets import MEDIA_TYPES, write_csv


def _outside_or_404(request: HttpRequest, uuid: UUID) -> tuple[Delivery, Running, QuerySet[User]]:
    """A delivery without a course; who takes part in a cohort is for its own pages to say."""
    found, running = running_or_404(request, uuid)
    if not running.outside or running.people is None:
        raise Http404
    return found, running, by_name(running.people)


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:80]


@require_GET
@roles(*RUNNERS)
def delivery_people(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Everybody who may take it, by name (`q` searches), with how far they are and what they reached."""
    found, running, people = _outside_or_404(request, delivery)
    q = _asked(request)
    shown = people.filter(matching(q, "first_name", "last_name", "email"))
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **base_context(found, running),
        "page": page,
        "rows": takers(found, page.object_list),
        "figures": figures(found),
        "total": people.count(),
        "q": q,
    }
    return render(request, "assessments/deliveries/people.html", context)


@require_GET
@roles(*RUNNERS)
def delivery_results(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """The same table as a file (CSV)."""
    found, running, people = _outside_or_404(request, delivery)
    with speaking(running.zone):
        body = write_csv(table_of(takers(found, people)))
    reply = HttpResponse(body, content_type=MEDIA_TYPES["csv"])
    reply["Content-Disposition"] = f'attachment; filename="{found.purpose}-{found.opens_at:%Y-%m-%d}.csv"'
    return reply


@require_http_methods(["GET", "POST"])
@roles(*RUNNERS)
def delivery_people_add(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Paste people, one a line; lines that name nobody come back with the reason, and stay in the box."""
    found, running, _people = _outside_or_404(request, delivery)
    form = PeopleForm(request.POST or None)
    added = Added(0, 0)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_lines(actor=request.user, delivery=found, text=form.cleaned_data["lines"])
        except UserError as error:
            form.add_error("lines", str(error))
        else:
            _say(request, added)
            if not added.problems:
                return redirect("delivery_people", found.uuid)
            form = PeopleForm({"lines": "\n".join(one.text for one in added.problems)})
    q = _asked(request)
    known = registries.known_people(request.user)
    others = known.exclude(pk__in=members_of(found).values("pk")) if q else known.none()
    named = others.filter(matching(q, "first_name", "last_name", "email"))
    context = {
        **base_context(found, running),
        "form": form,
        "problems": added.problems,
        "q": q,
        "knows": known.exists(),
        "page": Paginator(named, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    status = 422 if form.errors or added.problems else 200
    return render(request, "assessments/deliveries/people_add.html", context, status=status)


@require_POST
@roles(*RUNNERS)
def delivery_person_add(request: HttpRequest, delivery: UUID, person: UUID) -> HttpResponse:
    """Put one person on the list whom the actor sees by name."""
    found, _running, _people = _outside_or_404(request, delivery)
    who = get_object_or_404(registries.known_people(request.user), uuid=person)
    _say(request, add_people(actor=request.user, delivery=found, people=[who]))
    return redirect("delivery_people", found.uuid)


@require_POST
@roles(*RUNNERS)
def delivery_person_remove(request: HttpRequest, delivery: UUID, person: UUID) -> HttpResponse:
    """Take somebody off who has not begun."""
    found, running, _people = _outside_or_404(request, delivery)
    who = people_or_404(running, person)
    try:
        remove_person(actor=request.user, delivery=found, person=who)
    except UserError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("%(name)s is no longer on the list.") % {"name": who})
    return redirect("delivery_people", found.uuid)


def _say(request: HttpRequest, added: Added) -> None:
    words = ngettext("%(n)d person was added.", "%(n)d people were added.", added.new) % {"n": added.new}
    if added.already:
        words += " " + ngettext(
            "%(n)d was on the list already.", "%(n)d were on the list already.", added.already
        ) % {"n": added.already}
    (messages.success if added.new or not added.problems else messages.warning)(request, words)
