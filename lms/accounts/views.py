"""Pages of a person's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.accounts.access import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """The start page."""
    return render(request, "accounts/home.html")


@public
def privacy_notice(request: HttpRequest) -> HttpResponse:
    """The privacy notice in force."""
    return render(request, "accounts/home.html")
