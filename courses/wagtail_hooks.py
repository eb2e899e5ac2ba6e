"""Where Wagtail meets our rules: who may open a page of a course, and what an editor starts from."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from courses.selectors.shortcuts import course_shortcuts
from courses.services.loading.pages import keep_what_was_loaded
from courses.views.pages import serve


@hooks.register("before_serve_page")
def serve_course_page(
    page: Page, request: HttpRequest, serve_args: list, serve_kwargs: dict
) -> HttpResponse | None:
    """Pages of ours are rendered by our views; everything else stays Wagtail's."""
    return serve(request, page.specific)


class Shortcuts(Component):
    """Each course, with what belongs to it."""

    name = "acuerdo_shortcuts"
    template_name = "courses/admin/shortcuts.html"
    order = 240  # what waits for a reviewer comes first

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"courses": course_shortcuts()}


@hooks.register("construct_homepage_panels")
def homepage_panels(request: HttpRequest, panels: list[Component]) -> None:
    """The shortcuts stand on the start page of the admin, below what waits."""
    panels.append(Shortcuts())


@hooks.register("before_edit_page")
def keep_what_was_published(request: HttpRequest, page: Page) -> None:
    """An editor can come back to what stood there before them."""
    if request.method == "POST":
        keep_what_was_loaded(page)
