"""A person's own account, data and consent."""

import json

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.accounts.access import public, signed_in
from lms.accounts.interfaces.own_account import OwnFactsForm
from lms.accounts.notices import current_notice
from lms.accounts.selectors.privacy import consents_of, has_consented
from lms.accounts.selectors.roles import is_staff_member
from lms.accounts.services.privacy import export_person, give_consent, record_export, withdraw_consent
from lms.accounts.services.profiles import update_person


@require_http_methods(["GET", "POST"])
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """My account: facts, and the ways to everything else about it."""
    form = OwnFactsForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        request.user.refresh_from_db()
        update_person(actor=request.user, user=request.user, values=form.cleaned_data)
        with translation.override(request.user.language):
            messages.success(request, _("Your data were saved."))
            return redirect("account")
    context = {
        "form": form,
        "factors": Authenticator.objects.filter(user=request.user).exclude(type="recovery_codes").count(),
        "is_staff_member": is_staff_member(request.user),
    }
    return render(request, "accounts/account.html", context)


@require_GET
@public
def privacy_notice(request: HttpRequest) -> HttpResponse:
    """The privacy notice in force."""
    return render(request, "accounts/privacy_notice.html", {"notice": current_notice()})


@require_http_methods(["GET", "POST"])
@signed_in
def consent(request: HttpRequest) -> HttpResponse:
    """Asks once per version of the notice, then goes where the person wanted to go."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    if not safe or not target.startswith("/"):  # a bare word would be taken for the name of a page
        target = reverse("home")
    if request.method == "POST":
        give_consent(user=request.user, language=request.LANGUAGE_CODE)
        return redirect(target)
    if has_consented(request.user):
        return redirect(target)
    return render(request, "accounts/consent.html", {"notice": current_notice(), "next": target})


@require_GET
@signed_in
def my_data(request: HttpRequest) -> HttpResponse:
    """What the platform keeps about me, and what I can do about it."""
    export = export_person(user=request.user)
    context = {
        "parts": [
            (capfirst(apps.get_model(label)._meta.verbose_name_plural), len(rows))
            for label, rows in export.items()
            if rows
        ],
        "consents": consents_of(request.user),
        "has_consented": has_consented(request.user),
    }
    return render(request, "accounts/my_data.html", context)


@require_POST
@signed_in
def my_data_download(request: HttpRequest) -> HttpResponse:
    """Everything about me as JSON. By POST, because giving data out is recorded."""
    record_export(actor=request.user, user=request.user)
    text = json.dumps(export_person(user=request.user), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="acuerdo-my-data.json"'
    return response


@require_POST
@signed_in
def consent_withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw: the notice will be asked again before going on."""
    withdraw_consent(user=request.user)
    messages.success(request, _("Your consent was withdrawn."))
    return redirect("my_data")
