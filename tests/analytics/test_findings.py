"""The sentences of the report on cohorts: honest about noise, losses and who is missing."""

import random
import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from django.utils.translation import override

from analytics.render import gain_words
from analytics.render.cohorts import findings, page, rows
from analytics.render.numbers import fixed
from analytics.reports.cohorts.build import CohortsReport
from analytics.reports.cohorts.changes import Spread
from analytics.reports.cohorts.data import HeatRow, Indicator, Step, TopicGain
from analytics.reports.gain import Gain, gain_of
from analytics.reports.shares import Range


def gain(*pairs: tuple[float | None, float | None]) -> Gain:
    arrays = [np.array([np.nan if one is None else one for one in side]) for side in zip(*pairs, strict=True)]
    return gain_of(None, *arrays)


ROSE = gain(*[(0.4, 0.7), (0.5, 0.9), (0.3, 0.6), (0.6, 0.8), (0.5, 0.7)] * 2, (0.5, None))
FELL = gain(*[(0.7, 0.4), (0.9, 0.5), (0.6, 0.3), (0.8, 0.6), (0.7, 0.5)] * 2)
UNCLEAR = gain(*[(0.4, 0.7), (0.7, 0.4), (0.5, 0.6), (0.6, 0.5), (0.5, 0.5)] * 2)
UNIFORM = gain(*[(0.4, 0.5), (0.5, 0.6)] * 5)


def topic(title: str, of: Gain) -> TopicGain:
    return TopicGain(("c", title), {"es": title, "en": f"{title}: the rest"}, 3, of)


def report(of: Gain | None, *topics: TopicGain, **fields) -> CohortsReport:
    improved = Indicator("K1", Range(0.5, 0.4, 0.6), 5, 10, 0, 0.8, "below")
    return CohortsReport(
        audience="own_center", people=fields.pop("people", 12), trained=3, trained_target=None,
        indicators=fields.pop("indicators", ()), gain=of,
        gain_n=of.n if of else 0, pre_only=of.pre_only if of else 0, not_yet=fields.pop("not_yet", 0),
        unchanged=0.2, improved=improved, topics=topics, steps=fields.pop("steps", ()), ready=(),
        spread=Spread((), 0), improved_items=2, pass_mark=0.8,
        heat_cohorts=fields.pop("heat_cohorts", ()), heat=fields.pop("heat", ()),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (report(None), "There are too few people with both tests yet to speak of a gain"),
        (report(ROSE), "Scores rose"),
        (report(FELL), "Scores fell"),
        (report(UNCLEAR), "It cannot be said yet whether scores rose"),
        (report(UNIFORM), "Everybody’s score changed by the same"),
        (report(ROSE, topic("A", ROSE), topic("B", ROSE)), "Scores rose in every topic, least in: B"),
        (
            report(ROSE, topic("A", ROSE), topic("B", UNIFORM)),
            "Scores rose in every topic, least in: B",
        ),
        (report(ROSE, topic("A", ROSE), topic("B", UNCLEAR)), "Scores rose, but not clearly in: B"),
        (
            report(ROSE, topic("A", UNCLEAR), topic("B", FELL)),
            "Scores rose, but not clearly in every topic",
        ),
    ],
)
def test_the_headline_says_no_more_than_the_intervals(made, said):
    assert findings.headline(made) == said


def test_the_lead_names_people_missing_and_targets_that_are_not_met():
    below = Indicator("O2", Range(0.5, 0.4, 0.6), 5, 10, 0, 0.85, "below")
    margin = replace(below, code="K2", reading="margin")
    satisfied = replace(below, code="R1")
    made = report(ROSE, indicators=(below, margin, satisfied))
    assert findings.lead(made) == (
        "Scores went from 46% to 74% (n = 10 people with both tests; 1 is missing). "
        "2 targets are not met: finishing the course and satisfaction with the course."
    )
    with override("es-mx"):
        assert findings.lead(made) == (
            "Los aciertos pasaron de 46\u00a0% a 74\u00a0% (n = 10 personas con ambas evaluaciones; "
            "falta 1). 2 metas no se cumplen: terminar el curso y la satisfacción con el curso."
        )


def test_too_few_people_give_no_figure_in_the_lead():
    assert findings.lead(report(None)) == (
        "12 people are enrolled; figures are shown once enough people have taken both tests."
    )


def test_small_counts_of_losers_are_not_told():
    assert findings.directions(report(UNCLEAR)) == "4 of 10 people scored higher"
    assert findings.directions(report(FELL)) == "0 of 10 people scored higher; 10 scored lower"
    everybody = gain(*[(0.4, 0.7), (0.5, 0.9), (0.3, 0.6)] * 2)
    assert findings.directions(report(everybody)) == "Scores before and after"


def test_what_the_missing_could_change_is_said():
    assert findings.if_missing_gained_nothing(report(ROSE)) == (
        "1 person has the first test only; without any gain there "
        "the mean would be 20\u00a0percentage points."
    )
    assert findings.if_missing_gained_nothing(report(FELL)) == ""


def step(key: str, **states: int) -> Step:
    return Step(key, **{"done": 0, "missing": 0, "not_yet": 0, "left": 0, "exempt": 0, **states})


def test_the_funnel_names_what_its_own_table_shows():
    """Fourteen lack the lessons, thirty-five a certificate: both are said, each as what it is."""
    made = report(
        ROSE,
        steps=(
            step("pre_test", done=54),
            step("lessons", done=40, missing=14),
            step("role_play", done=40, missing=11, left=3),
            step("certificate", done=5, ready=17, missing=29, left=3),
        ),
    )
    assert findings.steps(made) == (
        "5 of 51 people hold a certificate, and 17 have earned one that is not issued"
    )
    assert findings.where_missing(made) == (
        "Missing most often: All lessons (14 people whose date has passed)."
    )


def test_a_cohort_under_way_is_no_loss():
    made = report(
        None,
        steps=(step("lessons", done=9, not_yet=11), step("certificate", not_yet=20)),
        not_yet=20,
        people=20,
    )
    assert findings.headline(made) == "Under way: it cannot be judged yet"
    assert findings.lead(made) == (
        "20 people are enrolled. "
        "20 are in cohorts with time left: nothing is missing there, figures come when they are due."
    )
    assert findings.steps(made) == "Under way: nobody is late"
    assert findings.where_missing(made) == (
        "Nobody misses a step whose date has passed. For 20 people it is not due yet."
    )


def random_report(rng: random.Random) -> CohortsReport:
    """Any states of any people, and any means of any criteria."""
    people = rng.randint(1, 60)
    keys = ("pre_test", "lessons", "role_play", "post_test", "evaluation")
    names_ = ("done", "missing", "not_yet", "left", "exempt")
    steps = [step(key, **Counter(rng.choices(names_[: rng.randint(1, 5)], k=people))) for key in keys]
    last = Counter(rng.choices((*names_, "ready")[:: rng.choice((1, -1))][: rng.randint(1, 6)], k=people))
    cohorts = tuple((number, rng.randint(5, 40)) for number in range(rng.randint(0, 3)))
    heat = tuple(
        HeatRow(f"c{place}", {"es": f"c{place}", "en": f"c{place}"}, rng.random() < 0.5,
                tuple(rng.choice((None, rng.uniform(1, 4))) for _cohort in cohorts))
        for place in range(rng.randint(0, 4))
    )  # fmt: skip
    return report(
        ROSE, steps=(*steps, step("certificate", **last)), people=people, heat=heat, heat_cohorts=cohorts
    )


def test_no_finding_contradicts_its_table():
    """What is said is read back out of the rows that stand behind it, for any data."""
    rng = random.Random(7)
    for _round in range(500):
        made = random_report(rng)
        table = {
            row.name: dict(zip(rows.step_headings(made), row.cells, strict=True)) for row in rows.steps(made)
        }
        for row, one in zip(rows.steps(made), made.steps, strict=True):
            assert sum(map(int, row.cells)) == one.people == made.people
        certificate = table.pop("Certificate")
        said = findings.steps(made)
        if holds := re.match(r"(\d+) of (\d+) (?:person|people)", said):
            counted = [int(certificate.get(name, 0)) for name in ("Done", "Earned, not issued", "Missing")]
            assert (int(holds[1]), int(holds[2])) == (counted[0], sum(counted))
            earned = re.search(r"and (\d+) have earned", said)
            assert (int(earned[1]) if earned else 0) == counted[1]
        elif said == "Under way: nobody is late":
            assert certificate["Missing"] == "0"
        missing = {name: int(cells["Missing"]) for name, cells in table.items()}
        most = re.search(r"often: (.+) \((\d+) (?:person|people)", findings.where_missing(made))
        if most:
            assert int(most[2]) == max(missing.values())
            assert set(re.split(", | and ", most[1])) == {
                name for name, count in missing.items() if count == max(missing.values())
            }
        else:
            assert not any(missing.values())
        shown = [
            round(float(cell.text), 1) for row in made.heat for cell in page._shades(row) if cell.text != "–"
        ]
        said = findings.criteria(made, {number: f"K{number}" for number, _n in made.heat_cohorts})
        lowest = re.search(r"([\d.]+) of 4", said)
        assert (float(lowest[1]) if lowest else None) == min(shown, default=None)
        if lowest:
            check_lowest(made, said, min(shown))


def check_lowest(made: CohortsReport, said: str, low: float) -> None:
    """Every criterion and cohort that is drawn as low is named, and no other."""
    cells = [
        (row.title["en"], number)
        for row in made.heat
        for (number, _n), cell in zip(made.heat_cohorts, page._shades(row), strict=True)
        if cell.text != "–" and float(cell.text) == low
    ]
    criteria_, cohorts = {one for one, _number in cells}, {f"K{number}" for _one, number in cells}
    if len(criteria_) > 2:
        assert said == f"Lowest, {low} of 4: {len(criteria_)} criteria"
    elif len(criteria_) == 2:
        assert set(said.split(": ")[1].split(" · ")) == criteria_
    else:
        assert {said.split(": ")[1].split(",")[0]} == criteria_
        named = set(re.findall(r"K\d", said))
        assert named == (cohorts if len(cohorts) < len(made.heat_cohorts) else set())


def test_no_finding_about_topics_contradicts_their_table():
    rng = random.Random(11)
    for _round in range(300):
        shift = rng.uniform(-0.2, 0.4)
        pairs = [
            [(before, min(1.0, max(0.0, before + rng.gauss(shift, rng.choice((0, 0.1, 0.3))))))
             for before in (rng.choice((0.25, 0.5, 0.75)) for _person in range(8))]
            for _topic in range(rng.randint(2, 5))
        ]  # fmt: skip
        found = sorted(
            (topic(f"T{place}", gain(*own)) for place, own in enumerate(pairs)),
            key=lambda one: -(one.gain.gain.value or 0.0),
        )
        made = report(ROSE, *found)
        # The interval beside each topic: a gain is clear when it lies above zero.
        clear = [one for one in found if one.gain.gain.low is not None and one.gain.gain.low > 0]
        said, first = findings.topics(made), findings.headline(made)
        if several := re.match(r"No clear gain in (\d) of (\d) topics", said):
            assert (int(several[1]), int(several[2])) == (len(found) - len(clear), len(found))
        elif one := re.match(r"No clear gain in: (T\d), ", said):
            assert {one[1]} == {each.title["es"] for each in found} - {each.title["es"] for each in clear}
        else:
            assert len(clear) == len(found)
            named = re.match(r"Smallest gain: (T\d), \+(\d+)", said)
            assert int(named[2]) == min(
                int(re.match(r"\+(\d+)", row.cells[1])[1]) for row in rows.topics(made)
            )
        assert ("in every topic, least" in first) == (len(clear) == len(found))


def test_a_mean_is_marked_as_low_only_when_it_reads_so():
    """2.96 is written 3.0, and nothing beside 3.0 may say that it is below 3."""
    close = HeatRow("c", {"es": "c"}, True, (2.96, 2.94))
    assert [(cell.text, cell.low) for cell in page._shades(close)] == [("3.0", False), ("2.9", True)]


def test_with_the_two_that_are_told_nobody_is_singled_out():
    """134 of 143 rose and 8 fell: together they tell that one person stayed the same."""
    made = gain(*[(0.4, 0.7)] * 134, *[(0.6, 0.5)] * 8, (0.5, 0.5))
    assert findings.directions(report(made)) == "134 of 143 people scored higher"
    even = gain(*[(0.4, 0.7)] * 134, *[(0.6, 0.5)] * 9)
    assert findings.directions(report(even)) == "134 of 143 people scored higher; 9 scored lower"


@pytest.mark.parametrize(
    ("of", "begins"),
    [
        (ROSE, "A rise says"),
        (FELL, "A fall says"),
        (UNCLEAR, "Scores say"),
        (UNIFORM, "A rise says"),
        (None, "Scores"),
    ],
)
def test_the_caution_is_about_what_happened(of, begins):
    assert gain_words.caution(of).startswith(begins)


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [(62.5, 0, "63"), (67.5, 0, "68"), (28.499999999999996, 0, "29"), (0.285 * 100, 0, "29"), (-2.5, 0, "−3"),
     (2.25, 1, "2.3"), (-0.04, 1, "0.0")],
)  # fmt: skip
def test_halves_are_rounded_up_as_by_hand(value, digits, written):
    assert fixed(value, digits) == written


def test_the_topic_that_moved_least_is_named_with_its_gain():
    assert findings.topics(report(ROSE, topic("A", ROSE), topic("B", UNIFORM))) == (
        "Smallest gain: B, +10\u00a0percentage points"
    )
    assert findings.topics(report(ROSE, topic("A", ROSE), topic("B", UNCLEAR))) == (
        "No clear gain in: B, 0\u00a0percentage points"
    )
