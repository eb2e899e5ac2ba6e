"""Questions into the bank from a file, and out of it; in Wagtail's admin, beside the library."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments import item_files
from assessments.interfaces.item_file_forms import ExportForm, ItemFileForm
from assessments.item_files.model import FileItem, place_in_words
from assessments.models import ItemUpload
from assessments.selectors.item_files import file_items, planned
from assessments.services.item_imports import import_upload, keep_upload
from assessments.views.library import furniture
from lms.accounts.access import roles
from lms.accounts.roles import Role

WRITERS = (Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
PER_PAGE = 50
SHOWN_MESSAGES = 100
ACTIONS = {
    "new": gettext_lazy("New"),
    "change": gettext_lazy("A new wording of a known question"),
    "same": gettext_lazy("In the bank already, as it is"),
    "duplicate": gettext_lazy("Asks the same as another"),
}
REPLACES = gettext_lazy("A new wording of a known question; it replaces the draft that waits there")


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def items_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; what it holds is shown before anything is written."""
    form = ItemFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = keep_upload(
            actor=request.user, file_name=form.cleaned_data["file"].name, reading=form.reading
        )
        return redirect("items_import_preview", upload.uuid)
    context = {"form": form} | furniture(_("Import questions"), "questions")
    status = 422 if form.errors else 200
    return render(request, "assessments/library/import.html", context, status=status)


@require_http_methods(["GET", "POST"])
@roles(*WRITERS)
def items_import_preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the import would do, question by question; POST does it."""
    if request.method == "POST":
        return _import(request, uuid)
    upload = ItemUpload.objects.filter(user=request.user, uuid=uuid).first()
    if upload is None:
        return _gone(request)
    plan = planned(FileItem.from_json(one) for one in upload.items)
    counts = Counter(one.action for one in plan)
    said = [
        {**one, "where": place_in_words(upload.unit, one["place"])}
        for one in sorted(upload.messages, key=lambda one: one["place"])
    ]
    rows = [
        {
            "where": place_in_words(upload.unit, one.item.place),
            "title": one.item.title,
            "action": REPLACES if one.replaces else ACTIONS[one.action],
            "of": one.of,
            "is_new": one.action in ("new", "change"),
        }
        for one in plan
    ]
    context = {
        "upload": upload,
        "messages_of_file": said[:SHOWN_MESSAGES],
        "more_messages": max(0, len(said) - SHOWN_MESSAGES),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "imported": counts["new"] + counts["change"],
        "known": counts["same"] + counts["duplicate"],
        "refused": sum(one["refused"] for one in upload.messages),
    }
    title = _("What the file holds")
    return render(request, "assessments/library/import_preview.html", context | furniture(title, "questions"))


def _import(request: HttpRequest, uuid: UUID) -> HttpResponse:
    done = import_upload(actor=request.user, uuid=uuid)
    if done is None:
        return _gone(request)
    words = ngettext(
        "%(n)d question was imported as a draft.", "%(n)d questions were imported as drafts.", done.imported
    )
    messages.success(request, words % {"n": done.imported})
    return redirect("item_bank")


def _gone(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("This file was imported already, or is no longer kept. Nothing was done."))
    return redirect("item_bank")


@require_safe
@roles(*WRITERS)
def items_export(request: HttpRequest) -> HttpResponse:
    """Choose a format; with one chosen, the file. What it cannot say is named before it is downloaded."""
    form = ExportForm(request.GET or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        chosen = form.cleaned_data
        items = file_items(tag=chosen["tag"], topic=chosen["topic"])
        written = item_files.write(items, format=chosen["format"])
        left_out = written.left_out
        is_whole = not left_out and not written.bare
        if items and (is_whole or "anyway" in request.GET) and len(left_out) < len(items):
            return _file(written.data, chosen["format"])
        context |= {
            "items": len(items),
            "left_out": left_out,
            "bare": written.bare,
            "written": len(items) - len(left_out),
        }
    context |= furniture(_("Export questions"), "questions")
    status = 422 if form.errors else 200
    return render(request, "assessments/library/export.html", context, status=status)


def _file(data: bytes, format: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/octet-stream")
    suffix = item_files.SUFFIXES[format]
    response["Content-Disposition"] = f'attachment; filename="acuerdo-questions{suffix}"'
    return response
