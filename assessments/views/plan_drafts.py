"""What the pages of all drafts have in common that are written as one plan, in Wagtail's admin.

The pages of each kind are in modules of their own and add what they ask.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.interfaces.draft_forms import NewDraftForm
from assessments.models.plan_drafts import PlanDraft
from assessments.services.plan_drafts import DraftKind
from assessments.views.library import TITLES, furniture
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized

WRITERS = (Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Desk:
    """Where drafts of one kind are written.

    `listing`, `page` and `act` name addresses; `shelf` is where what is published stands. `title` heads
    the list, `none` is said where it is empty, `begin` and `hint` stand above the field that begins one.
    `publish` publishes and gives what to say and where to go.
    """

    kind: DraftKind[Any]
    shelf: str
    listing: str
    page: str
    act: str
    title: Any
    none: Any
    begin: Any
    hint: Any
    publish: Callable[..., tuple[str, UUID]]

    def listed(self, request: HttpRequest, start: Callable[[Mapping[str, str]], PlanDraft]) -> HttpResponse:
        """The drafts of this kind, the newest first; POST begins one."""
        form = NewDraftForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            return redirect(self.page, start(form.title).uuid)
        drafts = self.kind.model.objects.select_related("edited_by").order_by("-edited_at", "key")
        page = Paginator(drafts, PER_PAGE).get_page(request.GET.get("page"))
        rows = [
            (one, localized(one.content["title"]) or one.key, reverse(self.page, args=[one.uuid]))
            for one in page
        ]
        context = {"form": form, "page": page, "rows": rows, "desk": self, "shelf": TITLES[self.shelf]}
        return render(
            request,
            "assessments/library/drafts.html",
            context | furniture(str(self.title), self.shelf),
            status=422 if form.errors else 200,
        )

    def gone(self, request: HttpRequest) -> HttpResponse:
        """To the list, for whoever asked for a draft that is not there."""
        messages.info(request, str(self.kind.gone))
        return redirect(self.listing)

    def acted(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        """Publish a draft or throw it away, as the button says."""
        go, typed = request.POST.get("go", ""), request.POST.get("revision", "")
        revision = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
        try:
            if go == "publish":
                words, published = self.publish(actor=request.user, draft=uuid, revision=revision)
                messages.success(request, words)
                return redirect("library_entry", self.shelf, published)
            if go == "discard":
                self.kind.discard(actor=request.user, draft=uuid)
                messages.success(request, _("The draft was thrown away."))
                return redirect(self.listing)
        except UserError as error:
            messages.error(request, str(error))
        return redirect(self.page, uuid)

    def opened(self, request: HttpRequest, begin: Callable[[], PlanDraft]) -> HttpResponse:
        """To the draft that `begin` gives; to the list where it cannot."""
        try:
            draft = begin()
        except UserError as error:
            messages.error(request, str(error))
            return redirect(self.listing)
        return redirect(self.page, draft.uuid)
