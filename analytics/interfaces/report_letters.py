"""Letters that tell of a report: the form that asks for them, and what they say when they leave."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from analytics.models.subscriptions import ReportSubscription, Rhythm
from analytics.render.dates import long_date
from analytics.render.documents.written import all_said, say, words
from analytics.reports.document import Document
from analytics.reports.registry import Asked, Report, UnknownChoice, report, run
from lms.accounts.api import absolute_url
from lms.accounts.models import Letter, User
from lms.core.forms import TidyForm

# Reports of many people without their names; a person's own record is nobody's letter.
SENT = ("center", "center_changes", "program", "program_changes")
# Where a report has a page of its own in the navigation, letters lead there.
HOMES = {"center": "center_home", "program": "program_home"}


class RhythmForm(TidyForm, forms.Form):
    """How often."""

    rhythm = forms.ChoiceField(
        label=_("When it is sent"),
        choices=Rhythm.choices,
        initial=Rhythm.PUBLICATION,
        widget=forms.RadioSelect,
    )


def sendable(key: str, user: User) -> Report | None:
    """The report of that key, if it can be sent at all and the person may read it."""
    found = report(key) if key in SENT else None
    return found if found is not None and found.rule(user) else None


def filters_of(found: Report) -> tuple[str, ...]:
    """What a report that is sent can be cut by: an earlier publication never changes."""
    return tuple(name for name in found.filters if name not in ("release", "center"))


def letter_context(letter: Letter) -> dict[str, Any] | None:
    """What the report finds for its reader the moment the letter leaves, in their language.

    None, so that nothing is sent, where they ended it, may not read it any more, or there is nobody in it.
    """
    user = letter.user
    own = ReportSubscription.objects.filter(uuid=letter.context.get("subscription"), user=user).first()
    if user is None or own is None or (found := sendable(own.report, user)) is None:
        return None
    with translation.override(user.language):
        try:
            document = run(found, Asked(user, dict(parse_qsl(own.asked))))
        except UnknownChoice:
            return None
        return None if document is None else _said(own, document, user.language)


def _said(own: ReportSubscription, document: Document, language: str) -> dict[str, Any]:
    home = HOMES.get(own.report)
    address = (
        absolute_url(home, language=language)
        if home
        else absolute_url("report", own.report, language=language)
    )
    return {
        "report": words(document.title),
        "about": own.about,
        "day": long_date(document.head.as_of),
        "publication": document.head.release or "",
        "headline": say(document.headline),
        "lead": all_said(document.lead),
        "link": address + (f"?{own.asked}" if own.asked else ""),
        "monthly": own.rhythm == Rhythm.MONTH,
        "end": absolute_url("report_letters", language=language),
    }


def letters_address(found: Report, asked: dict[str, str]) -> str:
    """The page on which this report, cut as it is, is asked for by letter; empty where it cannot be."""
    if found.key not in SENT:
        return ""
    kept = {name: asked[name] for name in filters_of(found) if asked.get(name)}
    return f"{reverse('report_letters')}?{urlencode({'report': found.key, **kept})}"
