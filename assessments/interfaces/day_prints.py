"""What is printed of an exam day: badges, a list for each room, a list for each round."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.interfaces.paper.day_sheets import Badge, ListTable
from assessments.models import CheckIn, Slot
from assessments.selectors.day_plans import DayPlan
from lms.accounts.api import absolute_url
from lms.core.templatetags.acuerdo import localized

BADGES, ROOMS, ROUNDS = "badges", "rooms", "rounds"
KINDS = (BADGES, ROOMS, ROUNDS)


def badges(check_ins: Sequence[CheckIn], day: str, language: str) -> list[Badge]:
    """A badge for everybody, by name."""
    return [
        Badge(
            word=one.code_word,
            name=str(one.person),
            day=day,
            url=absolute_url("exam_badge", one.uuid, language=language),
        )
        for one in check_ins
    ]


def room_lists(plan: DayPlan, words: dict[int, str]) -> list[ListTable]:
    """What hangs at each door: when who comes, by code word and name."""
    columns = (_("Time"), _("Code word"), _("Person"), _("Assessors"))
    return [
        ListTable(
            room.name,
            columns,
            [
                (_moment(slot), words.get(slot.case.ratee_id, ""), str(slot.case.ratee), _who(plan, slot))
                for slot in plan.slots
                if slot.room_id == room.pk and not slot.outcome
            ],
        )
        for room in plan.rooms.values()
    ]


def round_lists(plan: DayPlan, words: dict[int, str]) -> list[ListTable]:
    """What whoever leads holds: each round with its rooms."""
    columns = (_("Room"), _("Code word"), _("Person"), _("Scenario"), _("Assessors"))
    return [
        ListTable(
            _("Round %(number)s, %(moment)s")
            % {"number": one.number, "moment": date_format(localtime(one.starts_at), "TIME_FORMAT")},
            columns,
            [
                (
                    slot.room.name,
                    words.get(slot.case.ratee_id, ""),
                    str(slot.case.ratee),
                    localized(slot.case.scenario_version.title) if slot.case.scenario_version else "",
                    _who(plan, slot),
                )
                for slot in plan.slots
                if slot.round_id == one.pk and not slot.outcome
            ],
        )
        for one in plan.playing
    ]


def _moment(slot: Slot) -> str:
    return date_format(localtime(slot.phases.reading), "TIME_FORMAT")


def _who(plan: DayPlan, slot: Slot) -> str:
    place = next((one for one in plan.places if one.case == slot.case_id), None)
    return ", ".join(sorted(str(plan.people[one]) for one in place.assessors)) if place else ""
