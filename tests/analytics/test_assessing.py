"""Reports on rating: what stands out, what is not said, and what a page costs at any size."""

import io
import random
import re
import subprocess
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from django.urls import reverse
from django.utils import translation

from analytics.assessing import words
from analytics.assessing.figures import Repeats, Severity, Standing, assessed, over_time, use_of_levels
from analytics.assessing.models import BoardDecision
from analytics.assessing.selectors import board, cohort_ratings
from assessments.data import CriterionInfo, RatingOutcome
from assessments.models import (
    Assignment,
    Criterion,
    CriterionScore,
    ExamDay,
    Incident,
    Rating,
    RatingCase,
    Room,
    Round,
    Slot,
)
from courses import api as courses_api
from courses.models import Enrollment
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock
from tests.budgets import counted
from tests.courses import factories as courses
from tests.drills import assessors as drills
from tests.lms.factories import make_center, make_person

CRITERIA = [CriterionInfo(f"c{place}", {"es": "x", "en": "x"}, False) for place in range(1, 6)]


def sheet(occasion, person, assessor, levels, moment=None):
    return RatingOutcome(
        occasion, person, assessor, True, moment, sum(levels) / len(levels), len(levels), True, True, True,
        scores={one.key: level for one, level in zip(CRITERIA, levels, strict=True)},
    )  # fmt: skip


def cohort(shifts, *, people=24, occasions=(1,), seed=7):
    """Everybody rated by two of the assessors, in rotating pairs, with a severity each."""
    rng = random.Random(seed)
    found = []
    for person in range(people):
        skill = rng.gauss(2.7, 0.5)
        for occasion in occasions:
            first = (person + occasion) % len(shifts)
            partner = (first + 1 + person // len(shifts) % (len(shifts) - 1)) % len(shifts)
            for assessor in (first, partner):
                levels = [
                    min(4, max(1, round(skill + shifts[assessor] + rng.gauss(0, 0.4)))) for _one in CRITERIA
                ]
                found.append(sheet(occasion, person, assessor, levels))
    return found


def test_assessors_who_do_not_differ_need_no_adjustment():
    found = assessed(cohort([0.0] * 4), CRITERIA)
    assert found.standing_out == ()
    with translation.override("en"):
        assert words.adjustment(found).startswith("Nobody stands out: no assessor lies 0.25 levels")


def test_a_hawk_and_a_dove_stand_out_with_their_intervals():
    found = assessed(cohort([-0.9, 0.9, 0.0, 0.0, 0.0, 0.0], people=48), CRITERIA)
    assert {one.assessor_id: words.severity_word(one) for one in found.standing_out} == {
        0: words.severity_word(found.severities[0]),
        1: words.severity_word(found.severities[1]),
    }
    assert found.severities[0].effect < -0.5 < 0.5 < found.severities[1].effect
    with translation.override("en"):
        assert words.adjustment(found).startswith("2 assessors stand out. No score is adjusted")


@pytest.mark.parametrize(
    ("effect", "low", "high", "small", "said", "listed"),
    [
        (-0.6, -0.9, -0.3, False, "more severe", True),
        (0.3, 0.1, 0.5, False, "more lenient", True),
        (0.2, 0.05, 0.35, False, "more lenient", False),
        (0.1, 0.02, 0.18, True, "barely more lenient", False),
        (-0.1, -0.18, -0.02, True, "barely more severe", False),
        (0.05, -0.15, 0.25, True, "similar to the others", False),
        (0.2, -0.1, 0.5, False, "cannot be told apart from the others", False),
        (None, None, None, False, "too few sheets to say", False),
    ],
)
def test_the_words_about_severity_follow_from_the_interval(effect, low, high, small, said, listed):
    one = Severity(1, 9, effect, low, high, small)
    with translation.override("en"):
        assert (words.severity_word(one), one.stands_out) == (said, listed)
        assert words.severity_word(replace(one, sheets=5)) == "too few sheets to say"
        assert words.severity_word(replace(one, moves=True)) in ("changes over time", "too few sheets to say")


def test_no_difference_found_is_not_yet_alike():
    """Four who do not differ: with twelve people that cannot be told, with many it is known."""
    few, many = (assessed(cohort([0.0] * 4, people=people), CRITERIA) for people in (12, 150))
    assert {one.standing for one in few.severities} == {Standing.OPEN}
    assert {one.standing for one in many.severities} == {Standing.SIMILAR}
    with translation.override("en"):
        assert "Of 0 of the 4 it is known that they lie within 0.25 levels" in words.adjustment(few)
        assert "All are known to lie within 0.25 levels" in words.adjustment(many)


def test_a_hawk_a_dove_and_a_drifter_are_listed_and_nobody_else():
    """The small size of `tests.drills.assessors`: eight assessors, three calibration cases, 24 people."""
    for seed in (0, 1, 2):
        assert drills.run(seed) == drills.Listed(frozenset({0, 1, 2}), frozenset())
        assert drills.run(seed, planted=False) == drills.Listed(frozenset(), frozenset())


def test_agreement_counts_pairs_of_levels():
    found = assessed([sheet(1, 1, 1, [3, 3, 2, 4, 1]), sheet(1, 1, 2, [3, 2, 4, 4, 1])], CRITERIA)
    assert found.together is not None
    assert (found.together.pairs, found.together.exact.value, found.together.adjacent.value) == (5, 0.6, 0.8)
    assert [one.exact.value for one in found.agreement] == [1, 0, 0, 1, 1]
    assert found.by_role_plays.reason == "too_few_people"
    alone = assessed([sheet(1, 1, 1, [3, 3, 2, 4, 1])], CRITERIA)
    assert (alone.together, alone.severities[0].effect) == (None, None)


def test_two_role_plays_name_their_error_and_are_not_called_reliable():
    found = assessed(cohort([0.0] * 4, people=30, occasions=(1, 2)), CRITERIA)
    assert found.by_role_plays.people == 30
    low = Repeats(2, 30, 0.55, 0.31)
    with translation.override("en"):
        said = words.by_role_plays(low)
        assert "standard error of the mean 0.31 levels" in said
        assert "reliable" not in said
        assert "reliable" in words.by_role_plays(Repeats(2, 30, 0.71, 0.2))
    with translation.override("es-mx"):
        assert "confiable" not in words.by_role_plays(low)


def test_no_adjusted_score_leaves_the_statistics():
    """Nothing outside of the statistics asks for scores that are corrected for severity."""
    root = Path(__file__).parents[2]
    asks = [
        str(file.relative_to(root))
        for app in ("assessments", "courses", "analytics", "lms")
        for file in (root / app).rglob("*.py")
        if "analytics/stats" not in file.as_posix() and "fair_scores" in file.read_text(encoding="utf-8")
    ]
    assert asks == []


def test_one_assessor_day_by_day():
    first, later = clock.now(), clock.now() + clock.timezone.timedelta(days=1)
    sheets = [
        sheet(1, 1, 1, [3] * 5, first), sheet(1, 1, 2, [2] * 5, first),
        sheet(1, 2, 1, [4] * 5, later), sheet(1, 2, 2, [2] * 5, later),
        sheet(1, 3, 1, [4] * 5, later),
    ]  # fmt: skip
    assert [(one.cases, one.gap) for one in over_time(sheets, 1)] == [(1, 1.0), (1, 2.0)]
    assert use_of_levels(sheets, 2) == {2: 10}


@pytest.fixture
def room(db):
    center = make_center(code="sur", name="Centro Sur", state="CHP")
    trainers = [make_person(Role.TRAINER, last_name=name) for name in ("Uno", "Dos")]
    cohort = courses.make_cohort(centers=[center], trainers=trainers)
    courses.hold(cohort, "assessed")
    return cohort, center, trainers


def crowd(room, many):
    """Released cases with two sheets each, as rows: services have their own tests."""
    cohort, center, trainers = room
    now, start = clock.now(), User.objects.count()
    occasion = courses.occasion_of(cohort)
    (criterion,) = Criterion.objects.filter(rubric_version=occasion.rubric_version)
    users = User.objects.bulk_create(
        User(email=f"p{start + n}@example.org", first_name=f"P{n}", last_name="Zeta", center=center)
        for n in range(many)
    )
    Enrollment.objects.bulk_create(
        Enrollment(cohort=cohort, user=user, center=center, enrolled_at=now) for user in users
    )
    cases = RatingCase.objects.bulk_create(
        RatingCase(occasion=occasion, ratee=user, state="released", released_at=now) for user in users
    )
    assignments = Assignment.objects.bulk_create(
        Assignment(case=case, assessor=one) for case in cases for one in trainers
    )
    ratings = Rating.objects.bulk_create(
        Rating(assignment=one, status="submitted", judgment=3, saved_at=now, submitted_at=now)
        for one in assignments
    )
    CriterionScore.objects.bulk_create(
        CriterionScore(rating=one, criterion=criterion, value=2 + place % 3)
        for place, one in enumerate(ratings)
    )
    return users


def test_the_page_of_a_cohort_asks_as_often_for_many_as_for_few(room, client):
    cohort, _center, trainers = room
    client.force_login(trainers[0])
    url = reverse("cohort_ratings", args=[cohort.uuid])
    # Without a pair of sheets a table of dashes would say nothing.
    assert "Krippendorff" not in client.get(url).content.decode()
    crowd(room, 3)
    assert "Krippendorff" in client.get(url).content.decode()
    costs = []
    for more in (0, 297):
        crowd(room, more)
        with counted() as spent:
            assert client.get(url).status_code == 200
        costs.append(spent.queries)
        spent.within(queries=25)
    assert costs[0] >= costs[1] - 1
    with counted() as spent:
        found = cohort_ratings(trainers[0], cohort.uuid)
    spent.within(queries=15)
    assert (len(found.people), found.figures.together.pairs) == (300, 300)


def test_names_of_assessors_are_for_themselves_and_for_who_answers_for_the_program(room, client):
    crowd(room, 7)
    cohort, _center, (one, two) = room
    officer = make_person(Role.PROGRAM_OFFICER)
    occasion = courses.occasion_of(cohort)
    assert set(board(officer, occasion.uuid).assessors.values()) == {str(one), str(two)}
    assert str(two) not in board(one, occasion.uuid).assessors.values()
    for reader, status in ((one, 404), (two, 200), (officer, 200)):
        client.force_login(reader)
        page = client.get(reverse("assessor_figures", args=[cohort.uuid, two.uuid]))
        assert page.status_code == status
    stranger = make_person(Role.TRAINER)
    assert board(stranger, occasion.uuid) is None
    assert courses_api.cohort_infos([cohort])[cohort.pk].role_plays == 1


def text_of(content):
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def told(html):
    """The cells of the tables of a page, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    tags = re.compile(r'<span class="lab">.*?</span>|<[^>]+>', re.DOTALL)
    return [[" ".join(unescape(tags.sub("", cell)).split()) for cell in row] for row in cells]


def test_the_printed_report_has_the_figures_of_the_page_and_no_name_more(room, client):
    cohort, _center, (one, two) = room
    users = crowd(room, 8)
    occasion = courses.occasion_of(cohort)
    cases = list(RatingCase.objects.order_by("pk"))
    day = ExamDay.objects.create(name="Viernes", starts_at=clock.now(), state="open")
    day.occasions.add(occasion)
    rounds = [Round.objects.create(day=day, number=n + 1, starts_at=clock.now()) for n in range(4)]
    rooms = [
        Room.objects.create(day=day, name=name, position=place) for place, name in enumerate(("Norte", "Sur"))
    ]
    for place, case in enumerate(cases):
        Slot.objects.create(day=day, case=case, room=rooms[place % 2], round=rounds[place // 2])
    make_incident = partial(Incident.objects.create, day=day, reported_by=two, reported_at=clock.now())
    make_incident(case=cases[0], kind="other", text="Se salió del guion.", resolution="Se repitió.")
    make_incident(case=cases[1], kind="help")
    Rating.objects.filter(assignment__case__in=cases[:3], assignment__assessor=two).update(medium="paper")
    client.force_login(one)
    with translation.override("es-mx"):
        page, printed = (reverse(name, args=[occasion.uuid]) for name in ("board_report", "board_print"))
    html, pdf = client.get(page).content.decode(), client.get(printed).content
    text = " ".join(text_of(pdf).split())
    rows = [row for row in told(html) if row]
    assert len(rows) > 20
    letters = "".join(text.split())
    for row in rows[1:]:
        for cell in row:
            assert "".join(cell.split()).replace("−", "–") in letters, (cell, row)
    assert ["Norte", "4"] in [row[:2] for row in rows]
    assert [row[:2] for row in rows if row[0].startswith("hojas en")] == [
        ["hojas en pantalla", "13"],
        ["hojas en papel", "3"],
    ]
    workbook = client.get(reverse("board_download", args=[occasion.uuid])).content
    people = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0]
    assert [row[5] for row in people.iter_rows(values_only=True) if row[0] == str(users[0])] == [1]
    assert "Se salió del guion." in text
    assert str(users[0]) in text
    # Whoever may not read who of the assessors is severe finds no name of theirs on paper either.
    assert (str(two) in text, str(two) in html) == (False, False)
    officer = make_person(Role.PROGRAM_OFFICER)
    client.force_login(officer)
    assert str(two) in text_of(client.get(printed).content)
    with pikepdf.open(io.BytesIO(pdf)) as found:
        assert (str(found.Root.Lang), str(found.docinfo.Author)) == ("es-mx", "Acuerdo")
        fonts = [font for page in found.pages for font in page.Resources.Font.values()]
        assert all("FontFile2" in font.FontDescriptor for font in fonts if "FontDescriptor" in font)
    client.force_login(make_person(Role.TRAINER))
    assert client.get(printed).status_code == 404


def test_the_board_decides_with_reasons_and_names_and_the_workbook_says_the_same(room, client):
    first, *_rest = crowd(room, 2)
    missing = make_person(last_name="Ausente")
    cohort, _center, trainers = room
    courses_api.enroll(actor=None, cohort=cohort, user=missing)
    occasion = courses.occasion_of(cohort)
    client.force_login(trainers[0])
    url = reverse("board_report", args=[occasion.uuid])
    assert client.post(url, {"about": "void", "decision": "Se anula"}).status_code == 422
    case = RatingCase.objects.get(ratee=first)
    sent = {
        "about": "void", "case": case.pk, "decision": "Se repite", "reason": "Se fue la luz.",
        "present": "Uno, Dos", "abstained": "Dos",
    }  # fmt: skip
    assert client.post(url, sent).status_code == 302
    kept = BoardDecision.objects.get()
    assert (kept.case, kept.recorded_by, kept.abstained) == (case, trainers[0], "Dos")
    case.refresh_from_db()
    assert case.state == "released"
    html = client.get(url).content.decode()
    assert "Se fue la luz." in html
    assert "Ausente" in html
    found = board(trainers[0], occasion.uuid)
    assert (found.people, len(found.missing), found.count("released")) == (3, 1, 2)
    assert found.fingerprint in html
    workbook = client.get(reverse("board_download", args=[occasion.uuid]))
    assert workbook.content[:2] == b"PK"
    pdf = client.get(reverse("board_print", args=[occasion.uuid]))
    assert found.fingerprint in text_of(pdf.content)
    # Somebody who is rated there themselves reads nothing about their own case.
    assert [one.subject_id for one in board(trainers[0], occasion.uuid).facts] == sorted(
        one.ratee_id for one in RatingCase.objects.all()
    )
