"""What every kind of step promises, over the registry: a new one is held to it without a new test."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args
from uuid import uuid4

import pytest
from django.utils import translation

from assessments.rules.results import Result, Verdict
from courses import step_kinds
from courses.course_files.schema import course as schema
from courses.data import AFTER, BASELINE, BEFORE, LATER, OPINION
from courses.models import CohortStep, CourseStep
from courses.rules.path import DOING, DONE, LOCKED, TODO, Fact
from courses.rules.requirements import Record
from courses.step_kinds import REGISTRY, kind_of

ROOT = Path(__file__).resolve().parents[2]
KINDS = pytest.mark.parametrize("kind", REGISTRY.values(), ids=REGISTRY)
COHORT = SimpleNamespace(
    starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 27), time_zone="America/Tijuana", follow_up_days=90
)


@dataclass
class Nobody:
    """Somebody of whom nothing is known yet; `changes` say what is."""

    cohort: Any = field(default_factory=lambda: COHORT)
    enrollment_uuid: Any = field(default_factory=uuid4)
    pass_mark: float = 0.8
    changes: dict[str, Any] = field(default_factory=dict)

    def lessons(self):
        return {1: 4, 2: 5}

    def lessons_read(self):
        return self.changes.get("read", set())

    def finished(self, step):
        return self.changes.get("finished", False)

    def sitting(self, step):
        return self.changes.get("sitting")

    def scores(self, step):
        return []

    def rated(self, step):
        return self.changes.get("rated", False)

    def released(self, step):
        return self.changes.get("rated", False)

    def certified(self):
        return self.changes.get("certified", False)

    def complete(self):
        return False


EVERYTHING = {"read": {1, 2}, "finished": True, "rated": True, "certified": True}
RECORDS = {
    "nothing": Record(1, 0, 2, False, None, None, Result(Verdict.NOTHING), False),
    "everything": Record(1, 2, 2, True, 20.0, 20.0, Result(Verdict.COMPETENT), True),
}


def a_step(kind, **fields):
    """A step of the kind with what stands behind it."""
    opens_at, closes_at = kind.window(COHORT)
    delivery = SimpleNamespace(uuid=uuid4(), opens_at=opens_at, closes_at=closes_at)
    occasion = SimpleNamespace(uuid=uuid4(), held_at=None)
    behind = {"delivery": delivery, "occasion": occasion}
    return SimpleNamespace(
        delivery=behind["delivery"] if kind.behind == "delivery" else None,
        occasion=behind["occasion"] if kind.behind == "occasion" else None,
        **{"mode": "assessed", "required": True, **fields},
    )


@KINDS
def test_a_kind_is_known_by_its_key_and_says_what_it_is_in_both_languages(kind):
    assert kind_of(kind.key) is kind
    assert re.fullmatch(r"[a-z_]{1,12}", kind.key)
    assert kind.behind in ("", "delivery", "occasion")
    assert kind.measures in ("", BASELINE, BEFORE, AFTER, OPINION, LATER)
    with translation.override("en"):
        english = str(kind.label)
    with translation.override("es-mx"):
        assert str(kind.label) != english or kind.label == ""


@KINDS
def test_a_kind_stands_on_a_module_of_its_own(kind):
    assert type(kind).__module__ == f"courses.step_kinds.{kind.key}"


@KINDS
def test_whoever_did_nothing_has_done_nothing_and_whoever_did_all_is_done(kind):
    step = a_step(kind)
    fact = kind.fact(Nobody(), step)
    assert isinstance(fact, Fact)
    assert (fact.done, fact.started) == (False, False)
    assert kind.fact(Nobody(changes=EVERYTHING), step).done


@KINDS
@pytest.mark.parametrize("status", [LOCKED, TODO, DOING, DONE])
def test_a_locked_step_opens_nothing_and_an_open_one_of_ones_own_does(kind, status):
    url = kind.url(Nobody(), a_step(kind), status, again=False)
    assert url.startswith("/") or url == ""
    if status == LOCKED:
        assert url == "" or kind.live  # who plays may read what about beforehand
        assert not kind.may_do(status)
    if kind.may_do(status):
        assert url != ""
    if kind.returns(status, url):
        assert status == DONE


@KINDS
def test_a_kind_survives_a_step_with_nothing_behind_it(kind):
    bare = SimpleNamespace(delivery=None, occasion=None, mode="", required=True)
    assert not kind.fact(Nobody(), bare).started
    for status in (LOCKED, TODO, DOING, DONE):
        assert kind.note(Nobody(), bare, status) == ""
        assert isinstance(kind.url(Nobody(), bare, status, again=False), str)
    assert kind.due(Nobody(), bare) is None or kind.due(Nobody(), bare).tzinfo is not None


@KINDS
def test_windows_are_days_of_the_cohort_where_it_is(kind):
    opens_at, closes_at = kind.window(COHORT)
    assert opens_at >= datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert closes_at is None or closes_at > opens_at


@KINDS
def test_no_condition_is_met_by_nothing_unless_it_waits_for_another_and_all_by_everything(kind):
    nothing = dict(kind.checks(RECORDS["nothing"], 0.8))
    assert all(met for _name, met in kind.checks(RECORDS["everything"], 0.8))
    assert nothing.keys() == kind.missing.keys()
    assert not nothing or not all(nothing.values())


@KINDS
def test_words_for_what_is_missing_are_translated(kind):
    for name in kind.missing:
        with translation.override("en"):
            english = step_kinds.missing_words([name])
        with translation.override("es-mx"):
            assert step_kinds.missing_words([name]) != english


@KINDS
def test_a_tally_names_how_many_of_how_many(kind):
    assert kind.tally == "" or (str(kind.tally) % {"done": 3, "people": 7}).count("3") == 1


@KINDS
def test_an_optional_step_is_never_demanded(kind):
    assert not kind.is_demanded(a_step(kind, required=False))


def test_a_coached_role_play_is_practice():
    kind = kind_of("role_play")
    assert kind.is_demanded(a_step(kind))
    assert not kind.is_demanded(a_step(kind, mode="coached"))


def test_the_certificate_waits_until_everything_is_there_and_nobody_owes_it():
    kind = kind_of("certificate")
    assert kind.status(TODO, Nobody()) == LOCKED
    assert kind.due(Nobody(), a_step(kind)) is None


def test_the_follow_up_opens_after_the_course_and_stays_open():
    kind = kind_of("follow_up")
    opens_at, closes_at = kind.window(COHORT)
    assert (opens_at, closes_at) == (datetime(2026, 6, 25, 7, tzinfo=UTC), None)
    # Thirty days are in time; a window that somebody closes earlier is the last day.
    step = a_step(kind)
    assert kind.due(Nobody(), step) == datetime(2026, 7, 25, 7, tzinfo=UTC)
    step.delivery.closes_at = datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert kind.due(Nobody(), step) == step.delivery.closes_at


@pytest.mark.parametrize(
    ("ends_on", "closes_on"),
    [
        (date(2026, 3, 2), 3),  # one day of training: that day
        (date(2026, 3, 6), 3),  # five days: 5 // 4 = 1
        (date(2026, 3, 13), 5),  # twelve days: 3
        (date(2026, 3, 27), 8),  # 26 days: 6
        (date(2026, 4, 26), 16),  # 56 days: 14
        (date(2026, 9, 1), 16),  # half a year: 14 all the same
    ],
)
def test_the_starting_point_closes_after_a_quarter_of_the_cohort(ends_on, closes_on):
    span = SimpleNamespace(**{**vars(COHORT), "ends_on": ends_on, "time_zone": "America/Mexico_City"})
    assert kind_of("baseline").window(span) == (
        datetime(2026, 3, 2, 6, tzinfo=UTC),
        datetime(2026, 3, closes_on, 6, tzinfo=UTC),
    )


def test_models_offer_the_registered_kinds_and_an_unknown_one_is_an_error():
    for model in (CourseStep, CohortStep):
        assert dict(model._meta.get_field("kind").choices).keys() == REGISTRY.keys()
    with pytest.raises(KeyError):
        kind_of("webinar")


def test_files_may_say_the_registered_kinds_and_no_other():
    assert set(get_args(schema.StepKind)) == REGISTRY.keys()


def test_no_module_names_a_kind_but_its_own():
    """Models may store it, files may say it, tests may ask for it; code asks the registry."""
    unmistakable = "|".join(key for key in REGISTRY if "_" in key)
    literal = re.compile(rf"[\"']({unmistakable})[\"']|\.kind (==|!=|in|not in) [\"'({{\[]")
    own = ROOT / "courses" / "step_kinds"
    guilty = {
        str(path.relative_to(ROOT))
        for folder in ("courses", "templates/courses")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".html")
        and own not in path.parents
        and path.name != "wiring.py"  # the main navigation names addresses, one of which is called so
        and "migrations" not in path.parts
        and not {"course_files", "exporting"} & set(path.parts)  # purposes of instruments, as files say them
        and literal.search(path.read_text(encoding="utf-8"))
    }
    assert guilty == set()
