"""The center's report: headlines that hold, states that add up, pictures that tell of nobody."""

import random
import re
from datetime import date
from types import SimpleNamespace
from uuid import UUID

import numpy as np
import pytest

from analytics import disclosure
from analytics.facts import PERSON, Figures, due
from analytics.render.documents.written import say
from analytics.reports.center import gains, groups, headline, mastery, path, targets
from analytics.reports.center.headline import State
from analytics.reports.cohorts import tables
from analytics.reports.document import Document, Figure, Head, Number, Section, Sentence, Symbol
from analytics.reports.gain import gain_of
from analytics.reports.protection import protect
from analytics.reports.shares import Range
from courses.data import AFTER, BEFORE, STANDINGS, STOOD, WHOLE, CohortInfo

TARGETS = {"O2": 0.85, "K1": 0.8, "K2": 0.75, "S1": 0.7, "R1": 4.2, "D1": 0.95}


def cohort(number: int = 1, **fields) -> CohortInfo:
    return CohortInfo(
        id=number, uuid=UUID(int=number), name=f"Cohort {number}", code=f"K{number}", course_key=UUID(int=9),
        course_title={"es": "C"}, starts_on=date(2026, 1, number), ends_on=date(2026, 2, 1), time_zone="UTC",
        is_simulated=False, pass_mark=0.8, improved_items=2, hours=10, center_ids=frozenset({1}),
        trainer_ids=frozenset(), **fields,
    )  # fmt: skip


def figures(people: int, draw: random.Random, *, cohorts: int = 1, running: bool = False) -> Figures:
    """People with random results; whoever did a step is done, the others stand as they drew."""
    rows = np.zeros(people, dtype=PERSON)
    rows["cohort"] = [draw.randint(1, cohorts) for _one in range(people)]
    rows["center"], rows["maximum"], rows["active"] = 1, 20, True
    rows["sex"] = [draw.choice("FFFM").encode() for _one in range(people)]
    left = [draw.random() < 0.1 for _one in range(people)]
    for what in STOOD:
        for place in range(people):
            done = draw.random() < 0.85 and not left[place]
            other = 3 if left[place] else 2 if running and draw.random() < 0.5 else 1
            rows[what][place] = 0 if done else other
    before = [max(0, min(20, round(draw.gauss(11, 3)))) for _one in range(people)]
    after = [max(0, min(20, round(one + draw.gauss(4, 3)))) for one in before]
    rows["pre"] = np.where(rows[BEFORE] == 0, before, np.nan)
    rows["post"] = np.where(rows[AFTER] == 0, after, np.nan)
    rows["pre_done"], rows["post_done"] = rows[BEFORE] == 0, rows[AFTER] == 0
    rows["complete"] = rows[WHOLE] == STANDINGS.index("done")
    rows["passed"] = np.nan_to_num(rows["post"]) >= 16
    rows["rated"] = rows["post_done"]
    rows["competent"] = [draw.random() < 0.7 for _one in range(people)] & rows["rated"]
    return Figures(cohorts={number: cohort(number) for number in range(1, cohorts + 1)}, people=rows)


def test_no_headline_says_what_its_numbers_deny():
    """Every clause is derived again from the numbers alone, over random states."""
    draw = random.Random(20261127)
    seen = set()
    for _one in range(10_000):
        center, half = draw.gauss(0.05, 0.15), abs(draw.gauss(0.05, 0.05))
        n = draw.choice((0, 3, 5, 12, 60))
        unmet = ("mastery", "finishing", "the role-play")[: draw.randint(0, 3)]
        state = State(
            minimum=5, n=n, due=n + draw.choice((0, 0, 4)), not_yet=draw.choice((0, 0, 9)),
            gain=Range(center, center - half, center + half) if n > 1 else Range(),
            worst=draw.choice((None, center - half - abs(draw.gauss(0, 0.1)))),
            judged=len(unmet) + draw.randint(0, 2), unmet=unmet,
        )  # fmt: skip
        text = say(headline.headline(state))
        seen.add(headline.finding(state))
        low, high = state.gain.low, state.gain.high
        assert ("no results" in text) == (n < 5 and not (state.not_yet and not state.due))
        assert text.startswith("Under way") == (n < 5 and state.not_yet > 0 and state.due == 0)
        if n < 5:
            continue
        assert ("know more" in text and "cannot" not in text and "seem" not in text) == (
            low > 0 and not (state.worst is not None and state.worst <= 0)
        )
        assert ("fell" in text) == (high < 0)
        assert ("cannot be told" in text) == (low <= 0 <= high)
        assert ("too many tests are missing" in text) == (
            low > 0 and state.worst is not None and state.worst <= 0
        )
        if told := re.search(r"only (\d+) of (\d+) targets were reached", text):
            assert (int(told[1]), int(told[2])) == (state.judged - len(unmet), state.judged)
            assert unmet
        elif "targets were reached" in text:
            assert state.judged
            assert not unmet
        if "not reached" in text:
            assert unmet
            assert all(name in text for name in unmet) or str(len(unmet)) in text
    assert len(seen) == 8


def test_a_cohort_of_yesterday_is_under_way():
    draw = random.Random(1)
    found = figures(30, draw)
    for what in STOOD:
        found.people[what] = STANDINGS.index("not_yet")
    found.people["pre"][:] = found.people["post"][:] = np.nan
    found.people["post_done"][:] = found.people["rated"][:] = False
    judged = targets.judged(found, TARGETS, "own_center")
    state = State(
        5, 0, len(due(found, BEFORE, AFTER)), 30, Range(), None, len(targets.seen(judged, "own_center"))
    )
    assert say(headline.headline(state)) == "Under way: it cannot be judged yet"
    shown = protected(targets.figure(judged, {}, seen_by_reader=[]))
    assert {row.cells[0] for row in shown.table.rows} == {Symbol.NOT_YET}
    assert {row.cells[2] for row in shown.table.rows} == {Symbol.NOT_YET}


def protected(figure: Figure) -> Figure:
    document = Document(
        "x", "X", Head((), date(2026, 1, 1)), Sentence("headline.rose"), (), (Section("s", (figure,)),)
    )
    return protect(document, "own_center").figures[0]


def test_every_line_adds_up_to_everybody_enrolled():
    """Done, missing, not yet due, left and exempt, in every step of ten thousand cohorts."""
    draw = np.random.default_rng(20261127)
    for _one in range(10_000):
        rows = np.zeros(int(draw.integers(1, 40)), dtype=PERSON)
        for what in STOOD:
            rows[what] = draw.integers(0, 5, len(rows))
        for flag in ("active", "certified", "revoked"):
            rows[flag] = draw.random(len(rows)) < 0.5
        rows["complete"] = rows[WHOLE] == STANDINGS.index("done")
        found = Figures(cohorts={}, people=rows)
        for step in tables.steps(found):
            assert step.people == len(rows)


def test_the_table_of_steps_is_read_off_the_same_states():
    found = figures(40, random.Random(3))
    table = protected(path.figure(tables.steps(found))).table
    assert {sum(int(cell.value) for cell in row.cells) for row in table.rows} == {40}


@pytest.mark.parametrize("people", [6, 12, 30, 80, 400])
def test_no_class_of_a_picture_holds_few_people(people):
    """Classes of gains, starting levels and scores, over random groups."""
    for seed in range(40):
        found = figures(people, random.Random(seed * 1000 + people))
        pairs = gains.pairs_of(found)
        for figure in (
            gains.people(pairs, audience="own_center"),
            gains.arrows(pairs, audience="own_center"),
            gains.spread(pairs, 0.8, audience="own_center"),
        ):
            if figure is None:
                continue
            table = protected(figure).table
            counts = [
                cell.value
                for row in table.rows
                for cell in row.cells[: 2 if figure.table.key == "spread" else 1]
            ]
            assert min(counts) >= 5
            if figure.table.key != "spread":
                assert sum(counts) == len(pairs)
        limit = {6: 0, 12: 0}.get(people)
        if limit == 0:
            assert gains.arrows(pairs, audience="own_center") is None


@pytest.mark.parametrize(
    ("counts", "most", "classes"),
    [
        ([8, 9, 7, 6], None, [(0,), (1,), (2,), (3,)]),
        ([8, 9, 7, 2], None, [(0,), (1,), (2, 3)]),
        ([1, 1, 9, 8], None, [(0, 1, 2), (3,)]),
        ([9, 2, 9, 9], None, [(0, 1), (2,), (3,)]),
        ([9, 9, 9, 9], 2, [(0, 1), (2, 3)]),
        ([1, 1, 1, 1], None, []),
        ([0, 12, 0, 0], None, [(0, 1, 2, 3)]),
    ],
)
def test_neighbors_are_joined_and_nobody_else(counts, most, classes):
    assert disclosure.ordered_classes([(one,) for one in counts], k=5, most=most) == classes


def test_a_group_that_may_not_be_shown_cannot_be_subtracted():
    """The difference between the whole and the rows that stand there is never a small group."""
    for seed in range(200):
        found = figures(60, random.Random(seed), cohorts=1)
        tests = due(found, BEFORE, AFTER)
        overall = gain_of(None, tests.pre[tests.measured], tests.post[tests.measured])
        figure = groups.by_group(tests, "sex", {1: "Valles"}, overall, audience="own_center")
        if figure is None:
            continue
        table = protected(figure).table
        shown = [row.cells[0].value for row in table.rows if isinstance(row.cells[0], Number)]
        assert table.withheld or overall.n - sum(shown) in (0, *range(5, 61))


def test_who_lost_the_mastery_does_not_follow_by_subtraction():
    """ "Seven mastered it before; five did before and after" would tell of two."""
    rng = random.Random(5)
    for _one in range(300):
        found = figures(rng.randint(12, 60), rng)
        figure = mastery.mastery(found, audience="own_center")
        if figure is None:
            continue
        shown = protected(figure)
        before = shown.finding.values.get("before")
        kept = shown.table.rows[0].cells[0] if shown.table.rows else None
        if isinstance(before, Number) and isinstance(kept, Number):
            assert before.value - kept.value in (0, *range(5, 61))


def test_a_target_is_not_judged_by_whoever_may_not_see_it():
    everybody = SimpleNamespace(code="K1", count=6, n=6, value=Range(1.0, 0.6, 1.0))
    assert targets.seen([targets.Judged(everybody, True)], "own_center") == []
