"""Public pages of the platform itself."""

import sys
from typing import Any
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views import defaults
from django.views.decorators.http import require_safe

from lms.core import calm, outages, refusals, resend
from lms.core.access import public, signed_in
from lms.core.forms import TidyForm


def server_error(request: HttpRequest) -> HttpResponse:
    """Whatever went wrong: 503 if the database was away, 500 otherwise.

    An error handler rather than a middleware, because Django turns an error of any middleware,
    the session's too, into a response before the ones around it see it.
    """
    if outages.is_outage(sys.exception()):
        return outages.unavailable(request)
    return defaults.server_error(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What could not be read: 413 if there was too much of it, 400 otherwise."""
    return refusals.by_exception(request, exception)


@require_safe
@public
def short_language(request: HttpRequest, short: str, rest: str) -> HttpResponse:
    """`/es/…` leads on to the language that we speak of it, `/es-mx/…`."""
    code = next(code for code, _name in settings.LANGUAGES if code.split("-")[0] == short)
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"/{code}/{quote(rest)}{'?' if query else ''}{query}")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A token that is old: what was typed comes back to be sent once more."""
    if calm.wants_json(request):
        return JsonResponse({"code": "old_token", "message": str(_("This form had grown old"))}, status=403)
    fields = resend.typed(request)
    if fields:
        return resend.offer(request, fields)
    return render(request, "403_csrf.html", status=403)


@public
def help_page(request: HttpRequest) -> HttpResponse:
    """What each kind of person does here, and whom to ask."""
    return render(request, "core/help.html")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is accessible, what is not yet, and how to tell us."""
    return render(request, "core/accessibility.html")


@signed_in
@require_safe
def csrf(request: HttpRequest) -> HttpResponse:
    """A token for what a page sends next, as `{"csrf": token, "user": uuid}`.

    A page that lay open while the person signed in again elsewhere holds an old one: its script
    asks here (`Accept: application/json`) and sends what it kept once more, if that is still the same
    person. Whoever is signed out is sent to signing in, which tells the script so.
    """
    user: Any = request.user  # whose model this app does not know
    return JsonResponse({"csrf": get_token(request), "user": str(user.uuid)})


class SampleForm(TidyForm, forms.Form):
    """One field of each kind, for the style guide."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("Where we tell you what is due. Nothing else."))
    curp = forms.CharField(
        label="CURP",
        min_length=18,
        required=False,
        error_messages={"min_length": _("A CURP has 18 characters; this one has %(show_value)d.")},
    )
    examples = forms.ChoiceField(
        label=_("The examples resemble my cases."),
        widget=forms.RadioSelect,
        choices=[(2, _("Disagree")), (3, _("Neither")), (4, _("Agree"))],
    )
    first = forms.CharField(
        label=_("What will you apply first?"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    keep = forms.BooleanField(label=_("Remember this device"), required=False)


# Two criteria of a rubric: one rated, one whose low level lacks the comment that it asks for.
MARKS = (
    {
        "number": 1,
        "title": _("Opening and framing"),
        "critical": False,
        "anchors": (
            _("Leaves out who they are, their role or confidentiality."),
            _("Explains part of it, or in legal words."),
            _("Explains aim, reach, limits and steps in plain words."),
            _("Checks that each party understood, and invites questions."),
        ),
        "level": 3,
        "lacking": False,
    },
    {
        "number": 2,
        "title": _("Impartiality"),
        "critical": True,
        "anchors": (
            _("Takes sides, or says early who is right."),
            _("Lets one party have more time or a kinder tone."),
            _("Gives equal time and treatment."),
            _("Notices their own slant and puts it right in the open."),
        ),
        "level": 2,
        "lacking": True,
    },
)


@require_safe
@public
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows a test without a line; once switched off, one that takes it from every device.

    At the top of the site, since a script may only watch over addresses below its own.
    """
    name = "worker.js" if settings.OFFLINE_TESTS else "worker-off.js"
    script = (settings.BASE_DIR / "static/js" / name).read_bytes()
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-store"})


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in both themes: the place where a new one is added first."""
    typed = {"email": "itzel", "curp": "CUHI900514MCSRRT", "examples": "4", "first": "", "keep": "on"}
    page = Paginator(range(200), 25).get_page(request.GET.get("page", 4))
    return render(
        request,
        "core/styleguide.html",
        {
            "themes": [
                {"name": name, "label": label, "form": SampleForm(typed, auto_id=f"{name}_%s")}
                for name, label in (("light", _("Light theme")), ("dark", _("Dark theme")))
            ],
            "page": page,
            "marks": MARKS,
        },
    )
