"""Coming in with a cohort code: the door that it opens to sign-up, and what follows."""

from django.http import HttpRequest

from courses.models import Cohort
from courses.services.joining import join_cohort
from lms.accounts.models import Center, User
from lms.core import clock

SESSION_KEY = "join"


def remember(request: HttpRequest, cohort: Cohort, center: Center | None) -> None:
    """Keep the code over sign-up; it is checked again when it is used."""
    request.session[SESSION_KEY] = {"code": cohort.code, "center": center.pk if center else None}


def open_cohort(code: str) -> Cohort | None:
    """The cohort that people may join with this code today."""
    if "\x00" in code:  # PostgreSQL fails at the mere question
        return None
    cohort = Cohort.objects.filter(code=code.strip().upper(), join_open=True).first()
    return cohort if cohort is not None and cohort.ends_on >= clock.today() else None


def gate_is_open(request: HttpRequest) -> bool:
    """Whether this visitor holds the code of a cohort that people may join."""
    held = request.session.get(SESSION_KEY)
    return held is not None and open_cohort(held["code"]) is not None


def signed_up(request: HttpRequest, user: User) -> None:
    """Enroll somebody who signed up with a code."""
    held = request.session.pop(SESSION_KEY, None)
    cohort = open_cohort(held["code"]) if held else None
    if cohort is not None:
        join_cohort(user=user, cohort=cohort, center_id=held["center"])
