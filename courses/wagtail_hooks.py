"""Where Wagtail meets our rules: who may open a page of a course, and with what around it."""

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from courses.views.pages import serve


@hooks.register("before_serve_page")
def serve_course_page(
    page: Page, request: HttpRequest, serve_args: list, serve_kwargs: dict
) -> HttpResponse | None:
    """Pages of ours are rendered by our views; everything else stays Wagtail's."""
    return serve(request, page.specific)
