"""The path of new cohorts in Wagtail's admin: writers read it, whoever approves chooses its rubrics."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import api as assessments
from courses.interfaces.templates import RubricChoiceForm
from courses.selectors.templates import template_of
from courses.services.templates import choose_rubric
from lms.accounts.access import roles
from lms.accounts.api import has_role
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized

APPROVERS = (Role.REVIEWER, Role.ADMINISTRATOR)


@require_safe
@roles(Role.EDITOR, *APPROVERS)
def course_template(request: HttpRequest, course: UUID) -> HttpResponse:
    """The steps of the path; of each role-play its rubric, its scenarios, and what can be seen in them."""
    found = template_of(course)
    if found is None:
        raise Http404
    title = _("Path of new cohorts: %(course)s") % {"course": localized(found.course.title)}
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    context = {
        "template": found,
        "rubrics": assessments.newest_rubrics(),
        "may_choose": has_role(request.user, *APPROVERS),
        "header_title": title,
        "header_icon": "list-ol",
        "breadcrumbs_items": [home, {"url": "", "label": title}],
    }
    return render(request, "courses/admin/template.html", context)


@require_POST
@roles(*APPROVERS)
def course_template_rubric(request: HttpRequest, course: UUID, step: str) -> HttpResponse:
    """Choose the rubric of a role-play for cohorts to come."""
    form = RubricChoiceForm(request.POST)
    try:
        if not form.is_valid():
            raise UserError(_("Please choose a rubric. Nothing was changed."), code="no_rubric")
        choose_rubric(actor=request.user, course=course, step=step, rubric=form.cleaned_data["rubric"])
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("New cohorts rate this role-play by the rubric that you chose."))
    return redirect(reverse("course_template", args=[course]) + f"#{step}")
