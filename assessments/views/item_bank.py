"""The bank: its list, and the beginning of a new question; in Wagtail's admin, beside the library."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.interfaces.item_bank_forms import STATE_NAMES, TYPE_NAMES, BankFilter, NewItemForm
from assessments.rules.item_states import FEWEST
from assessments.selectors.item_bank import Row, bank, rows
from assessments.services.item_writing import create_item
from assessments.views.library import QUESTIONS, TITLES, furniture
from lms.accounts.access import roles
from lms.accounts.api import has_role
from lms.accounts.roles import Role
from lms.core.templatetags.acuerdo import localized

WRITERS = (Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
REVIEWERS = (Role.REVIEWER, Role.ADMINISTRATOR)
PER_PAGE = 50


@require_safe
@roles(*WRITERS)
def item_bank(request: HttpRequest) -> HttpResponse:
    """The questions that fit what is looked for."""
    form = BankFilter(request.GET)
    page = Paginator(bank(form.wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "kinds": TITLES.items(),
        "page": page,
        "rows": [_shown(row) for row in rows(list(page))],
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "assessments/library/bank.html", context | furniture(_("Questions")))


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def item_new(request: HttpRequest) -> HttpResponse:
    """Choose what kind of question to write; POST begins it."""
    form = NewItemForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        item = create_item(actor=request.user, type=form.cleaned_data["type"])
        return redirect("item_draft", item.uuid)
    status = 422 if form.errors else 200
    context = {"form": form} | furniture(_("Write a question"), QUESTIONS)
    return render(request, "assessments/library/new.html", context, status=status)


def reviews(request: HttpRequest) -> bool:
    """Whether whoever asks may approve questions and set them aside."""
    return any(has_role(request.user, role) for role in REVIEWERS)


def _shown(row: Row) -> dict[str, Any]:
    return {
        "item": row.item,
        "title": localized(row.stem),
        "type": TYPE_NAMES[row.type],
        "state": STATE_NAMES[row.standing.state],
        "state_key": row.standing.state,
        # A new wording of what is asked is worth a word of its own.
        "wording": STATE_NAMES[row.standing.draft] if row.version and row.standing.draft else "",
        "version": row.version,
        "tags": row.tags,
        "difficulty": row.item.difficulty if row.item.difficulty_n >= FEWEST else None,
        "lacks": [code for code, text in row.stem.items() if not text],
        "open_threads": row.open_threads,
        "alike": row.alike,
    }
