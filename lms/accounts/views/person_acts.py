"""Acts of administrators on one account: each a POST that says what happened."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.accounts.access import roles
from lms.accounts.interfaces.administration import EmailForm, GrantForm, MergeForm
from lms.accounts.models import RoleGrant, User
from lms.accounts.roles import Role
from lms.accounts.services.contact import change_email
from lms.accounts.services.invitations import invite
from lms.accounts.services.merging import merge_conflicts, merge_people
from lms.accounts.services.profiles import set_active
from lms.accounts.services.roles import grant_role, revoke_role
from lms.accounts.services.sign_in import reset_sign_in
from lms.accounts.views.people import person_page
from lms.core.errors import UserError


def _act(
    request: HttpRequest, user: User, done: str, act: Callable[[], object], **forms: Form
) -> HttpResponse:
    """Do it and say so; or show the person's page again, with what was typed and what is wrong with it."""
    if all(form.is_valid() for form in forms.values()):
        try:
            act()
        except UserError as error:
            if not forms or error.code == "more_rights":  # then none of the forms is shown
                messages.error(request, str(error))
                return redirect("person", user.uuid)
            for form in forms.values():
                form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect("person", user.uuid)
    return person_page(request, User.objects.select_related("center").get(pk=user.pk), **forms)


@require_POST
@roles(Role.ADMINISTRATOR)
def role_grant(request: HttpRequest, uuid: str) -> HttpResponse:
    """Give a role."""
    user, form = get_object_or_404(User, uuid=uuid), GrantForm(request.POST)
    return _act(
        request,
        user,
        _("The role was given."),
        lambda: grant_role(
            actor=request.user,
            user=user,
            role=Role(form.cleaned_data["role"]),
            center=form.cleaned_data["center"],
        ),
        grant_form=form,
    )


@require_POST
@roles(Role.ADMINISTRATOR)
def role_revoke(request: HttpRequest, uuid: str) -> HttpResponse:
    """Take a role back."""
    grant = get_object_or_404(RoleGrant.objects.select_related("user", "center"), uuid=uuid)
    return _act(
        request,
        grant.user,
        _("The role was taken back."),
        lambda: revoke_role(actor=request.user, grant=grant),
    )


@require_POST
@roles(Role.ADMINISTRATOR)
def person_invite(request: HttpRequest, uuid: str) -> HttpResponse:
    """Send the invitation, once more if need be."""
    user = get_object_or_404(User, uuid=uuid)
    done = _("The invitation to %(email)s is queued. Earlier ones no longer work.") % {"email": user.email}
    return _act(request, user, done, lambda: invite(actor=request.user, user=user))


@require_POST
@roles(Role.ADMINISTRATOR)
def person_email(request: HttpRequest, uuid: str) -> HttpResponse:
    """Change a person's address."""
    user, form = get_object_or_404(User, uuid=uuid), EmailForm(request.POST)
    return _act(
        request,
        user,
        _("The e-mail was changed. What was sent to the old one no longer works."),
        lambda: change_email(actor=request.user, user=user, email=form.cleaned_data["email"]),
        email_form=form,
    )


@require_POST
@roles(Role.ADMINISTRATOR)
def person_reset(request: HttpRequest, uuid: str) -> HttpResponse:
    """Take away the ways of signing in of somebody who lost them."""
    user = get_object_or_404(User, uuid=uuid)
    done = _("Done. %(name)s enters with a code sent to %(email)s.") % {"name": user, "email": user.email}
    return _act(request, user, done, lambda: reset_sign_in(actor=request.user, user=user))


@require_POST
@roles(Role.ADMINISTRATOR)
def person_active(request: HttpRequest, uuid: str) -> HttpResponse:
    """Close an account or open it again."""
    user = get_object_or_404(User, uuid=uuid)
    active = request.POST.get("active") == "1"
    done = _("The account is open again.") if active else _("The account was closed.")
    return _act(request, user, done, lambda: set_active(actor=request.user, user=user, active=active))


@require_POST
@roles(Role.ADMINISTRATOR)
def person_merge(request: HttpRequest, uuid: str) -> HttpResponse:
    """Show what merging would do; do it when it was confirmed."""
    kept, form = get_object_or_404(User, uuid=uuid), MergeForm(request.POST)
    gone = None
    if form.is_valid():
        gone = User.objects.filter(email=form.cleaned_data["other"].lower()).first()
        if gone is None:
            form.add_error("other", _("There is no account with this e-mail."))
    if gone is None:
        return person_page(request, kept, merge_form=form)
    if "confirmed" in request.POST:
        done = _("The two accounts are one now.")
        return _act(request, kept, done, lambda: merge_people(actor=request.user, kept=kept, gone=gone))
    conflicts = merge_conflicts(actor=request.user, kept=kept, gone=gone)
    context = {"kept": kept, "gone": gone, "conflicts": conflicts}
    return render(request, "accounts/merge.html", context)
