"""Coming in with a cohort code: the door that it opens to sign-up, and what follows."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.models import Cohort
from courses.rules.days import midnight
from courses.services.joining import join_cohort
from lms.accounts.access import visitor
from lms.accounts.models import Center, User
from lms.core import clock, limits
from lms.core.errors import UserError
from lms.core.text import key

SESSION_KEY = "join"
# A class behind one network address mistypes now and then; whoever guesses needs millions of tries.
WRONG_CODES = {"person": 10, "address": 40}
WRONG_CODES_WITHIN = timedelta(minutes=10)


def remember(request: HttpRequest, cohort: Cohort, center: Center | None) -> None:
    """Keep the code over sign-up; it is checked again when it is used."""
    request.session[SESSION_KEY] = {"code": cohort.code, "center": center.pk if center else None}


def cohort_of(request: HttpRequest, code: str) -> Cohort:
    """The cohort that a visitor's code opens; wrong codes are counted. Raises UserError."""
    who = visitor(request)
    if limits.used_up("join", who, most=WRONG_CODES[who.split(":")[0]]):
        raise UserError(
            _("Too many codes that open nothing came from here. Wait ten minutes and check the code first."),
            code="too_many",
        )
    cohort = open_cohort(code)
    if cohort is None:
        limits.count_try("join", who, within=WRONG_CODES_WITHIN)
        raise UserError(
            _("No cohort is open with this code. Check it with your trainer."), code="no_such_code"
        )
    return cohort


def open_cohort(code: str) -> Cohort | None:
    """The cohort that people may join with this code, until its last day is over where it is."""
    cohort = Cohort.objects.filter(code=key(code).upper(), join_open=True).first()
    if cohort is None or midnight(cohort, cohort.ends_on + timedelta(days=1)) <= clock.now():
        return None
    return cohort


def gate_is_open(request: HttpRequest) -> bool:
    """Whether this visitor holds the code of a cohort that people may join."""
    held = request.session.get(SESSION_KEY)
    return held is not None and open_cohort(held["code"]) is not None


def signed_up(request: HttpRequest, user: User) -> None:
    """Enroll somebody who signed up with a code."""
    held = request.session.pop(SESSION_KEY, None)
    cohort = open_cohort(held["code"]) if held else None
    if cohort is not None:
        try:
            join_cohort(user=user, cohort=cohort, center_id=held["center"])
        except UserError as error:  # the account is theirs all the same
            messages.error(request, str(error))
