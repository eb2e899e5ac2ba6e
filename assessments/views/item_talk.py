"""What is said of a question, and which others it is kept apart from."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.models import Item, ItemComment
from assessments.services.enemies import lift_enemies, set_enemies
from assessments.services.item_comments import close_thread, comment
from assessments.views.item_bank import WRITERS
from assessments.views.item_pages import check_exists, page_of
from lms.accounts.access import roles
from lms.core.errors import UserError
from lms.core.text import visible


@require_POST
@roles(*WRITERS)
def item_comment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say something of a question: open a thread, or answer in one."""
    check_exists(uuid)
    thread, text = _thread(uuid, request.POST.get("thread", "")), visible(request.POST.get("text", ""))
    try:
        said = comment(actor=request.user, item=uuid, text=text, thread=thread)
    except UserError as error:
        return page_of(request, uuid, problem=str(error), comment=text)
    messages.success(request, _("The comment is kept."))
    return redirect(f"{reverse('item', args=[uuid])}#c{said.pk}")


@require_POST
@roles(*WRITERS)
def item_thread_close(request: HttpRequest, uuid: UUID, thread: UUID) -> HttpResponse:
    """Say that a thread is settled."""
    check_exists(uuid)
    if _thread(uuid, str(thread)) is None:
        raise Http404
    close_thread(actor=request.user, item=uuid, thread=thread)
    messages.success(request, _("The thread is closed. An answer opens it again."))
    return redirect("item", uuid)


@require_POST
@roles(*WRITERS)
def item_enemies(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep another question out of every form that asks this one, or let it in again."""
    check_exists(uuid)
    key, reason = (visible(request.POST.get(name, "")).strip() for name in ("key", "reason"))
    other = Item.objects.filter(key=key).values_list("uuid", flat=True).first()
    try:
        if other is None:
            words = _("There is no question “%(key)s”. Its key stands below its words in the list.")
            raise UserError(words % {"key": key}, code="not_found")
        if request.POST.get("go") == "lift":
            lift_enemies(actor=request.user, item=uuid, other=other)
            messages.success(request, _("The two may stand in one form again."))
        else:
            set_enemies(actor=request.user, item=uuid, other=other, reason=reason)
            messages.success(request, _("The two are kept apart."))
    except UserError as error:
        return page_of(request, uuid, problem=str(error), enemy=key, enemy_reason=reason)
    return redirect("item", uuid)


def _thread(item: UUID, named: str) -> UUID | None:
    """The thread of that question; None where none is named. Raises Http404."""
    if not named:
        return None
    try:
        thread = UUID(named)
    except ValueError as error:
        raise Http404 from error
    if not ItemComment.objects.filter(item__uuid=item, uuid=thread, thread=None).exists():
        raise Http404
    return thread
