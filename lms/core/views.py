"""Public pages of the platform itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.core.access import public


@public
def help_page(request: HttpRequest) -> HttpResponse:
    """What each kind of person does here, and whom to ask."""
    return render(request, "core/help.html")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is accessible, what is not yet, and how to tell us."""
    return render(request, "core/accessibility.html")


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in both themes: the place where a new one is added first."""
    return render(request, "core/styleguide.html")
