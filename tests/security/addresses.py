"""Every address of ours in the resolver, with the arguments that it takes in either cohort."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assessments.models import StorySlip
from assessments.selectors.audiences import link_of
from tests.security.sides import TOKENS, Side, World

NARROWED = ("center_home", "report")
# Its arguments are parts of an address: they name no object.
OBJECTLESS = ("short_language", "indicator", "donor_workbook")
OURS = ("lms", "courses", "assessments", "analytics")


def patterns(found: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(route, pattern) of everything in the resolver."""
    for one in (found or get_resolver()).url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, route)
        else:
            yield route, one


@cache
def our_patterns() -> dict[str, URLPattern]:
    """The patterns whose view is ours, by name."""
    return {one.name: one for _route, one in patterns() if one.callback.__module__.split(".")[0] in OURS}


def argument_names(pattern: URLPattern) -> tuple[str, ...]:
    """What the address of a pattern needs."""
    return tuple(pattern.pattern.regex.groupindex)


def address(world: World, name: str, letter: str, who: str) -> str:
    """The address `name` of the objects of one cohort; files that only their person has are `who`'s own."""
    if name == "test_link":  # a new link may have been made meanwhile
        return reverse(name, args=[link_of(world.sides[letter].practice).link_token])
    own = who if who in world.uploads and letter == "A" else f"trainer {letter}"
    key = (name, letter, own)
    if key not in world.addresses:
        world.addresses[key] = _address(world, *key)
    return world.addresses[key]


def _address(world: World, name: str, letter: str, own: str) -> str:
    side = world.sides[letter]
    if (letter, own) not in world.named:
        world.named[letter, own] = _named(world, letter, own)
    values = world.named[letter, own]
    if name in values:
        return reverse(name, kwargs=values[name]) + query(world, name, letter)
    names = argument_names(our_patterns()[name])
    one: dict[str, Any] = {
        "attempt": side.attempt_open.uuid,
        "occasion": side.occasion.uuid,
        "scenario": side.scenario.uuid,
        "delivery": _delivery(side, name).uuid,
        "entry": side.paper.uuid,
        "day": side.exam_day.uuid,
        "case": side.incident.case.uuid,
        "incident": side.incident.uuid,
        "concern": side.concern.uuid,
        "person": (side.subject if name == "delivery_person_remove" else side.unfinished).uuid,
        "uuid": _uuid(world, name, letter, own),
    }
    if "check_in" in names:
        one["check_in"] = side.exam_day.check_ins.get().uuid
    return reverse(name, kwargs={key: one[key] for key in names}) + query(world, name, letter)


def _named(world: World, letter: str, own: str) -> dict[str, dict[str, Any]]:
    """What addresses take whose arguments say more than their names do, by the address."""
    side = world.sides[letter]
    asked_item = side.tests["post_test"].instrument_version.entries.first().item_version.item.uuid
    return {
        "attempt_submitted": {"attempt": side.attempt_done.uuid},
        "cohort_role_play_date": {"uuid": side.cohort.uuid, "step": side.role_play.uuid},
        "lesson_complete": {"uuid": side.enrollment.uuid, "lesson_key": side.lesson_keys[0]},
        "rating": {"occasion": side.occasion.uuid, "subject": side.unfinished.uuid},
        "rating_choice": {"occasion": side.occasion.uuid},
        "rating_send": {"occasion": side.occasion.uuid, "subject": side.unfinished.uuid},
        "rating_edit": {"occasion": side.occasion.uuid, "subject": side.unfinished.uuid},
        "rating_hand_over": {"occasion": side.occasion.uuid},
        "rating_device": {"occasion": side.occasion.uuid},
        "paper_sheets": {"occasion": side.occasion.uuid},
        "paper_sheet_blank": {"occasion": side.occasion.uuid},
        "paper_sheet_new": {"occasion": side.occasion.uuid, "subject": side.subject.uuid},
        "paper_sheet": {"occasion": side.occasion.uuid, "sheet": side.occasion.uuid},
        "paper_photo": {
            "occasion": side.occasion.uuid,
            "sheet": side.occasion.uuid,
            "photo": side.occasion.uuid,
        },
        "party_card": {"occasion": side.occasion.uuid},
        "peers": {"occasion": side.occasion.uuid},
        "peer_rating": {"occasion": side.occasion.uuid, "subject": side.subject.uuid},
        "rating_note": {"occasion": side.occasion.uuid, "subject": side.unfinished.uuid},
        "rating_swap": {"occasion": side.occasion.uuid, "subject": side.unfinished.uuid},
        "rating_hand_in": {"occasion": side.occasion.uuid, "subject": side.unfinished.uuid},
        "rating_reopen": {"occasion": side.occasion.uuid, "subject": side.unfinished.uuid},
        "moderation": {"occasion": side.occasion.uuid, "subject": side.subject.uuid},
        "moderation_act": {"occasion": side.occasion.uuid, "subject": side.subject.uuid},
        "calibration_case": {"case": side.seed.uuid},
        "appeal": {"appeal": side.appeal.uuid},
        "appeal_act": {"appeal": side.appeal.uuid},
        "self_rating": {"occasion": side.occasion.uuid},
        "exam_day_setup": {"day": side.exam_draft.uuid},
        "exam_print": {"day": side.exam_day.uuid, "kind": "rooms"},
        "library": {"kind": "instruments"},
        "item": {"uuid": asked_item},
        "item_picture": {"digest": "0" * 64, "key": letter},
        "item_preview": {"uuid": asked_item},
        "item_preview_frame": {
            "uuid": asked_item,
            "language": "es",
            "moment": "asked",
        },
        "item_thread_close": {"uuid": side.cohort.uuid, "thread": side.cohort.uuid},
        "instrument_paper": {"uuid": side.tests["post_test"].instrument_version.instrument.uuid},
        "instrument_paper_file": {
            "uuid": side.tests["post_test"].instrument_version.instrument.uuid,
            "kind": "test",
            "language": "es",
        },
        "library_entry": {"kind": "scenarios", "uuid": side.scenario.scenario.uuid},
        "role_sheet": {
            "occasion": side.occasion.uuid,
            "scenario": side.scenario.uuid,
            "role": "worker",
        },
        "certificate_verify": {"code": side.certificate.code},
        "certificate_pdf": {"code": side.certificate.code},
        "certificate_revoke": {"uuid": side.certificate.uuid},
        "certificate_replace": {"uuid": side.certificate.uuid},
        "key_correction": {"delivery": side.tests["post_test"].uuid, "item": side.question.uuid},
        "marking": {"delivery": side.tests["post_test"].uuid, "item": side.question.uuid},
        "marking_progress": {"delivery": side.tests["post_test"].uuid},
        "not_taken": {"uuid": side.tests["post_test"].uuid},
        "item_figures": {"uuid": side.question.item.uuid},
        "key_corrected": {
            "delivery": side.tests["post_test"].uuid,
            "correction": side.correction.uuid,
        },
        "assessor_figures": {
            "uuid": side.cohort.uuid,
            "assessor": world.people[f"trainer {letter}"].uuid,
        },
        "test_analysis": {"uuid": side.tests["post_test"].uuid},
        "test_analysis_download": {"uuid": side.tests["post_test"].uuid, "kind": "csv"},
        "invitation": {"token": TOKENS[letter]},
        "supervisor_sheet": {"token": side.supervisor_token},
        "client_sheet": {"code": side.client_codes[0]},
        "client_tablet": {"token": side.tablet_token},
        "client_tablet_sheet": {"token": side.tablet_token, "code": side.client_codes[1]},
        "client_survey": {"center": side.center.uuid},
        "client_survey_act": {"center": side.center.uuid},
        "client_slips": {"center": side.center.uuid},
        "client_paper": {"center": side.center.uuid, "batch": side.paper_batch.uuid},
        "client_form_print": {"center": side.center.uuid, "language": "es"},
        "role_revoke": {"uuid": side.grant.uuid},
        "scores_download": {"uuid": world.score_files[own].uuid, "kind": "csv"},
        "report": {"key": "center"},
        "indicator": {"code": "K2"},
        "donor_workbook": {"key": "ilab"},
        "short_language": {"short": "es", "rest": "help/"},
        "picture": {"name": f"of-{letter}.png"},
        "course_template": {"course": side.cohort.course.uuid},
        "course_template_rubric": {"course": side.cohort.course.uuid, "step": "assessed"},
        "story_settle": {
            "delivery": side.tests["follow_up"].uuid,
            "lot": StorySlip.objects.get(delivery=side.tests["follow_up"]).lot,
        },
        "rubric_paper": {"uuid": side.occasion.rubric_version.rubric.uuid, "language": "es"},
        "course_part": {"rest": f"{side.cohort.course.key}/"},
    }


def letters_of(name: str) -> str:
    """The cohorts in which an address differs: one that names no object is the same in both."""
    names_one = argument_names(our_patterns()[name]) and name not in OBJECTLESS
    return "AB" if names_one or name in NARROWED else "A"


def query(world: World, name: str, letter: str) -> str:
    """What comes after the question mark: another way to name an object."""
    if name in NARROWED and letter == "B":
        return f"?cohort={world.b.cohort.uuid}"
    return "?pre=pre&post=post&group=group" if name in ("scores_report", "scores_download") else ""


def _delivery(side: Side, name: str) -> Any:
    """Who takes part is asked of tests without a course alone."""
    if name.startswith("story"):
        return side.tests["follow_up"]
    if name.startswith(("delivery_people", "delivery_person", "delivery_results", "delivery_link")):
        return side.practice
    return side.tests["evaluation" if name.startswith("sheet") else "post_test"]


def _uuid(world: World, name: str, letter: str, own: str) -> Any:
    side = world.sides[letter]
    if name.startswith("bundle"):
        return side.bundle.uuid
    if name.startswith("scores_"):
        return world.score_files[own].uuid
    if name.startswith("roster_") and name != "roster_upload":
        return world.uploads[own].uuid
    if name.startswith(("person", "role_")):
        return side.subject.uuid
    of_enrollment = ("center_remind", "certificate_issue", "continue_lessons", "lesson_marks")
    if name in of_enrollment or name.startswith("enrollment_"):
        return side.enrollment.uuid
    if name.startswith("center_"):
        return side.center.uuid
    return side.cohort.uuid
