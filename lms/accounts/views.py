"""Pages of a person's own account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The start page."""
    return render(request, "accounts/home.html")


@login_not_required
def privacy_notice(request: HttpRequest) -> HttpResponse:
    """The privacy notice in force."""
    return render(request, "accounts/home.html")
