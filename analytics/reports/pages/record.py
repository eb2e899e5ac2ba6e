"""One person's own record: hours, results and certificates, as a renewal of an appointment asks for them.

Appointments last three years and are renewed on objective criteria (article 684-U of the labor law).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from analytics.certificates.selectors.certificates import latest_of
from analytics.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Head,
    Number,
    Picture,
    Row,
    Section,
    Sentence,
    Symbol,
    Table,
    Unit,
)
from analytics.reports.registry import Asked, Report, UnknownChoice
from analytics.reports.words import in_language
from analytics.selectors.own_gain import OwnGain, own_gain
from courses import api as courses
from lms.accounts.models import User
from lms.core import clock

YEARS = 3


def may_read(user: User) -> bool:
    """Everybody, about themselves."""
    return user.is_authenticated


def build(asked: Asked) -> Document | None:
    """What the person has done; None where they take part in nothing. Nothing of one's own is protected."""
    if asked.user is None:
        raise UnknownChoice
    enrolled = courses.enrollment_infos(user_id=asked.user.pk)
    if not enrolled:
        return None
    held = latest_of([one.id for one in enrolled])
    gain = own_gain(asked.user, {one.cohort_id for one in enrolled})
    today = clock.today()
    since = _years_before(today)
    counted = [one for one in held if one.is_valid and date.fromisoformat(one.record["issued_on"]) >= since]
    values: dict[str, Cell] = {
        "hours": Number(sum(one.record["course"]["hours"] for one in counted)),
        "since": since,
    }
    blocks: list[Block | None] = [_certificates(held), None if gain is None else _gain(gain)]
    return Document(
        key="record",
        title=_("My record"),
        head=Head((str(asked.user),), today, simulated=any(one.record.get("simulated") for one in held)),
        headline=Sentence("record.hours" if counted else "record.no_hours", values if counted else {}),
        lead=(Sentence("record.lead", {"count": Number(len(counted))}),) if counted else (),
        sections=tuple(
            Section(f"part-{place}", (block,)) for place, block in enumerate(blocks) if block is not None
        ),
    )


def _years_before(day: date) -> date:
    """The same day three years ago; the first of March for the 29th of February."""
    try:
        return day.replace(year=day.year - YEARS)
    except ValueError:
        return day.replace(year=day.year - YEARS, day=28) + timedelta(days=1)


def _certificates(held: Sequence[Any]) -> Figure | None:
    if not held:
        return None
    columns = (
        Column(_("Hours")),
        Column(_("Result of the post-test")),
        Column(_("Issued"), wide=True),
        Column(_("Code to check it"), wide=True),
        Column(_("State"), wide=True),
    )
    rows = tuple(
        Row(
            in_language(one.record["course"]["title"]),
            (
                Number(one.record["course"]["hours"]),
                _result(one.record["results"]),
                date.fromisoformat(one.record["issued_on"]),
                one.code,
                _("In force") if one.is_valid else _("Revoked"),
            ),
            note=one.record["issuer"],
        )
        for one in held
    )
    return Figure(
        Sentence("record.certificates", {"count": Number(len(held))}),
        Table("certificates", _("Certificates"), _("Course"), columns, rows),
        limits=(Sentence("record.limit"),),
        plain=True,
    )


def _result(results: dict[str, Any]) -> Cell:
    best, most = results.get("post_best"), results.get("post_max")
    return Number(best / most, Unit.PERCENT) if best is not None and most else Symbol.NOT_APPLICABLE


def _gain(gain: OwnGain) -> Figure | None:
    if not gain.topics:
        return None
    rows = tuple(
        Row(
            in_language(topic.title, short=True),
            (
                Number(topic.before / topic.of, Unit.PERCENT),
                Number(topic.after / topic.of, Unit.PERCENT),
                Number(topic.gain / topic.of, Unit.CHANGE),
            ),
        )
        for topic in gain.topics
    )
    least = gain.least
    finding = (
        Sentence("record.gain")
        if least is None
        else Sentence("record.revisit", {"topic": in_language(least.title, short=True)})
    )
    return Figure(
        finding,
        Table(
            "own_gain", _("Right answers before and after, by topic"), _("Topic"),
            (Column(_("Before")), Column(_("After")), Column(_("Change in points"))), rows,
        ),
        Picture(
            "levels", columns=(0, 1, 2), legend=(("before", _("Before")), ("after", _("After"))),
            axis=_("% right"),
        ),
        said=(in_language(gain.course),),
        limits=(Sentence("levels.limit_own"),),
    )  # fmt: skip


REPORT = Report(
    key="record",
    title=_("My record"),
    rule=may_read,
    audience="own_center",
    build=build,
    empty=(
        _("You take part in no course yet"),
        _("When you have finished one, its hours and its certificate are kept here."),
    ),
    home=("learning", _("My learning")),
)
