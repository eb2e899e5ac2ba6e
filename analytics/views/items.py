"""One question of the bank: what it did in every use."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.accounts.access import roles
from lms.accounts.api import has_role
from lms.accounts.roles import Role

MAY = (Role.EDITOR, Role.REVIEWER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


@roles(*MAY)
@require_safe
def item_figures(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Uses with date, form and figures; drift, groups, exposure; proposals in words."""
    # Statistics are loaded by whoever asks for them first: most workers never need them.
    from analytics.render.items import history as words
    from analytics.render.items.page import headings
    from analytics.reports.items.columns import columns_of
    from analytics.reports.items.history import PAIRS, dif_of, history_of
    from analytics.selectors.item_history import busiest_form, uses_of
    from analytics.selectors.people_groups import groups_of

    found = uses_of(uuid)
    if found is None:
        raise Http404
    form, item_id = busiest_form(found)
    dif = []
    if form is not None:
        columns = columns_of(form)
        groups = groups_of(columns.people.tolist())
        dif = [dif_of(columns, item_id, groups[by], by=by, pair=pair) for by, pair in PAIRS.items()]
    history = history_of(found, dif=dif)
    context = {
        "found": found,
        "may_edit": has_role(request.user, Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR),
        "history": history,
        "rows": words.rows(history),
        "headings": headings(),
        "proposals": words.proposals(history),
        "drift": words.drift(history),
        "exposure": words.exposure(found, history),
        "groups": words.groups(history),
    }
    return render(request, "analytics/item_figures.html", context)
