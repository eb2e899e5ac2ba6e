"""Badges and lists of an exam day in print."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.selectors.day_boards import door_people
from assessments.selectors.day_plans import plan_of
from assessments.views.exam_days import led_or_404
from lms.accounts.access import signed_in


@signed_in
@require_safe
def exam_print(request: HttpRequest, day: UUID, kind: str) -> HttpResponse:
    """Badges, or the lists by room or by round, as PDF."""
    # Drawing is loaded by whoever asks for it first: most workers never need it.
    from assessments.interfaces import day_prints as prints
    from assessments.interfaces.paper.day_sheets import draw_badges, draw_lists

    found = led_or_404(request, day)
    if kind not in prints.KINDS:
        raise Http404
    language = get_language() or "es-mx"
    people = list(door_people(found))
    if kind == prints.BADGES:
        badges = prints.badges(people, found.name, language)
        body = draw_badges(badges, title=_("Badges: %(day)s") % {"day": found.name}, language=language)
    else:
        plan, words = plan_of(found), {one.person_id: one.code_word for one in people}
        lists = prints.room_lists if kind == prints.ROOMS else prints.round_lists
        body = draw_lists(lists(plan, words), title=found.name, language=language)
    reply = HttpResponse(body, content_type="application/pdf")
    reply["Content-Disposition"] = f'inline; filename="{kind}.pdf"'
    return reply
